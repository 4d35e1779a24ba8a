using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Passes a request on to a service or a pod, which is a function of the test.</summary>
internal static class ProxyVerb
{
    public static ApiAnswer Run(ResourceCall call, ClusterState state)
    {
        var (ns, name) = (call.Resource.Namespace ?? "", call.Resource.Name!);
        if (state.Proxies.TryGetValue($"{call.Kind.Plural}/{ns}/{name}", out var answer))
            return answer(call.Resource.Rest + call.Request.Query);
        var target = name.Split(':').First(part => part is not ("http" or "https"));
        if (call.Store.Find(ObjectKey.Of(call.Kind, ns, target)) is null) throw Statuses.NotFound(call.Kind, target);
        return StatusBody.Failure(503, "ServiceUnavailable", $"no endpoints available for service \"{name}\"");
    }
}

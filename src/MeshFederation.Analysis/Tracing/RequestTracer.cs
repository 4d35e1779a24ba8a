using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Follows a request from the calling pods to those that answer it, or to where it breaks. All that it decides is decided in Routing.
/// </summary>
public static class RequestTracer
{
    /// <summary>Follows a request.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="question">The request.</param>
    /// <returns>The hops: the trunk first, then branch by branch.</returns>
    /// <exception cref="Model.Errors.MeshException">
    /// The cluster, the gateway or the host is known to nobody, or the port is missing.
    /// </exception>
    public static IReadOnlyList<MeshHop> Trace(RoutingMesh mesh, TraceQuestion question)
    {
        var client = mesh[question.Cluster] ?? throw TraceErrors.UnknownCluster(mesh, question.Cluster);
        if (question.Gateway is not null) return Flatten(new EntryStep(mesh, client, question).Follow());
        var (host, called) = HostStep.Resolve(client, question);
        if (host.Outcome != TraceOutcome.Continues) return Flatten(host);
        var request = question.Request with { Authority = question.Host, Port = called.Port?.Number ?? question.Port!.Value };
        return Flatten(host.To(
            AmbientCaller.Follow(mesh, client, question.Caller, called, request, Routes) ?? Routes(question.Caller)));

        TraceNode Routes(MeshCaller caller) => new RouteStep(mesh, client, caller, request).Follow(called);

        IReadOnlyList<MeshHop> Flatten(TraceNode root) => TraceTree.Flatten(UnreadKinds.Mark(mesh, root));
    }
}

using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;

namespace MeshFederation.Commands.Completion;

/// <summary>
/// Completes where a request comes from: clusters of the session, and behind the slash the namespaces and Gateways of its services.
/// </summary>
public sealed class TraceSourceCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var session = MeshSession.Current;
        var slash = typed.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return session.Clusters.Select(cluster => (cluster.Name, $"pods in {cluster.Name}, namespace default"));
        var name = typed[..slash];
        return session.Services.Select(service => service.Namespace)
            .Append(ContextNamespace.Usual).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(space => ($"{name}/{space}", $"pods in {name}, namespace {space}"))
            .Concat(GatewayNames.Known().Where(gateway => gateway.Cluster is null || gateway.Cluster == name)
                .Select(gateway => ($"{name}/gateway/{gateway.Name}", $"requests that come in through a gateway: {gateway.Tip}"))
                .DistinctBy(gateway => gateway.Item1, StringComparer.Ordinal));
    }
}

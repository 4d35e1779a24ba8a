using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The errors of a question that has no answer.</summary>
internal static class TraceErrors
{
    public static MeshException UnknownCluster(RoutingMesh mesh, string name)
    {
        var known = mesh.Clusters.Select(cluster => cluster.Name).ToList();
        return new(
            MeshErrorId.TraceClusterUnknown,
            MeshErrorKind.ObjectNotFound,
            $"There is no cluster '{name}' among the input{(known.Count == 0 ? "." : $"; it has {string.Join(", ", known)}.")}",
            "Trace from a cluster of the input: -From CLUSTER or -From CLUSTER/NAMESPACE.",
            name);
    }

    public static MeshException UnknownGateway(RoutingCluster cluster, string name)
    {
        var known = cluster.Gateways.All.Select(EntryGateways.NameOf).Distinct(StringComparer.Ordinal).ToList();
        var unread = UnreadKinds.Of(cluster, static kind => kind == ReadKind.Gateway || kind == ReadKind.ApiGateway);
        return new(
            MeshErrorId.TraceGatewayUnknown,
            MeshErrorKind.ObjectNotFound,
            $"There is no Gateway '{name}' among the objects of the cluster "
            + $"'{cluster.Name}'{(known.Count == 0 ? "" : $"; it has {string.Join(", ", known)}")}"
            + (unread.Length == 0 ? "." : $"; {unread}."),
            "Trace from a Gateway of the input, as cluster1/gateway/istio-system/web; a Gateway of one's own comes by -Path or -Live.",
            name);
    }

    public static MeshException UnknownHost(RoutingCluster client, string host, string why)
    {
        var near = Alike(host, client.Services.Hosts);
        return new(
            MeshErrorId.TraceHostUnknown,
            MeshErrorKind.ObjectNotFound,
            $"Nobody in the cluster '{client.Name}' knows the host '{host}': {why}. Its pods would reach it, if at all, past the mesh.",
            near.Count == 0 ? "Pipe in the services or objects that have the host." : $"Did you mean {string.Join(" or ", near)}?",
            host);
    }

    public static MeshException PortMissing(RoutedService service) => new(
        MeshErrorId.TracePortMissing,
        MeshErrorKind.InvalidArgument,
        $"'{service.Host}' has {(service.Ports.Count == 0 ? "no known port" : $"several ports: {string.Join(", ", service.Ports)}")}.",
        $"Say which one is called: -To {service.Host}:{(service.Ports.Count == 0 ? 80 : service.Ports[0].Number)}.",
        service.Host);

    /// <summary>
    /// The hosts that are nearest to what was typed: those that it is the beginning of, as of NAME.NAMESPACE.global, then by the fewest
    /// letters to change; of each also its short name counts.
    /// </summary>
    private static List<string> Alike(string host, IEnumerable<string> hosts) =>
    [
        .. hosts.Select(known => (known, distance: known.StartsWith(host + ".", StringComparison.Ordinal) ? 0 : Math.Min(
            Nearest.Distance(host, known), Nearest.Distance(host, known.Split('.')[0]))))
            .Where(item => item.distance <= Math.Max(2, host.Length / 3))
            .OrderBy(item => item.distance).ThenBy(item => item.known, StringComparer.Ordinal).Take(3).Select(item => item.known),
    ];
}

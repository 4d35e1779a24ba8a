using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>A server of a Gateway.</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Index">Its place in the Gateway's servers.</param>
/// <param name="Content">What it says.</param>
internal sealed record GatewayServer(MeshManifest Gateway, int Index, UnstructuredMap Content)
{
    public long Port => Content.Map("port")?.Number("number") ?? 0;

    public GatewayListener Listener => GatewayListener.Of(Content);

    public bool HasTls => Content.Has("tls");

    public bool IsAutoPassthrough => ServerTls.PassesMesh(Content);

    /// <summary>The servers of all Gateways of a cluster, the oldest first.</summary>
    public static IEnumerable<GatewayServer> Of(RoutingCluster cluster) =>
        cluster.Gateways.All.SelectMany(
            gateway => gateway.Spec.Maps("servers").Select((content, index) => new GatewayServer(gateway, index, content)));

    /// <summary>The hosts without their namespaces.</summary>
    public IEnumerable<(int Index, string Host)> Hosts() =>
        Content.Texts("hosts").Select(entry => (entry.Index, HostPattern.OfServer(entry.Text)));

    /// <summary>
    /// Whether pods may have both servers: known pods do, or where none are known the labels of one selector are among the other's.
    /// </summary>
    public bool MayShareWorkload(GatewayServer other, RoutingCluster cluster)
    {
        if (Gateway == other.Gateway) return true;
        if (!cluster.Gateways.Reaches(Gateway, other.Gateway.Namespace)) return false;
        var (mine, theirs) = (cluster.Gateways.SelectorsOf(Gateway), cluster.Gateways.SelectorsOf(other.Gateway));
        if (mine.Exists(one => theirs.Exists(two => one.Selects(two) || two.Selects(one)))) return true;
        return PodsOfGateways.Of(cluster, Gateway).Any(pod => theirs.Exists(two => two.Selects(pod.Labels)));
    }

    public override string ToString() => FormattableString.Invariant($"{Gateway} servers[{Index}]");
}

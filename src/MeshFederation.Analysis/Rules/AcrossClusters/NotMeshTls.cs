using System.Runtime.CompilerServices;
using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class NotMeshTls : WayRule
{
    private const int MostLetters = 2;

    /// <summary>The DestinationRules of a cluster that ask for the mesh's TLS to hosts that nobody has; seldom any.</summary>
    private static readonly ConditionalWeakTable<RoutingCluster, List<(MeshManifest Rule, string Host)>> OfNobody = [];

    public override string Id => "MF3010";

    public override string Title => "A call to the gateway of another cluster speaks the mesh's TLS.";

    public override string Recommendation => "Set tls: {mode: ISTIO_MUTUAL} in the DestinationRule of the host; chains of AUTO_PASSTHROUGH ask for the mesh's ALPN, which no other mode has.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings; gateway.go builtAutoPassthroughFilterChains";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain.Outcome == ChainOutcome.NoServer || way.Chain.Router is { TlsMode: "PASSTHROUGH" }) return null;
        if (!way.Tls.IsMeshTls) return $"Calls to {way.Description} speak {(way.Tls.Mode == UpstreamTlsMode.None ? "plain text" : $"TLS of mode {way.Tls.Mode.ToString().ToUpperInvariant()}")}, which the gateway of {way.Server.Name} does not pass on.";
        return way.Tls.Mode == UpstreamTlsMode.AutoMutual && !way.Endpoint.SpeaksMeshTls
            ? $"Calls to {way.Description} speak plain text, since no DestinationRule asks for ISTIO_MUTUAL and the endpoint {way.Endpoint} lacks the label security.istio.io/tlsMode=istio{Misspelt(way)}."
            : null;
    }

    /// <summary>The DestinationRule that would ask for it, were its host not misspelt: it is for a host that nobody has, and nearly the called one.</summary>
    private static string Misspelt(GatewayCall way)
    {
        var near = OfNobody.GetValue(way.Client, Read).Find(item => Math.Abs(item.Host.Length - way.Service.Host.Length) <= MostLetters
            && Nearest.Distance(item.Host, way.Service.Host) <= MostLetters).Rule;
        return near is null ? "" : $"; {near} would, were its host '{near.Spec.Text("host")}' not misspelt";
    }

    private static List<(MeshManifest Rule, string Host)> Read(RoutingCluster cluster) =>
    [
        .. cluster.DestinationRules.All.Where(rule => rule.Spec.Map("trafficPolicy")?.Map("tls")?.Text("mode") == "ISTIO_MUTUAL")
            .Select(rule => (rule, cluster.DestinationRules.HostOf(rule))).Where(item => cluster.Services.Named(item.Item2).Count == 0),
    ];
}

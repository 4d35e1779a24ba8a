using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class NotMeshTls : WayRule
{
    public override string Id => "MF3010";

    public override string Title => "A call to the gateway of another cluster speaks the mesh's TLS.";

    public override string Recommendation => "Set tls: {mode: ISTIO_MUTUAL} in the DestinationRule of the host; chains of AUTO_PASSTHROUGH ask for the mesh's ALPN, which no other mode has.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings; gateway.go builtAutoPassthroughFilterChains";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain.Outcome == ChainOutcome.NoServer) return null;
        if (!way.Tls.IsMeshTls) return $"Calls to {way.Description} speak {(way.Tls.Mode == UpstreamTlsMode.None ? "plain text" : $"TLS of mode {way.Tls.Mode.ToString().ToUpperInvariant()}")}, which the gateway of {way.Server.Name} does not pass on.";
        return way.Tls.Mode == UpstreamTlsMode.AutoMutual && !way.Endpoint.SpeaksMeshTls
            ? $"Calls to {way.Description} speak plain text, since no DestinationRule asks for ISTIO_MUTUAL and the endpoint {way.Endpoint} lacks the label security.istio.io/tlsMode=istio."
            : null;
    }
}

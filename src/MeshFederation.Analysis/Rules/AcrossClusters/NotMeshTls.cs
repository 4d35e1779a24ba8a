namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class NotMeshTls : BrokenWayRule
{
    public override string Id => "MF3010";

    public override string Title => "A call to the gateway of another cluster speaks the mesh's TLS.";

    public override string Recommendation =>
        "Set tls: {mode: ISTIO_MUTUAL} in the DestinationRule of the host; chains of AUTO_PASSTHROUGH ask for the mesh's ALPN, which no "
        + "other mode has.";

    public override string Source =>
        "pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings; gateway.go builtAutoPassthroughFilterChains";
}

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>Istio's validation does not look at the SNI of ISTIO_MUTUAL at all.</summary>
internal sealed class SniMalformed : BrokenWayRule
{
    public override string Id => "MF3002";

    public override string Title => "The server name that is sent is of the form that gateways know: outbound_.PORT_.SUBSET_.HOST.";

    public override string Recommendation =>
        "Write sni: outbound_.9080_.version-v3_.reviews.default.svc.cluster.local, with the port, subset and host of the serving cluster.";

    public override string Source => "pilot/pkg/model/service.go BuildDNSSrvSubsetKey";
}

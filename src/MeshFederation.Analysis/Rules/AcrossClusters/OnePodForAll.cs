using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class OnePodForAll : WayRule
{
    private const string Pool = "connectionPool";

    public override string Id => "MF3023";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "HTTP/2 and gRPC calls to another cluster spread over its pods.";

    public override string Recommendation =>
        "Set connectionPool.http.maxRequestsPerConnection: 100 in the DestinationRule of the host, inside portLevelSettings where these "
        + "hold.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go: AUTO_PASSTHROUGH passes a connection on as a whole; seen on Istio 1.30.3";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Port.Protocol is not { } protocol || !protocol.IsHttp2() || ManifestLabels.AreOurs(Place(way).Manifest)) return null;
        if (Ends(TrafficPolicies.Effective(way.Rule, way.Subset, way.Port.Number)?.Map(Pool))) return null;
        var lost = way.Rule?.TrafficPolicy is { } policy && Ends(policy.Map(Pool));
        return $"All calls of a pod to {way.Description} go through one connection, and so to one pod of "
            + $"{way.Server.Name}{(lost ? ": the connectionPool of the host does not hold here" : "")}.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        way.Rule is { } rule ? CountingBlock.Of(rule, way.Subset, way.Port.Number, Pool) : (way.Entry, null);

    /// <summary>Who mends a DestinationRule mends all of its ports and subsets.</summary>
    protected override object CauseOf(GatewayCall way) => Place(way).Manifest;

    private static bool Ends(UnstructuredMap? pool) =>
        pool?.Map("http")?.Number("maxRequestsPerConnection") > 0 || pool?.Map("tcp")?.ContainsKey("maxConnectionDuration") is true;
}

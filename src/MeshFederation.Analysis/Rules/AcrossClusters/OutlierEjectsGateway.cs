using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class OutlierEjectsGateway : WayRule
{
    public override string Id => "MF3044";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Outlier detection does not take away the one gateway behind which all pods of the other cluster are.";

    public override string Recommendation =>
        "Allow more errors, count those of the connection only (splitExternalLocalOriginErrors: true with consecutive5xxErrors: 0), "
        + "or name several endpoints; one bad pod behind the gateway counts against all.";

    public override string Source =>
        "envoyproxy.io docs: outlier detection, max_ejection_percent; pilot/pkg/networking/core/cluster_traffic_policy.go "
        + "applyOutlierDetection";

    protected override string? Fault(GatewayCall way)
    {
        var policy = TrafficPolicies.Effective(way.Rule, way.Subset, way.Port.Number);
        if (policy?.Map("outlierDetection") is not { } outliers) return null;
        if (outliers.Number("maxEjectionPercent") is not >= 100 || !CountsPods(outliers)) return null;
        var endpoints = ServiceEndpoints.Of(way.Client, way.Service, way.Port, way.Subset?.Labels ?? UnstructuredMap.Empty).Endpoints;
        if (endpoints.Count != 1 || way.MaySelectPods) return null;
        return
            $"{way.Endpoint} is the only endpoint of {way.Description}, and all pods of {way.Server.Name} are behind it: errors of a "
            + "single one of them take it away, and with it the whole cluster.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        CountingBlock.Of(way.Rule!, way.Subset, way.Port.Number, "outlierDetection");

    /// <summary>
    /// Whether an answer of a pod counts, and not the connection to the gateway alone. Five errors in a row are enough where nothing is
    /// said (envoyproxy.io docs: outlier detection, consecutive_5xx).
    /// </summary>
    private static bool CountsPods(UnstructuredMap outliers) =>
        outliers.Number("consecutive5xxErrors") is not 0 || outliers.Number("consecutiveGatewayErrors") > 0;
}

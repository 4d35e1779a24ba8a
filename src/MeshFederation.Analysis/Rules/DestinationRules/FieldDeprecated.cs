using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class FieldDeprecated : PolicyRule
{
    public override string Id => "MF1209";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A DestinationRule uses no setting that Istio has given up.";

    public override string Recommendation =>
        "Use consecutive5xxErrors or consecutiveGatewayErrors instead of consecutiveErrors, and ringHash instead of minimumRingSize.";

    public override string Source => "pkg/config/validation/validation.go validateOutlierDetection, validateLoadBalancer";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("outlierDetection") is { } outlier && outlier.Number("consecutiveErrors") is not (null or 0))
            report.At(manifest, outlier, "consecutiveErrors", "consecutiveErrors is deprecated.");
        if (policy.Map.Map("loadBalancer")?.Map("consistentHash") is { } hash && hash.Number("minimumRingSize") is not (null or 0))
            report.At(manifest, hash, "minimumRingSize", "minimumRingSize is deprecated.");
    }
}

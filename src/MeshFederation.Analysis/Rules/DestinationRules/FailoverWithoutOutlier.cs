using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class FailoverWithoutOutlier : PolicyRule
{
    public override string Id => "MF1213";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Failover between localities comes with outlier detection.";

    public override string Recommendation =>
        "Add outlierDetection to the same policy; without it no endpoint is ever found to be bad, and nothing fails over.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateLocalityLbSetting";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("loadBalancer")?.Map("localityLbSetting") is not { } locality || policy.Map.Has("outlierDetection"))
            return;
        var field = Array.Find((string[])["failover", "failoverPriority"], locality.Says);
        if (field is not null) report.At(manifest, locality, field, "Nothing finds endpoints to be bad, so nothing fails over.");
    }
}

using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class FailoverWithoutOutlier : Rule
{
    public override string Id => "MF1213";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Failover between localities comes with outlier detection.";

    public override string Recommendation =>
        "Add outlierDetection to the same policy; without it no endpoint is ever found to be bad, and nothing fails over.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateLocalityLbSetting";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var rule in federation.TrafficPolicies)
        {
            foreach (var policy in FailoverPolicy.Of(rule).Where(policy => policy.Outliers is null))
                report.At(rule.Rule, policy.Locality, policy.Field, "Nothing finds endpoints to be bad, so nothing fails over.");
        }
    }
}

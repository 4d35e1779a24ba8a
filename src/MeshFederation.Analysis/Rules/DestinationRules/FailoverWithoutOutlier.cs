using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class FailoverWithoutOutlier : Rule
{
    public override string Id => "MF1213";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Failover between localities, and shares of those in which gateways are, come with outlier detection.";

    public override string Recommendation =>
        "Add outlierDetection to the same policy; without it no endpoint is ever found to be bad, nothing fails over, and "
        + "a dead gateway keeps its share.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateLocalityLbSetting";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var rule in federation.TrafficPolicies)
        {
            foreach (var (locality, field, outliers) in FailoverPolicy.Of(rule))
            {
                if (outliers is null && !LocalitySettings.IsOff(locality))
                    report.At(rule.Rule, locality, field, "Nothing finds endpoints to be bad, so nothing fails over.");
            }
        }

        foreach (var shares in GatewayShares.Of(federation).Where(shares => shares.Outliers is null)
            .DistinctBy(shares => (shares.From("loadBalancer"), shares.Locality)))
        {
            report.At(
                shares.From("loadBalancer"),
                shares.Locality,
                GatewayShares.Field,
                $"Nothing finds the gateway of {shares.Way.Server.Name} to be dead, so its share would go on to it and fail.");
        }
    }
}

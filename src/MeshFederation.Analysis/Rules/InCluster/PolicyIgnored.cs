using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class PolicyIgnored : Rule
{
    public override string Id => "MF2009";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Of several DestinationRules of one namespace for one host, one has a traffic policy.";

    public override string Recommendation =>
        "Merge the DestinationRules into one; the oldest one's traffic policy holds, and that of the others is dropped without a word.";

    public override string Source => "pilot/pkg/model/destination_rule.go mergeDestinationRule";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (rule, older) in federation.MergedRules)
        {
            if (rule.Spec.Has("trafficPolicy") && older.FirstOrDefault(other => other.Spec.Has("trafficPolicy")) is { } first)
                report.At(rule, rule.Spec, "trafficPolicy", $"{first} has a traffic policy for the same host.");
        }
    }
}

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
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var part in cluster.DestinationRules.Dropped().Where(part => part.Subset is null))
                report.At(part.Rule, part.Rule.Spec, "trafficPolicy", $"{part.By} has a traffic policy for the same host.");
        }
    }
}

using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class PolicyIgnored : VersionRule
{
    public override string Id => "MF2009";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Of several DestinationRules of one namespace for one host, one has a traffic policy.";

    public override string Recommendation =>
        "Merge the DestinationRules into one; the oldest one's traffic policy holds, and that of the others is dropped without a word.";

    public override string Source => "pilot/pkg/model/destination_rule.go mergeDestinationRule";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var (part, isSure) in DroppedParts.Of(cluster).Where(item => item.Part.Subset is null))
            {
                yield return new(
                    cluster.Facts,
                    (report, message, cause) => report.At(part.Rule, part.Rule.Spec, "trafficPolicy", message, cause),
                    $"{part.By} has a traffic policy for the same host.",
                    isSure ? null : $"istiod of {cluster.Name} drops the traffic policy, since {part.By} has one for other callers,");
            }
        }
    }
}

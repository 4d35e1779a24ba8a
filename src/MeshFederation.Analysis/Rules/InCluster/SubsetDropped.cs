using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class SubsetDropped : VersionRule
{
    public override string Id => "MF2008";

    public override string Title => "DestinationRules of one namespace for one host do not mean different pods by one subset.";

    public override string Recommendation =>
        "Merge the two DestinationRules, or give the subsets different names; of two of one name the older one's holds, and the other is "
        + "dropped without a word.";

    public override string Source => "pilot/pkg/model/destination_rule.go mergeDestinationRule";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var (part, isSure) in DroppedParts.Of(cluster))
            {
                if (part is not { Subset: { } subset, Instead: { } instead } || Same(instead.Labels, subset.Labels)) continue;
                yield return new(
                    cluster.Facts,
                    (report, message, cause) => report.At(part.Rule, subset.Content, "name", message, cause),
                    $"{part.By} has a subset '{subset.Name}' for the same host, with other labels.",
                    isSure ? null
                        : $"istiod of {cluster.Name} drops the subset '{subset.Name}', since {part.By} has one of that name for other "
                            + "callers,",
                    new((part.Rule, part.By)));
            }
        }
    }

    private static bool Same(UnstructuredMap one, UnstructuredMap other) => one.Count == other.Count && one.Selects(other);
}

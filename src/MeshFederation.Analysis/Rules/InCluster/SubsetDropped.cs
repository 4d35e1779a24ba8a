using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class SubsetDropped : Rule
{
    public override string Id => "MF2008";

    public override string Title => "DestinationRules of one namespace for one host do not mean different pods by one subset.";

    public override string Recommendation =>
        "Merge the two DestinationRules, or give the subsets different names; of two of one name the older one's holds, and the other is "
        + "dropped without a word.";

    public override string Source => "pilot/pkg/model/destination_rule.go mergeDestinationRule";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var part in federation.Mesh.Clusters.SelectMany(cluster => cluster.DestinationRules.Dropped()))
        {
            if (part is not { Subset: { } subset, Instead: { } instead } || Same(instead.Labels, subset.Labels)) continue;
            report.At(
                part.Rule,
                subset.Content,
                "name",
                $"{part.By} has a subset '{subset.Name}' for the same host, with other labels.",
                new Cause((part.Rule, part.By)));
        }
    }

    private static bool Same(UnstructuredMap one, UnstructuredMap other) => one.Count == other.Count && one.Selects(other);
}

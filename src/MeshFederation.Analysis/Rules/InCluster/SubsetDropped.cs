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
        foreach (var (rule, older) in federation.MergedRules)
        {
            foreach (var subset in rule.Spec.Maps("subsets"))
            {
                var twin = older.SelectMany(other => other.Spec.Maps("subsets"), (other, content) => (Rule: other, Content: content))
                    .FirstOrDefault(other => other.Content.Text("name") is { } name && name == subset.Text("name"));
                if (twin.Rule is null || Same(twin.Content, subset)) continue;
                report.At(
                    rule,
                    subset,
                    "name",
                    $"{twin.Rule} has a subset '{subset.Text("name")}' for the same host, with other labels.",
                    new Cause((rule, twin.Rule)));
            }
        }
    }

    private static bool Same(UnstructuredMap one, UnstructuredMap other)
    {
        var (left, right) = (one.Map("labels") ?? UnstructuredMap.Empty, other.Map("labels") ?? UnstructuredMap.Empty);
        return left.Count == right.Count && left.Selects(right);
    }
}

using MeshFederation.Model.Checks;
using MeshFederation.Model.Plans;

namespace MeshFederation.Analysis.Checks.Objects;

/// <summary>Compares as Compare-MeshFederation does, with dry runs that change nothing.</summary>
internal sealed class ObjectsPublished : ClusterCheck
{
    public override string Id => "objects-published";

    public override string Category => "Objects";

    public override string Name => "the federation's objects are there as declared";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.Services.Count > 0;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (scene.Plan is not { } plan || plan.Unread.FirstOrDefault(unread => unread.Cluster == cluster.Name) is not null)
        {
            yield return NotChecked(cluster.Name, "The cluster could not be compared.", "Compare-MeshFederation says why.");
            yield break;
        }

        var mine = plan.Changes.Where(change => change.Cluster == cluster.Name).ToList();
        foreach (var change in mine.Where(change => change.Action != ChangeAction.Unchanged))
        {
            yield return change.Action switch
            {
                ChangeAction.Create => Failed(cluster.Name, $"{Object(change)} is not there.", $"Publish-MeshFederation -Name {plan.Name}"),
                ChangeAction.Update => Warned(
                    cluster.Name,
                    $"{Object(change)} differs: {Differences(change)}.",
                    $"Publish-MeshFederation -Name {plan.Name}, or declare what is there."),
                _ => Failed(
                    cluster.Name, $"{Object(change)}: {change.Message}", $"Compare-MeshFederation -Name {plan.Name} shows the ways out."),
            };
        }

        var same = mine.Count(change => change.Action == ChangeAction.Unchanged);
        if (same > 0) yield return Passed(cluster.Name, FormattableString.Invariant($"{same} of {mine.Count} objects"));
    }

    private static string Object(MeshChange change) => $"{change.Kind}/{change.Namespace}/{change.Name}";

    private static string Differences(MeshChange change)
    {
        var shown = string.Join(", ", change.Difference.Take(3));
        return change.Difference.Count > 3 ? FormattableString.Invariant($"{shown} and {change.Difference.Count - 3} more") : shown;
    }
}

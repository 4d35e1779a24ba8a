using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Puts what was found in all clusters into one plan, in the order of publishing; what is removed comes last, the other way round.
/// </summary>
internal static class PlanAssembly
{
    public static MeshPlan Of(ComparisonTerms terms, IReadOnlyList<AskedCluster> asked, DateTimeOffset created)
    {
        var results = asked.Where(cluster => cluster.Failure is null).Select(cluster => cluster.Result!).ToList();
        var staying = terms.Prune ? [] : results.SelectMany(result => result.Unwanted).Select(compared => compared.Change).ToList();
        var moved = results.SelectMany(result => result.Moved).Select(compared => compared.Change).ToList();
        var wanted = SparedContent.Of([.. results.SelectMany(result => result.Wanted).Select(compared => compared.Change)], moved, staying);
        var removed = wanted.Where(change => change.Action == ChangeAction.Delete)
            .Concat(moved)
            .Concat(terms.Prune ? results.SelectMany(result => result.Unwanted).Select(compared => compared.Change) : []).ToList();
        return PublishingStages.Mark(new(
            terms.Federation,
            asked.Select(cluster => cluster.Cluster).ToValueList(),
            Sorted(wanted.Where(change => change.Action != ChangeAction.Delete)).Concat(Sorted(removed).Reverse()).ToValueList())
        {
            Unread = asked.Where(cluster => cluster.Failure is not null)
                .Select(cluster => new UnreadCluster(cluster.Cluster.Name, cluster.Failure!.ErrorId, cluster.Failure.Message))
                .ToValueList(),
            Danger = asked.SelectMany(cluster => cluster.Danger).ToValueList(),
            Created = created,
            Prune = terms.Prune,
            Force = terms.Force,
            Unwanted = staying.Count,
        });
    }

    private static IEnumerable<MeshChange> Sorted(IEnumerable<MeshChange> changes) => changes
        .Select(
            change => (Change: change, Manifest: new MeshManifest(change.Cluster, (change.Wanted ?? change.Live)!) { Step = change.Step }))
        .OrderBy(entry => entry.Manifest, PublishingOrder.Instance).Select(entry => entry.Change);
}

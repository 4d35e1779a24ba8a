using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Publishing;

/// <summary>Turns the changes of a plan into writes, wave by wave.</summary>
public static class PublishingSchedule
{
    /// <summary>Schedules.</summary>
    /// <param name="changes">The changes; what is unchanged or in conflict is written by nobody.</param>
    /// <returns>The writes, sorted by wave, in a wave by cluster, step, namespace and name.</returns>
    public static IReadOnlyList<ScheduledWrite> Of(IReadOnlyCollection<MeshChange> changes)
    {
        var plan = PlannedChanges.Of(changes);
        return
        [
            .. changes.SelectMany(change => WritesOf(change, plan))
                .OrderBy(write => write.Wave)
                .ThenBy(write => write.Change.Cluster, StringComparer.Ordinal)
                .ThenBy(write => write.Change.Step)
                .ThenBy(write => write.Change.Namespace, StringComparer.Ordinal)
                .ThenBy(write => write.Change.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ScheduledWrite> WritesOf(MeshChange change, PlannedChanges plan) => change.Action switch
    {
        ChangeAction.Create or ChangeAction.Update => GrowthOf(change, plan),
        ChangeAction.Delete =>
            [new(change, ObjectKinds.Of(change).Goes(change, plan), change.OnlyFields ? OwnedContent.Nothing(change) : null, IsLast: true)],
        _ => [],
    };

    private static IEnumerable<ScheduledWrite> GrowthOf(MeshChange change, PlannedChanges plan)
    {
        var (kind, wanted) = (ObjectKinds.Of(change), change.Wanted!);
        var content = plan.Before(change).Aggregate(wanted, (both, old) => Transition.Of(change, old, both, plan.Ports) ?? both);
        var isWanted = ReferenceEquals(content, wanted);
        var grows = new ScheduledWrite(change, kind.Grows(change, content, plan), content, IsLast: isWanted);
        if (isWanted) return [grows];
        var shrinks = new ScheduledWrite(change, kind.Shrinks(change.Step), wanted, IsLast: true);
        return UnstructuredEquality.AreEqual(content.Map("spec"), change.Live?.Map("spec")) ? [shrinks] : [grows, shrinks];
    }
}

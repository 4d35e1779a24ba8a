using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// Where nothing is pruned, VirtualServices and hosts stay that nobody wants any more, and are called as before. So what their services may
/// need is not taken from the objects that are changed, or that take the place of others, in any cluster.
/// </summary>
public static class SparedContent
{
    /// <summary>Spares what is needed.</summary>
    /// <param name="changes">The changes of all clusters, without removals.</param>
    /// <param name="moved">The removals of objects whose place others take.</param>
    /// <param name="staying">The objects that are no longer wanted and stay.</param>
    /// <returns>The changes; those that would take something away do not.</returns>
    public static IReadOnlyList<MeshChange> Of(
        IReadOnlyList<MeshChange> changes, IReadOnlyCollection<MeshChange> moved, IReadOnlyCollection<MeshChange> staying)
    {
        if (staying.Count == 0) return changes;
        var (services, plan) = (RoutedServices.OfAll(staying), PlannedChanges.Of([.. changes, .. moved]));
        return [.. changes.Select(
            change => change.Action is ChangeAction.Create or ChangeAction.Update ? Spared(change, services, plan) : change)];
    }

    private static MeshChange Spared(MeshChange change, RoutedServices services, PlannedChanges plan)
    {
        var before = plan.Before(change).ToList();
        if (!before.Exists(old => RoutedServices.Of(change with { Live = old }).Overlaps(services))) return change;
        var both = before.Aggregate(change.Wanted!, (content, old) => Transition.Of(change, old, content, plan.Ports) ?? content);
        if (ReferenceEquals(both, change.Wanted)) return change;
        var spared =
            change with { Wanted = both, Message = "It keeps what objects need that are no longer wanted and stay; -Prune takes it away." };
        return change.Live is { } live ? Compared(spared, live, both) : spared;
    }

    private static MeshChange Compared(MeshChange change, UnstructuredMap live, UnstructuredMap both) => change with
    {
        Action = UnstructuredEquality.AreEqual(both.Map("spec"), live.Map("spec")) ? ChangeAction.Unchanged : change.Action,
        Difference = ObjectDifference.Of(live, live.With("spec", both.Map("spec"))).ToValueList(),
    };
}

using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// Where nothing is pruned, VirtualServices and hosts stay that nobody wants any more, and are called as before. So what their services may need is not
/// taken from the objects that are changed, in any cluster.
/// </summary>
public static class SparedContent
{
    /// <summary>Spares what is needed.</summary>
    /// <param name="changes">The changes of all clusters, without removals.</param>
    /// <param name="staying">The objects that are no longer wanted and stay.</param>
    /// <returns>The changes; those that would take something away do not.</returns>
    public static IReadOnlyList<MeshChange> Of(IReadOnlyList<MeshChange> changes, IReadOnlyCollection<MeshChange> staying)
    {
        if (staying.Count == 0) return changes;
        var (services, ports) = (RoutedServices.OfAll(staying), CalledPorts.Of(changes, MovedObjects.Of(changes)));
        return [.. changes.Select(change => change is { Action: ChangeAction.Update, Live: not null } && RoutedServices.Of(change).Overlaps(services) ? Spared(change, ports) : change)];
    }

    private static MeshChange Spared(MeshChange change, CalledPorts ports)
    {
        var live = change.Live!;
        if (Transition.Of(change, live, change.Wanted!, ports) is not { } both) return change;
        var same = UnstructuredEquality.AreEqual(both.Map("spec"), live.Map("spec"));
        return change with
        {
            Action = same ? ChangeAction.Unchanged : change.Action,
            Wanted = both,
            Difference = ObjectDifference.Of(live, live.With("spec", both.Map("spec"))).ToValueList(),
            Message = "It keeps what objects need that are no longer wanted and stay; -Prune takes it away.",
        };
    }
}

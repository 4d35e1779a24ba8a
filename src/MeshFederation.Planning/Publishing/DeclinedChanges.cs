using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// Leaves out of a plan what somebody declined, and with it all that would not be safe without it: the other objects of the same services.
/// What such services share with others, a Gateway say, keeps the old and gets the new. Where what keeps requests out was declined, nothing
/// is opened.
/// </summary>
public static class DeclinedChanges
{
    /// <summary>Leaves out.</summary>
    /// <param name="changes">The changes of a plan.</param>
    /// <param name="isDeclined">Whether a change was declined.</param>
    /// <returns>What may still be done, and what is left out, with the reason.</returns>
    public static (IReadOnlyList<MeshChange> Remaining, IReadOnlyList<MeshChange> Skipped) Leave(
        IReadOnlyCollection<MeshChange> changes, Func<MeshChange, bool> isDeclined)
    {
        var declined = changes.Where(isDeclined).ToList();
        if (declined.Count == 0) return ([.. changes], []);
        var services = RoutedServices.OfAll(declined);
        var isOpen = declined.Exists(change => ObjectKinds.Of(change).IsGuard && change.Action != ChangeAction.Delete);
        var (remaining, skipped) = (new List<MeshChange>(), new List<MeshChange>());
        foreach (var change in changes)
        {
            if (change.Action is not (ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete)
                || !(isDeclined(change) || RoutedServices.Of(change).Overlaps(services)))
            {
                remaining.Add(change);
            }
            else if (!isDeclined(change) && !isOpen && Shared(change) is { } grown)
            {
                remaining.Add(grown);
            }
            else
            {
                skipped.Add(change with
                {
                    Action = ChangeAction.Skipped,
                    Message = isDeclined(change)
                        ? "Declined."
                        : $"Left out, because {declined[0].Kind} '{declined[0].Namespace}/{declined[0].Name}' in the cluster "
                            + $"'{declined[0].Cluster}' was declined and this belongs to it."
                });
            }
        }

        return (remaining, skipped);
    }

    private static MeshChange? Shared(MeshChange change)
    {
        if (!ObjectKinds.Of(change).IsShared || change.Action == ChangeAction.Delete) return null;
        if (change.Action == ChangeAction.Create) return change;
        var both = Transition.Of(change, change.Live!, change.Wanted!, CalledPorts.None);
        return both is null ? change : change with { Wanted = both, Message = "It keeps what the services that were left out need." };
    }
}

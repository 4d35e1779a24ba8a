using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Comparison;

/// <summary>Whether clusters are still as they were when a plan was made, so that publishing does exactly what was reviewed.</summary>
public static class PlanFreshness
{
    /// <summary>Compares a plan with one that was made of the same wanted objects just now.</summary>
    /// <param name="planned">The plan that was reviewed.</param>
    /// <param name="now">The plan of now.</param>
    /// <returns>What has moved on, one sentence an object, in the order of the plan; empty when the plan still holds.</returns>
    public static IReadOnlyList<string> Check(MeshPlan planned, MeshPlan now)
    {
        var current = now.Changes.ToDictionary(Key);
        var shown = planned.Changes.Select(Key).ToHashSet();
        var unread = now.Unread.Select(cluster => cluster.Cluster).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now.Unread.Select(cluster => $"{cluster.Cluster} cannot be read: {cluster.Message}"),
            .. planned.Changes.Where(change => !unread.Contains(change.Cluster))
                .Select(change => Moved(change, current.GetValueOrDefault(Key(change)))).OfType<string>(),
            .. now.Changes.Where(change => planned.Prune && change.Action == ChangeAction.Delete && !shown.Contains(Key(change)))
                .Select(change => $"{Title(change)} was made meanwhile{By(change)}, and is to go too."),
        ];
    }

    /// <summary>Requires that a plan still holds.</summary>
    /// <param name="planned">The plan that was reviewed.</param>
    /// <param name="now">The plan of now.</param>
    /// <exception cref="MeshException">Something has moved on; the message names it.</exception>
    public static void Require(MeshPlan planned, MeshPlan now)
    {
        var moved = Check(planned, now);
        if (moved.Count == 0) return;
        throw new MeshException(
            MeshErrorId.PlanOutdated,
            MeshErrorKind.ResourceBusy,
            FormattableString.Invariant(
                $"The plan of the federation '{planned.Name}' from {planned.Created:u} no longer holds: {Names.Few(moved)}"),
            "Make and review a new plan with Compare-MeshFederation; nothing was changed.",
            planned);
    }

    private static (string Cluster, string Kind, string Namespace, string Name) Key(MeshChange change) =>
        (change.Cluster, change.TypeKey, change.Namespace, change.Name);

    private static string Title(MeshChange change) => $"{change.Kind}/{change.Namespace}/{change.Name} in {change.Cluster}";

    private static string? Moved(MeshChange planned, MeshChange? now)
    {
        var what = Title(planned);
        if (now?.Fingerprint != planned.Fingerprint)
        {
            if (planned.Fingerprint is null) return $"{what} was made meanwhile{By(now)}.";
            return now?.Fingerprint is null ? $"{what} was removed meanwhile." : $"{what} was changed meanwhile{By(now)}.";
        }

        if (now is null || now.Action == planned.Action) return null;
        return now.Message.Length > 0
            ? $"{what}: {now.Message.Split('\n')[0]}"
            : $"{what} would be {now.Action} now, not {planned.Action}.";
    }

    /// <summary>Who wrote an object last, and when.</summary>
    private static string By(MeshChange? now)
    {
        var last = FieldsEntry.Of(now?.Live ?? UnstructuredMap.Empty)
            .Where(entry => entry.Subresource.Length == 0)
            .MaxBy(entry => entry.Time, StringComparer.Ordinal);
        return last is null ? "" : $" by {last.Manager} at {last.Time}";
    }
}

using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison;

/// <summary>The states of a cluster that publishing leads through, as far as what some kinds of objects say together matters.</summary>
public static class PassedStates
{
    /// <summary>The objects as they are in the end.</summary>
    /// <param name="live">The objects that are there.</param>
    /// <param name="compared">What publishing does to them.</param>
    /// <param name="prune">Whether what is no longer wanted is removed.</param>
    /// <returns>The objects.</returns>
    public static IReadOnlyList<MeshManifest> Last(IReadOnlyList<MeshManifest> live, ComparedCluster compared, bool prune)
    {
        var removed = compared.Wanted.Where(wanted => wanted.Change.Action == ChangeAction.Delete)
            .Concat(compared.Moved)
            .Concat(prune ? compared.Unwanted : [])
            .Where(gone => !gone.Change.OnlyFields).Select(gone => Key(gone.Change)).ToHashSet();
        return [.. Applied(live, compared, static _ => true).Where(item => !removed.Contains(Key(item)))];
    }

    /// <summary>The objects while those of one kind are as they will be, and all others as they are; nothing is removed yet.</summary>
    /// <param name="live">The objects that are there.</param>
    /// <param name="compared">What publishing does to them.</param>
    /// <param name="type">The type of these.</param>
    /// <returns>The objects.</returns>
    public static IReadOnlyList<MeshManifest> With(IReadOnlyList<MeshManifest> live, ComparedCluster compared, ObjectType type) =>
        [.. Applied(live, compared, change => change.TypeKey == type.Key)];

    private static IEnumerable<MeshManifest> Applied(
        IReadOnlyList<MeshManifest> live, ComparedCluster compared, Func<MeshChange, bool> isDone)
    {
        var written = compared.Wanted.Select(wanted => wanted.Change)
            .Where(change => change.Action is ChangeAction.Create or ChangeAction.Update && isDone(change))
            .ToDictionary(Key, change => change);
        foreach (var item in live)
        {
            yield return written.Remove(Key(item), out var change)
                ? new(item.Cluster, AppliedContent.Of(item.Content, change.Wanted!))
                : item;
        }

        foreach (var change in written.Values) yield return new MeshManifest(change.Cluster, change.Wanted!) { Step = change.Step };
    }

    private static (string Kind, string Namespace, string Name) Key(MeshManifest item) => (item.TypeKey, item.Namespace, item.Name);

    private static (string Kind, string Namespace, string Name) Key(MeshChange change) => (change.TypeKey, change.Namespace, change.Name);
}

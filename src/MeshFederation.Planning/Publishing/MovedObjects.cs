using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// The objects of a plan that go because another one is about the same: they move to another namespace or name. The new one must do the
/// work of the old one before that goes.
/// </summary>
internal sealed class MovedObjects
{
    private readonly ILookup<(string Cluster, string Kind, string Subject), MeshChange> _gone;
    private readonly HashSet<(string Cluster, string Kind, string Subject)> _kept;

    private MovedObjects(IReadOnlyCollection<MeshChange> changes)
    {
        _gone = Keyed(changes.Where(change => change.Action == ChangeAction.Delete), change => change.Live)
            .ToLookup(entry => entry.Key, entry => entry.Change);
        _kept = [.. Keyed(changes.Where(change => change.Action is not ChangeAction.Delete), change => change.Wanted)
            .Select(entry => entry.Key)];
    }

    public static MovedObjects Of(IReadOnlyCollection<MeshChange> changes) => new(changes);

    /// <summary>The objects whose work another one takes over.</summary>
    public IEnumerable<UnstructuredMap> Before(MeshChange change) =>
        change.Wanted is { } wanted ? Keys(change, wanted).SelectMany(key => _gone[key]).Distinct().Select(gone => gone.Live!) : [];

    /// <summary>Whether another object does the work of one that goes.</summary>
    public bool IsMoved(MeshChange gone) => gone.Live is { } live && Keys(gone, live) is { Count: > 0 } keys && keys.All(_kept.Contains);

    private static IEnumerable<((string, string, string) Key, MeshChange Change)> Keyed(
        IEnumerable<MeshChange> changes, Func<MeshChange, UnstructuredMap?> content) =>
            changes.SelectMany(change => content(change) is { } map ? Keys(change, map).Select(key => (key, change)) : []);

    private static IReadOnlyList<(string Cluster, string Kind, string Subject)> Keys(MeshChange change, UnstructuredMap content) =>
        [.. ObjectKinds.Of(change)
            .Subjects(content.Map("spec") ?? UnstructuredMap.Empty)
            .Select(subject => (change.Cluster, change.TypeKey, subject))];
}

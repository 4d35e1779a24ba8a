using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// In what a cluster differs from what was published to it. Fields that servers or others have added to ours are no difference.
/// </summary>
public static class Drift
{
    /// <summary>Compares.</summary>
    /// <param name="published">The objects as they were published.</param>
    /// <param name="live">The objects with the federation's labels as the cluster has them.</param>
    /// <returns>
    /// Create for an object that is gone, Update for one whose fields were changed, Delete for one that was not published.
    /// </returns>
    public static IReadOnlyList<MeshChange> Of(IReadOnlyCollection<MeshManifest> published, IReadOnlyCollection<MeshManifest> live)
    {
        var now = live.ToDictionary(Key);
        var known = published.Select(Key).ToHashSet();
        return
        [
            .. published.Select(manifest => Of(manifest, now.GetValueOrDefault(Key(manifest)))).OfType<MeshChange>(),
            .. live.Where(manifest => !known.Contains(Key(manifest)))
                .Select(manifest => Change(manifest, ChangeAction.Delete, null, manifest)),
        ];
    }

    private static MeshChange? Of(MeshManifest published, MeshManifest? live)
    {
        if (live is null) return Change(published, ChangeAction.Create, published, null);
        var differences = ObjectDifference.Of(live.Content, published.Content).Where(IsOurs).ToValueList();
        return differences.Count == 0 ? null : Change(published, ChangeAction.Update, published, live) with { Difference = differences };
    }

    /// <summary>A field that only the cluster has is somebody else's; an item of a list that we own as a whole is not.</summary>
    private static bool IsOurs(FieldDifference difference) =>
        difference.After is not null || (difference.Path.EndsWith(']') && !difference.Path.EndsWith("']", StringComparison.Ordinal));

    private static (string Kind, string Namespace, string Name) Key(MeshManifest manifest) =>
        (manifest.TypeKey, manifest.Namespace, manifest.Name);

    private static MeshChange Change(MeshManifest subject, ChangeAction action, MeshManifest? wanted, MeshManifest? live) => new(
        cluster: subject.Cluster,
        apiVersion: subject.ApiVersion,
        kind: subject.Kind,
        ns: subject.Namespace,
        name: subject.Name,
        action: action)
    {
        Step = ObjectKinds.Of(subject).StepOf(subject),
        Wanted = wanted?.Content,
        Live = live?.Content,
        OnlyFields = Ownership.IsFields(subject),
    };
}

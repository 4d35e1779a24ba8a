using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison;

/// <summary>The part of an object that one manager owns, as it would have to be applied to be owned again.</summary>
public static class OwnedContent
{
    /// <summary>What our field manager applied of an object.</summary>
    /// <param name="live">The object as a cluster has it, with its managed fields.</param>
    /// <returns>The object's identity and the fields that are ours; the identity alone when none is.</returns>
    public static UnstructuredMap Of(UnstructuredMap live) =>
        FieldsEntry.AppliedBy(live, ManifestLabels.Manager) is { } entry ? Of(live, entry) : Identity(live, UnstructuredMap.Empty);

    /// <summary>What a manager owns of an object.</summary>
    /// <param name="live">The object as a cluster has it.</param>
    /// <param name="entry">The record of what the manager owns.</param>
    /// <returns>The object's identity and those fields.</returns>
    public static UnstructuredMap Of(UnstructuredMap live, FieldsEntry entry) =>
        Identity(live, (UnstructuredMap)Value(live, entry.Fields)!);

    /// <summary>An object of which nothing is said: applied, it takes back what our field manager applied of it.</summary>
    /// <param name="change">The change that takes it back.</param>
    /// <returns>The object's identity.</returns>
    public static UnstructuredMap Nothing(MeshChange change) => UnstructuredMap.Of(
        ("apiVersion", change.ApiVersion),
        ("kind", change.Kind),
        ("metadata", UnstructuredMap.Of(("name", change.Name), ("namespace", change.Namespace))));

    /// <summary>The fields that go when what our field manager applied is taken back, and nobody else has set them.</summary>
    /// <param name="live">The object as a cluster has it.</param>
    /// <returns>The fields.</returns>
    public static IEnumerable<FieldDifference> Differences(UnstructuredMap live)
    {
        var stay = OwnedPaths.OfOthers(live).Select(owner => owner.Path).ToHashSet(StringComparer.Ordinal);
        return ObjectDifference.Of(Of(live), Identity(live, UnstructuredMap.Empty)).SelectMany(Deepest)
            .Where(field => !stay.Contains(field.Path));
    }

    private static IEnumerable<FieldDifference> Deepest(FieldDifference field) => field.Before is UnstructuredMap map
        ? map.SelectMany(item => Deepest(new(FieldPath.Field(field.Path, item.Key), item.Value, null)))
        : [field];

    /// <summary>What an object declares, whoever wrote it: of one that a backup brought back, nothing records what is ours.</summary>
    /// <param name="live">The object as a cluster has it.</param>
    /// <returns>The object's identity, labels and spec.</returns>
    public static UnstructuredMap Declared(UnstructuredMap live) => Identity(
        live,
        UnstructuredMap.Of(
            ("metadata", UnstructuredMap.Of(("labels", live.Map("metadata")?.Map("labels")))), ("spec", live.Map("spec"))));

    private static UnstructuredMap Identity(UnstructuredMap live, UnstructuredMap owned)
    {
        var (metadata, ours) = (live.Map("metadata"), owned.Map("metadata") ?? UnstructuredMap.Empty);
        var identified = UnstructuredMap.Of(
            [
                ("name", metadata?.Text("name")),
                ("namespace", metadata?.Text("namespace")),
                .. ours.Where(field => field.Key is not ("name" or "namespace")).Select(Pair)
            ]);
        return UnstructuredMap.Of(
            [
                ("apiVersion", live.Text("apiVersion")),
                ("kind", live.Text("kind")),
                ("metadata", identified),
                .. owned.Where(field => field.Key is not ("metadata" or "apiVersion" or "kind")).Select(Pair)
            ]);
    }

    private static (string Key, object? Value) Pair(KeyValuePair<string, object?> field) => (field.Key, field.Value);

    /// <summary>A record without fields of its own owns the value as a whole.</summary>
    private static object? Value(object? live, UnstructuredMap fields)
    {
        if (fields.Count == 0) return live;
        return live switch
        {
            UnstructuredMap map => UnstructuredMap.Of(
                [.. map.Select(field =>
                    (field.Key, fields.Map(FieldsEntry.FieldPrefix + field.Key) is { } node ? Value(field.Value, node) : null))]),
            UnstructuredList list =>
                UnstructuredList.From(
                    list.Select(item => (Item: item, Node: ListKey.NodeOf(fields, item, out _))).Where(pair => pair.Node is not null)
                        .Select(pair => Value(pair.Item, pair.Node!))),
            _ => live,
        };
    }
}

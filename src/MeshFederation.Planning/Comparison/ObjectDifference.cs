using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// The fields in which two states of an object differ, as <c>spec.http[0].route[1].weight</c>. What servers keep beside a declaration, such
/// as managed fields, resource version and status, is left out. Items are matched by name where all of a list have one of their own, as
/// subsets and ports do, by value where they are texts, and by place otherwise.
/// </summary>
public static class ObjectDifference
{
    /// <summary>Compares two states.</summary>
    /// <param name="before">The object as it is.</param>
    /// <param name="after">The object as it would be.</param>
    /// <returns>The fields, in the order of the objects.</returns>
    public static IReadOnlyList<FieldDifference> Of(UnstructuredMap before, UnstructuredMap after)
    {
        var differences = new List<FieldDifference>();
        foreach (var key in Keys(before, after))
        {
            if (key is "status" or "kind" or "apiVersion") continue;
            if (key == "metadata") Maps(key, Declared(before.Map(key)), Declared(after.Map(key)), differences);
            else Values(key, Value(before, key), Value(after, key), differences);
        }

        return differences;
    }

    private static UnstructuredMap Declared(UnstructuredMap? metadata) => UnstructuredMap.Of(
        ("labels", metadata?.Map("labels")),
        ("annotations", metadata?.Map("annotations")),
        ("finalizers", metadata?.List("finalizers") is { Count: > 0 } finalizers ? finalizers : null),
        ("ownerReferences", metadata?.List("ownerReferences") is { Count: > 0 } owners ? owners : null));

    private static void Values(string path, object? before, object? after, List<FieldDifference> differences)
    {
        if (before is UnstructuredMap map && after is UnstructuredMap otherMap) Maps(path, map, otherMap, differences);
        else if (before is UnstructuredList list && after is UnstructuredList otherList) Lists(path, list, otherList, differences);
        else if (!UnstructuredEquality.AreEqual(before, after)) differences.Add(new(path, before, after));
    }

    private static void Maps(string path, UnstructuredMap before, UnstructuredMap after, List<FieldDifference> differences)
    {
        foreach (var key in Keys(before, after)) Values(FieldPath.Field(path, key), Value(before, key), Value(after, key), differences);
    }

    private static void Lists(string path, UnstructuredList before, UnstructuredList after, List<FieldDifference> differences)
    {
        var one = before.Count == 1 && after.Count == 1 && before[0] is string;
        if (!one && NamedItems.TryRead(before, out var items) && NamedItems.TryRead(after, out var others))
            Named(path, items, others, differences);
        else Placed(path, before, after, differences);
    }

    private static void Named(string path, NamedItems before, NamedItems after, List<FieldDifference> differences)
    {
        foreach (var name in before.Names) Values(FieldPath.Item(path, name), before[name], after[name], differences);
        foreach (var name in after.Names.Where(name => !before.Contains(name)))
            differences.Add(new(FieldPath.Item(path, name), null, after[name]));
        var kept = before.Names.Where(after.Contains).ToList();
        var reordered = after.Names.Where(before.Contains).ToList();
        if (!kept.SequenceEqual(reordered, StringComparer.Ordinal))
            differences.Add(new(path, UnstructuredList.From(kept), UnstructuredList.From(reordered)));
    }

    private static void Placed(string path, UnstructuredList before, UnstructuredList after, List<FieldDifference> differences)
    {
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            Values(FieldPath.Item(path, i), i < before.Count ? before[i] : null, i < after.Count ? after[i] : null, differences);
        }
    }

    private static IEnumerable<string> Keys(UnstructuredMap before, UnstructuredMap after) =>
        before.Keys.Concat(after.Keys.Where(key => !before.ContainsKey(key)));

    private static object? Value(UnstructuredMap map, string key) => map.TryGetValue(key, out var value) ? value : null;
}

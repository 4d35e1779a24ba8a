using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>An object with what each manager owns of it, as server-side apply keeps it. Lists are owned as a whole.</summary>
internal sealed class SimulatedObject(string uid)
{
    private readonly Dictionary<(string Manager, string Operation), UnstructuredMap> _owned = [];

    public int Version { get; private set; }

    /// <summary>Applies what a manager wants; returns the managers in the way, when there are any.</summary>
    public IReadOnlyList<string> Apply(UnstructuredMap content, string manager, bool force)
    {
        content = WithoutServerFields(content);
        var conflicts = _owned.Where(other => other.Key != (manager, "Apply")
            && Fields(other.Value).Any(mine => Fields(content).Any(theirs => theirs.Path == mine.Path && theirs.Value != mine.Value)))
            .Select(other => other.Key.Manager).ToList();
        if (conflicts.Count > 0 && !force) return conflicts;
        var before = _owned.Count == 0 ? null : Content;
        foreach (var other in _owned.Keys.Where(key => key != (manager, "Apply")).ToList()) _owned[other] = Without(_owned[other], content);
        _owned[(manager, "Apply")] = content;
        if (before is null || !UnstructuredEquality.AreEqual(before, Content)) Version++;
        return [];
    }

    /// <summary>Sets fields as a manager that edits, which takes them from whoever owned them.</summary>
    public void Edit(UnstructuredMap content, string manager)
    {
        foreach (var key in _owned.Keys.ToList()) _owned[key] = Without(_owned[key], content);
        _owned[(manager, "Update")] = Merge(_owned.GetValueOrDefault((manager, "Update"), UnstructuredMap.Empty), content);
        Version++;
    }

    /// <summary>The object without what the server notes, as its declarers see it.</summary>
    public UnstructuredMap Declared => _owned.Values.Aggregate(UnstructuredMap.Empty, Merge);

    public UnstructuredMap Content => Declared.With("metadata", Declared.Map("metadata")!
        .With("uid", uid)
        .With("resourceVersion", Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .With("managedFields", UnstructuredList.From(_owned.Select(owner => Entry(owner.Key.Manager, owner.Key.Operation, owner.Value)))));

    private static UnstructuredMap Entry(string manager, string operation, UnstructuredMap owned) => UnstructuredMap.Of(
        ("manager", manager), ("operation", operation), ("apiVersion", owned.Text("apiVersion")), ("fieldsV1", FieldsOf(owned)));

    private static UnstructuredMap FieldsOf(UnstructuredMap owned) => UnstructuredMap.Of([.. owned
        .Where(field => field.Key is not ("apiVersion" or "kind" or "name" or "namespace"))
        .Select(field => ("f:" + field.Key, (object?)(field.Value is UnstructuredMap map ? FieldsOf(map) : UnstructuredMap.Empty)))]);

    private static UnstructuredMap WithoutServerFields(UnstructuredMap content) =>
        content.With("metadata", content.Map("metadata")!.With("uid", null).With("resourceVersion", null));

    private static IEnumerable<(string Path, string Value)> Fields(UnstructuredMap map, string path = "") =>
        map.SelectMany(field => field.Value is UnstructuredMap inner
            ? Fields(inner, $"{path}/{field.Key}")
            : [($"{path}/{field.Key}", InlineYaml.Write(field.Value))]);

    private static UnstructuredMap Merge(UnstructuredMap one, UnstructuredMap other) => other.Aggregate(one, (map, field) => map.With(
        field.Key, field.Value is UnstructuredMap inner && map.Map(field.Key) is { } before ? Merge(before, inner) : field.Value));

    /// <summary>What is left to a manager of fields that another has set to something else.</summary>
    private static UnstructuredMap Without(UnstructuredMap owned, UnstructuredMap taken) =>
        taken.Aggregate(owned, (map, field) => (map.TryGetValue(field.Key, out var mine), mine, field.Value) switch
        {
            (false, _, _) => map,
            (_, UnstructuredMap inner, UnstructuredMap other) => map.With(field.Key, Without(inner, other)),
            (_, _, _) => UnstructuredEquality.AreEqual(mine, field.Value) ? map : map.With(field.Key, null),
        });
}

using MeshFederation.Istio;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis;

/// <summary>Holds the objects of a kind against its published schema, one after the other.</summary>
internal sealed class SchemaWalk
{
    private readonly List<SchemaFault> _faults = [];
    private MeshManifest _manifest = null!;

    /// <summary>Where the objects of a federation are not what their schemas say; kinds that Istio does not publish have none.</summary>
    public static IReadOnlyList<SchemaFault> Of(FederationView federation) =>
        [.. AtOnce.Each([.. PublishedSchemas.Kinds], kind => Of(federation.AllOf(kind), kind)).SelectMany(static faults => faults)];

    private static List<SchemaFault> Of(IEnumerable<MeshManifest> manifests, string kind)
    {
        if (!manifests.Any() || PublishedSchemas.Of(kind) is not { } schema) return [];
        var walk = new SchemaWalk();
        foreach (var manifest in manifests)
        {
            if (!manifest.Content.TryGetValue("spec", out var spec)) continue;
            walk._manifest = manifest;
            walk.Value(manifest.Content, "spec", -1, spec, schema);
        }

        return walk._faults;
    }

    private void Value(object container, string key, int index, object? value, FieldSchema schema)
    {
        if (schema.Type == FieldType.Any) return;

        // The API server drops nulls of maps before it validates (apiextensions-apiserver PruneNonNullableNullsWithoutDefaults), not those
        // of lists.
        if (value is null && index < 0) return;
        if (SchemaCheck.Fault(value, schema) is { } cause) _faults.Add(new(_manifest, container, key, index, cause, IsUnknownField: false));
        else if (value is UnstructuredMap map && schema.Type == FieldType.Object) Fields(map, schema);
        else if (value is UnstructuredMap entries && schema.Type == FieldType.Map) Entries(entries, schema.Item!);
        else if (value is UnstructuredList list) Items(list, schema.Item!);
    }

    private void Fields(UnstructuredMap map, FieldSchema schema)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            if (schema.Fields.TryGetValue(key, out var field)) Value(map, key, -1, value, field);
            else _faults.Add(new(_manifest, map, key, -1, Unknown(key, schema), IsUnknownField: true));
        }

        for (var i = 0; i < schema.Required.Count; i++)
        {
            var required = schema.Required[i];
            if (!map.TryGetValue(required, out var value) || value is null)
                _faults.Add(new(_manifest, map, required, -1, $"The field '{required}' is missing.", IsUnknownField: false));
        }
    }

    private void Entries(UnstructuredMap map, FieldSchema item)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            Value(map, key, -1, value, item);
        }
    }

    private void Items(UnstructuredList list, FieldSchema item)
    {
        for (var i = 0; i < list.Count; i++) Value(list, "", i, list[i], item);
    }

    private static string Unknown(string field, FieldSchema known)
    {
        var meant = Nearest.To(field, known.Fields.Keys);
        return $"There is no field '{field}' here.{(meant is null ? "" : $" Perhaps '{meant}' is meant.")}";
    }
}

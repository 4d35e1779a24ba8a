using MeshFederation.Analysis.Schemas;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

/// <summary>The base of rules that hold objects against Istio's published schemas.</summary>
internal abstract class SchemaRule : Rule
{
    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        foreach (var kind in PublishedSchemas.Kinds)
        {
            var manifests = federation.Of(kind);
            if (manifests.Count == 0 || PublishedSchemas.Of(kind) is not { } schema) continue;
            foreach (var manifest in manifests)
            {
                if (manifest.Content.TryGetValue("spec", out var spec)) Value(manifest, new(manifest.Content, "spec", -1), spec, schema, report);
            }
        }
    }

    /// <summary>A value is not what its field may hold.</summary>
    protected virtual void Wrong(MeshManifest manifest, SchemaPlace place, string cause, Report report)
    {
    }

    /// <summary>A field is not known.</summary>
    protected virtual void Unknown(MeshManifest manifest, UnstructuredMap map, string field, FieldSchema known, Report report)
    {
    }

    private void Value(MeshManifest manifest, SchemaPlace place, object? value, FieldSchema schema, Report report)
    {
        if (schema.Type == FieldType.Any) return;

        // The API server drops nulls of maps before it validates (apiextensions-apiserver PruneNonNullableNullsWithoutDefaults), not those of lists.
        if (value is null && place.Container is UnstructuredMap) return;
        if (SchemaCheck.Fault(value, schema) is { } cause)
        {
            Wrong(manifest, place, cause, report);
            return;
        }

        if (value is UnstructuredMap map && schema.Type == FieldType.Object) Object(manifest, map, schema, report);
        else if (value is UnstructuredMap entries && schema.Type == FieldType.Map) Entries(manifest, entries, schema.Item!, report);
        else if (value is UnstructuredList list) Items(manifest, list, schema.Item!, report);
    }

    private void Object(MeshManifest manifest, UnstructuredMap map, FieldSchema schema, Report report)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            if (schema.Fields.TryGetValue(key, out var field)) Value(manifest, new(map, key, -1), value, field, report);
            else Unknown(manifest, map, key, schema, report);
        }

        foreach (var required in schema.Required)
        {
            if (!map.TryGetValue(required, out var value) || value is null) Wrong(manifest, new(map, required, -1), $"The field '{required}' is missing.", report);
        }
    }

    private void Entries(MeshManifest manifest, UnstructuredMap map, FieldSchema item, Report report)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            Value(manifest, new(map, key, -1), value, item, report);
        }
    }

    private void Items(MeshManifest manifest, UnstructuredList list, FieldSchema item, Report report)
    {
        for (var i = 0; i < list.Count; i++) Value(manifest, new(list, "", i), list[i], item, report);
    }
}

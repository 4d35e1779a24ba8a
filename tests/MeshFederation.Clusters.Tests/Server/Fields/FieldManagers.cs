using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>The managers of an object's fields, as its managedFields hold them.</summary>
internal sealed record FieldManagers(IReadOnlyList<FieldManager> All)
{
    /// <summary>The fields that any of them owns.</summary>
    public FieldSet Owned => All.Aggregate(FieldSet.Empty, (owned, manager) => owned.Union(manager.Fields));

    /// <summary>Reads an object's managedFields.</summary>
    public static FieldManagers Of(JsonObject? value) =>
        new([.. ((value?["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? []).OfType<JsonObject>().Select(FieldManager.Parse)]);

    /// <summary>The entry of the same manager, or null.</summary>
    public FieldManager? Find(FieldManager manager) => All.FirstOrDefault(manager.IsSame);

    /// <summary>With one manager's entry replaced, or added.</summary>
    public FieldManagers With(FieldManager manager) => new([.. All.Where(other => !manager.IsSame(other)), manager]);

    /// <summary>With fields taken from every manager but one.</summary>
    public FieldManagers TakenFromOthers(FieldManager manager, FieldSet fields) =>
        new([.. All.Select(other => manager.IsSame(other) ? other : other with { Fields = other.Fields.Except(fields) })]);

    /// <summary>The managedFields, in the server's order: who applies first, then by time; managers without fields are left out.</summary>
    public JsonArray ToJson() => new([.. All.Where(manager => !manager.Fields.IsEmpty)
        .OrderBy(manager => manager.Operation, StringComparer.Ordinal)
        .ThenBy(manager => manager.Time, StringComparer.Ordinal)
        .ThenBy(manager => manager.Name, StringComparer.Ordinal)
        .ThenBy(manager => manager.ApiVersion, StringComparer.Ordinal)
        .ThenBy(manager => manager.Subresource, StringComparer.Ordinal)
        .Select(manager => manager.ToJson())]);
}

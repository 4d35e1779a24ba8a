using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>The managers of an object's fields, as its managedFields hold them.</summary>
internal sealed record FieldManagers(IReadOnlyList<FieldManager> All)
{
    /// <summary>No managers.</summary>
    public static readonly FieldManagers None = new([]);

    /// <summary>The fields that any of them owns.</summary>
    public FieldSet Owned => All.Aggregate(FieldSet.Empty, (owned, manager) => owned.Union(manager.Fields));

    /// <summary>Reads an object's managedFields.</summary>
    public static FieldManagers Of(JsonObject value) => new([.. Entries(value).OfType<JsonObject>().Select(FieldManager.Parse)]);

    /// <summary>
    /// Those of an object before an apply. One that nobody has applied, and whose managers are not known, belongs to
    /// <c>before-first-apply</c>.
    /// </summary>
    public static FieldManagers OfApplied(JsonObject live, FieldManager writer, FieldSchema schema)
    {
        var managers = Of(live);
        if (managers.All.Count > 0 || IsNew(live)) return managers;
        var fields = EveryField.Of(TrackedFields.Of(live), "", schema).WithoutNobodys();
        return managers.With(new("before-first-apply", FieldManager.Update, writer.ApiVersion, "", writer.Time, fields));
    }

    /// <summary>
    /// Those of an object before another write, which may bring them along; a client that knows nothing of them does not.
    /// </summary>
    public static FieldManagers OfWritten(JsonObject live, JsonObject written) => Entries(written).Count > 0 ? Of(written) : Of(live);

    /// <summary>
    /// Whether nobody's fields are tracked in another write: when they are not in the object that is there, or are taken away with
    /// <c>[{}]</c>.
    /// </summary>
    public static bool IsUntracked(JsonObject live, JsonObject written) => Entries(written) switch
    {
        [JsonObject { Count: 0 }] => true,
        { Count: > 0 } => false,
        _ => !IsNew(live) && Entries(live).Count == 0,
    };

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

    private static bool IsNew(JsonObject live) => live["metadata"]?["uid"] is null;

    private static JsonArray Entries(JsonObject value) => (value["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? [];
}

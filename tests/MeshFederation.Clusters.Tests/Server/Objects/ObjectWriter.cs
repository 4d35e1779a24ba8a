using System.Globalization;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>Finishes every write: what the server itself sets, what must hold, and whether there is anything to write at all.</summary>
internal sealed class ObjectWriter(ObjectStore store, IReadOnlyCollection<ObjectRule> rules)
{
    private const string Status = "status";

    /// <summary>By which writes are stamped.</summary>
    public TimeProvider Stamp { get; set; } = TimeProvider.System;

    /// <summary>The time of a write, as objects hold it.</summary>
    public static string Now() => Text(DateTimeOffset.UtcNow);

    /// <summary>The time of a write by this cluster's clock.</summary>
    public string Time() => Text(Stamp.GetUtcNow());

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Writes a new object.</summary>
    public JsonObject Create(ServedKind kind, string? ns, JsonObject value, bool dryRun)
    {
        RequireNamespace(kind, ns);
        var created = value.Copy();
        var metadata = (JsonObject)created["metadata"]!;
        foreach (var name in new[] { "resourceVersion", "deletionTimestamp", "selfLink" }) metadata.Remove(name);
        if (kind.Namespaced) metadata["namespace"] = ns;
        if ((string?)metadata["name"] is null or "" && (string?)metadata["generateName"] is { Length: > 0 } prefix)
            metadata["name"] = prefix + Guid.NewGuid().ToString("N")[..5];
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Time();
        if (kind.Custom) metadata["generation"] = 1;
        if (kind.Custom) created.Remove(Status);
        if (kind.Plural == "namespaces") Activate(created, metadata);
        Check(kind, created);
        var key = ObjectKey.Of(kind, ns, (string)metadata["name"]!);
        if (store.Find(key) is not null) throw Statuses.AlreadyExists(kind, key.Name);
        return dryRun ? created : store.Put(key, created);
    }

    /// <summary>Writes an object that is there.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Where it is.</param>
    /// <param name="live">What is there.</param>
    /// <param name="value">What is to be there.</param>
    /// <param name="dryRun">Whether to write nothing.</param>
    /// <returns>The object after it; the same when there was nothing to write.</returns>
    public JsonObject Replace(ServedKind kind, ObjectKey key, JsonObject live, JsonObject value, bool dryRun)
    {
        var replaced = value.Copy();
        var (metadata, before) = ((JsonObject)replaced["metadata"]!, (JsonObject)live["metadata"]!);
        foreach (var name in new[]
        {
            "name", "namespace", "uid", "creationTimestamp", "generation", "resourceVersion", "deletionTimestamp",
            "deletionGracePeriodSeconds"
        })
        {
            if (before[name] is { } kept) metadata[name] = kept.DeepClone();
            else metadata.Remove(name);
        }

        if (kind.Custom && !JsonText.Same(Content(live), Content(replaced))) metadata["generation"] = (int)before["generation"]! + 1;
        RequireSameType(kind, key, live, replaced);
        Check(kind, replaced);
        if (dryRun || JsonText.Same(Timeless(live), Timeless(replaced))) return dryRun ? replaced : live;
        if (metadata["deletionTimestamp"] is null || metadata["finalizers"] is JsonArray { Count: > 0 }) return store.Put(key, replaced);
        store.Remove(key);
        return replaced;
    }

    // The type of a Secret stays as it was made (kubernetes pkg/apis/core/validation, ValidateSecretUpdate).
    private static void RequireSameType(ServedKind kind, ObjectKey key, JsonObject live, JsonObject replaced)
    {
        if (kind.Plural != "secrets" || Type(live) == Type(replaced)) return;
        throw Statuses.Invalid(
            kind.Group, kind.Kind, key.Name, [FieldProblem.Invalid("type", $"\"{Type(replaced)}\"", "field is immutable")]);

        static string Type(JsonObject secret) => (string?)secret["type"] ?? "Opaque";
    }

    // Custom resources count the changes of everything but metadata and status in their generation.
    private static JsonObject Content(JsonObject value) => Without(value, "metadata", Status, "apiVersion");

    // A write that would change nothing but the time in managedFields, or the version that was asked for, is none.
    private static JsonObject Timeless(JsonObject value)
    {
        var timeless = Without(value, "apiVersion");
        foreach (var entry in (timeless["metadata"]!["managedFields"] as JsonArray ?? []).OfType<JsonObject>()) entry.Remove("time");
        return timeless;
    }

    private static JsonObject Without(JsonObject value, params string[] names)
    {
        var rest = value.Copy();
        foreach (var name in names) rest.Remove(name);
        return rest;
    }

    private static void Activate(JsonObject created, JsonObject metadata)
    {
        created[Status] = new JsonObject { ["phase"] = "Active" };
        if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
        labels["kubernetes.io/metadata.name"] = metadata["name"]?.DeepClone();
    }

    private void RequireNamespace(ServedKind kind, string? ns)
    {
        if (kind.Namespaced && store.Find(new("", "namespaces", "", ns ?? "")) is null) throw Statuses.NamespaceMissing(ns ?? "");
    }

    private void Check(ServedKind kind, JsonObject value)
    {
        TextMaps.FillNulls(value);
        var problems = NameRules.Check(kind, value)
            .Concat(SchemaRules.Check(kind, value))
            .Concat(rules.SelectMany(rule => rule(kind, value))).ToArray();
        if (problems.Length > 0) throw Statuses.Invalid(kind.Group, kind.Kind, (string?)value["metadata"]!["name"] ?? "", problems);
    }
}

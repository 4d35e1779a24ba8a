using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>What of an object has owners: everything but what names it and what the server alone writes.</summary>
internal static class TrackedFields
{
    private static readonly string[] Server =
        [
            "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion",
            "deletionTimestamp", "deletionGracePeriodSeconds"
        ];

    private static readonly FieldSet Nobodys = new(member: true, [KeyValuePair.Create("f:metadata", FieldSet.Leaf)]);

    /// <summary>A copy of the object with nothing but what has owners.</summary>
    public static JsonObject Of(JsonObject value)
    {
        var tracked = value.Copy();
        tracked.Remove("apiVersion");
        tracked.Remove("kind");
        if (tracked["metadata"] is not JsonObject metadata) return tracked;
        foreach (var name in Server) metadata.Remove(name);
        return tracked;
    }

    /// <summary>The object with what has owners replaced.</summary>
    public static JsonObject Replace(JsonObject value, JsonObject tracked)
    {
        var replaced = new JsonObject { ["apiVersion"] = value["apiVersion"]?.DeepClone(), ["kind"] = value["kind"]?.DeepClone() };
        var metadata = new JsonObject();
        foreach (var (name, entry) in value["metadata"] as JsonObject ?? [])
            if (Server.Contains(name)) metadata[name] = entry?.DeepClone();
        foreach (var (name, entry) in tracked["metadata"] as JsonObject ?? []) metadata[name] = entry?.DeepClone();
        replaced["metadata"] = metadata;
        foreach (var (name, entry) in tracked)
            if (name != "metadata") replaced[name] = entry?.DeepClone();
        return replaced;
    }

    /// <summary>The fields without those that nobody owns: the object itself and its metadata as a whole.</summary>
    public static FieldSet WithoutNobodys(this FieldSet fields) => fields.Except(Nobodys);
}

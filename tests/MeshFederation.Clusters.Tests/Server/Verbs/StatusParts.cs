using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Keeps apart what a write of the object and what a write of its status may change.</summary>
internal static class StatusParts
{
    private const string Status = "status";

    /// <summary>The new state with what this write may not change as it was.</summary>
    public static JsonObject Merge(ResourceCall call, JsonObject live, JsonObject value)
    {
        if (call.IsStatus) return WithStatus(live, value[Status]);
        return call.Kind.Custom ? WithStatus(value, live[Status]) : value;
    }

    /// <summary>An applied configuration without what this write may not change.</summary>
    public static JsonObject Restrict(ResourceCall call, JsonObject configuration)
    {
        var restricted = configuration.Copy();
        if (call.IsStatus)
        {
            restricted.Remove("spec");
            restricted["metadata"] = new JsonObject { ["name"] = configuration["metadata"]?["name"]?.DeepClone() };
        }
        else if (call.Kind.Custom)
        {
            restricted.Remove(Status);
        }

        return restricted;
    }

    private static JsonObject WithStatus(JsonObject value, JsonNode? status)
    {
        var merged = value.Copy();
        if (status is null) merged.Remove(Status);
        else merged[Status] = status.DeepClone();
        return merged;
    }
}

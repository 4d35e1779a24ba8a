using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>JSON merge patch, RFC 7396.</summary>
internal static class MergePatch
{
    /// <summary>The object with the patch applied.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var merged = target.Copy();
        foreach (var (name, value) in patch)
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value is JsonObject map ? Apply(merged[name] as JsonObject ?? [], map) : value.DeepClone();
        }

        return merged;
    }
}

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>A custom resource holds no nulls, as no schema of Istio's calls a field nullable.</summary>
internal static class NullRules
{
    /// <summary>The fields that are null.</summary>
    public static IEnumerable<FieldProblem> Check(ServedKind kind, JsonObject value) =>
        kind.Custom && value["spec"] is JsonObject spec ? Nulls(spec, "spec") : [];

    private static IEnumerable<FieldProblem> Nulls(JsonObject map, string path) => map.SelectMany(entry => entry.Value switch
    {
        null => [new FieldProblem(
            FieldPath.Of(path, entry.Key),
            "FieldValueTypeInvalid",
            $"Invalid value: \"null\": {FieldPath.Of(path, entry.Key)} in body must be of type object: \"null\"")],
        JsonObject below => Nulls(below, FieldPath.Of(path, entry.Key)),
        _ => [],
    });
}

using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>Writes what a test wants to be there, past every rule.</summary>
internal static class SceneWriter
{
    /// <summary>Writes an object, and its namespace when that is not there.</summary>
    public static JsonObject Put(ClusterState state, JsonObject value)
    {
        var scene = value.Copy();
        var kind = state.Options.Kinds.Single(served => served.Kind == (string?)scene["kind"] && Group(scene) == served.Group);
        var metadata = (JsonObject)scene["metadata"]!;
        var ns = kind.Namespaced ? (string?)metadata["namespace"] ?? "default" : null;
        if (ns is not null)
        {
            metadata["namespace"] = ns;
            if (state.Store.Find(new("", "namespaces", "", ns)) is null) Put(state, Namespace(ns));
        }

        metadata["uid"] ??= Guid.NewGuid().ToString();
        metadata["creationTimestamp"] ??= ObjectWriter.Now();
        if (kind.Custom) metadata["generation"] ??= 1;
        return state.Store.Put(ObjectKey.Of(kind, ns, (string)metadata["name"]!), scene);
    }

    private static string Group(JsonObject value) =>
        (string?)value["apiVersion"] is { } text && text.Split('/') is [var group, _] ? group : "";

    private static JsonObject Namespace(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = name } },
        ["status"] = new JsonObject { ["phase"] = "Active" },
    };
}

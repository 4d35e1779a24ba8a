using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>
/// What a new object starts from: in Go types the spec and status of Kubernetes' own kinds are structs, so nobody ever adds them.
/// </summary>
internal static class AlwaysThere
{
    /// <summary>The object that a new one starts from.</summary>
    public static JsonObject In(ServedKind kind) => kind.Custom || kind.Plural is "configmaps" or "secrets" or "serviceaccounts"
        ? new JsonObject { ["metadata"] = new JsonObject() }
        : new JsonObject { ["metadata"] = new JsonObject(), ["spec"] = new JsonObject(), ["status"] = new JsonObject() };
}

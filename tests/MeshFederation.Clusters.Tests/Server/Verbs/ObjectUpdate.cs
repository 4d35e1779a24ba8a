using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Writes the new state of an object that is there, as PUT and the plain patches do.</summary>
internal static class ObjectUpdate
{
    /// <summary>Writes it and returns what is there now.</summary>
    public static JsonObject Write(ResourceCall call, JsonObject value)
    {
        var (live, key) = (call.Live, call.Key);
        var after =
            FieldOwnership.Update(live, StatusParts.Merge(call, live, value), call.ManagerOf(FieldManager.Update), call.Kind.Schema);
        return call.Writer.Replace(call.Kind, key, live, after, call.Request.DryRun);
    }
}

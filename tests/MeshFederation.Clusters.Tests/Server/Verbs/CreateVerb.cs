using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>POST.</summary>
internal static class CreateVerb
{
    public static ApiAnswer Run(ResourceCall call)
    {
        if (call.Resource.Name is not null) throw Statuses.MethodNotAllowed();
        RequestOptions.Check(call.Request, "CreateOptions");
        var (value, warnings) = IncomingObject.Read(call);
        var metadata = (JsonObject)value["metadata"]!;
        metadata.Remove("managedFields");
        if ((string?)metadata["resourceVersion"] is { Length: > 0 })
            throw Statuses.InternalError("resourceVersion should not be set on objects to be created");
        if (call.Kind.Namespaced && (string?)metadata["namespace"] is { Length: > 0 } ns && ns != call.Resource.Namespace)
            throw Statuses.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (call.Kind.Custom) value.Remove("status");
        var owned = FieldOwnership.Update(AlwaysThere.In(call.Kind), value, call.ManagerOf(FieldManager.Update), call.Kind.Schema);
        var created = call.Writer.Create(call.Kind, call.Resource.Namespace, owned, call.Request.DryRun);
        return Warnings.On(ApiAnswer.Of(call.Served(created), 201), warnings);
    }
}

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>PUT: replaces an object that is there, when it is still the one that was read.</summary>
internal static class ReplaceVerb
{
    public static ApiAnswer Run(ResourceCall call)
    {
        RequestOptions.Check(call.Request, "UpdateOptions");
        var (value, warnings) = IncomingObject.Read(call);
        var metadata = (JsonObject)value["metadata"]!;
        if ((string?)metadata["name"] is { Length: > 0 } name && name != call.Resource.Name)
            throw Statuses.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Resource.Name})");
        RequireVersion(call, (string?)metadata["resourceVersion"] ?? "");
        if ((string?)metadata["uid"] is { Length: > 0 } wanted && (string?)call.Live["metadata"]!["uid"] is { } uid && wanted != uid)
        {
            throw Statuses.OtherObject(
                call.Kind, call.Key.Name, $"Precondition failed: UID in precondition: {wanted}, UID in object meta: {uid}");
        }
        return Warnings.On(ApiAnswer.Of(call.Served(ObjectUpdate.Write(call, value))), warnings);
    }

    private static void RequireVersion(ResourceCall call, string wanted)
    {
        if (wanted.Length == 0 && call.Kind.Custom && call.Store.Find(call.Key) is not null)
        {
            throw Statuses.Invalid(call.Kind.Group, call.Kind.Plural, call.Key.Name,
                [FieldProblem.Invalid("metadata.resourceVersion", "0", "must be specified for an update")]);
        }

        if (wanted.Length > 0 && wanted != (string?)call.Live["metadata"]!["resourceVersion"])
            throw Statuses.ObjectMoved(call.Kind, call.Key.Name);
    }
}

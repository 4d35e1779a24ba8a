using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Server-side apply.</summary>
internal static class ApplyVerb
{
    public static ApiAnswer Run(ResourceCall call)
    {
        RequestOptions.RequireManager(call.Request);
        RequestOptions.Check(call.Request, "PatchOptions");
        var configuration = RequestBody.Read(call.Request.Body, yaml: true);
        AppliedObject.Check(call, configuration);
        var live = call.Store.Find(call.Key);
        RequireSame(call, configuration, live);
        if (live is null && call.IsStatus) throw Statuses.NotFound(call.Kind, call.Key.Name);
        var restricted = StatusParts.Restrict(call, configuration);
        var applied = FieldOwnership.Apply(
            live ?? Skeleton(call),
            restricted,
            call.ManagerOf(FieldManager.Apply),
            call.Request["force"] is "true" or "1",
            call.Kind.Schema);
        return live is null
            ? ApiAnswer.Of(call.Served(call.Writer.Create(call.Kind, call.Resource.Namespace, applied, call.Request.DryRun)), 201)
            : ApiAnswer.Of(call.Served(call.Writer.Replace(call.Kind, call.Key, live, applied, call.Request.DryRun)));
    }

    private static void RequireSame(ResourceCall call, JsonObject configuration, JsonObject? live)
    {
        var (version, uid) = ((string?)configuration["metadata"]?["resourceVersion"], (string?)configuration["metadata"]?["uid"]);
        if (live is null)
        {
            if (uid is not null)
            {
                if (version is not null) throw Statuses.ObjectMoved(call.Kind, call.Key.Name);
                throw Statuses.OtherObject(
                    call.Kind, call.Key.Name, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
            }
            return;
        }

        if (version == "0" && call.Kind.Custom)
        {
            throw Statuses.Invalid(
                call.Kind.Group,
                call.Kind.Plural,
                call.Key.Name,
                [FieldProblem.Invalid("metadata.resourceVersion", "0", "must be specified for an update")]);
        }

        if (version is not null and not "0" && version != (string?)live["metadata"]!["resourceVersion"])
            throw Statuses.ObjectMoved(call.Kind, call.Key.Name);
        if (uid is not null && uid != (string?)live["metadata"]!["uid"])
        {
            throw Statuses.Invalid(
                call.Kind.Group, call.Kind.Kind, call.Key.Name, [FieldProblem.Invalid("metadata.uid", $"\"{uid}\"", "field is immutable")]);
        }
    }

    private static JsonObject Skeleton(ResourceCall call)
    {
        var skeleton = AlwaysThere.In(call.Kind);
        (skeleton["apiVersion"], skeleton["kind"]) = (call.ApiVersion, call.Kind.Kind);
        skeleton["metadata"]!["name"] = call.Resource.Name;
        return skeleton;
    }
}

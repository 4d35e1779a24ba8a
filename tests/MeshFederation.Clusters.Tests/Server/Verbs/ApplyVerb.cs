using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Objects;
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
        Check(call, configuration);
        var live = call.Store.Find(call.Key);
        RequireVersion(call, configuration, live);
        if (live is null && call.IsStatus) throw Statuses.NotFound(call.Kind, call.Key.Name);
        var restricted = StatusParts.Restrict(call, configuration);
        var applied = FieldOwnership.Apply(
            live ?? Skeleton(call), restricted, call.ManagerOf(FieldManager.Apply), call.Request["force"] is "true" or "1", call.Kind.Schema);
        return live is null
            ? ApiAnswer.Of(call.Served(call.Writer.Create(call.Kind, call.Resource.Namespace, applied, call.Request.DryRun)), 201)
            : ApiAnswer.Of(call.Served(call.Writer.Replace(call.Kind, call.Key, live, applied, call.Request.DryRun)));
    }

    private static void Check(ResourceCall call, JsonObject configuration)
    {
        var (apiVersion, kind) = ((string?)configuration["apiVersion"] ?? "", (string?)configuration["kind"] ?? "");
        if (apiVersion != call.ApiVersion || kind != call.Kind.Kind)
            throw Statuses.BadRequest($"invalid object type: {(apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion : "/" + apiVersion)}, Kind={kind}");
        var metadata = configuration["metadata"] as JsonObject ?? [];
        if (metadata["managedFields"] is not null) throw Statuses.BadRequest("metadata.managedFields must be nil");
        var name = (string?)metadata["name"] ?? "";
        if (name.Length > 0 && name != call.Resource.Name)
            throw Statuses.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Resource.Name})");
        // The real server answers 500 here, not 400: the patch never became an object.
        if (SpecFields.Unknown(call.Kind, configuration).FirstOrDefault() is { } unknown)
        {
            throw Statuses.NotDeclared($"failed to create typed patch object ({(string?)metadata["namespace"] ?? ""}/{name}; {apiVersion}, Kind={kind}): "
                + $".{unknown}: field not declared in schema");
        }
    }

    private static void RequireVersion(ResourceCall call, JsonObject configuration, JsonObject? live)
    {
        var wanted = (string?)configuration["metadata"]?["resourceVersion"];
        if (live is not null && wanted is not null && wanted != (string?)live["metadata"]!["resourceVersion"]) throw Statuses.ObjectMoved(call.Kind, call.Key.Name);
    }

    private static JsonObject Skeleton(ResourceCall call)
    {
        var skeleton = AlwaysThere.In(call.Kind);
        (skeleton["apiVersion"], skeleton["kind"]) = (call.ApiVersion, call.Kind.Kind);
        skeleton["metadata"]!["name"] = call.Resource.Name;
        return skeleton;
    }
}

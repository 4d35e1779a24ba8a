using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Checks an applied configuration: that it is what the address names, and has no fields but those of its kind.</summary>
internal static class AppliedObject
{
    /// <summary>Ends the request when it is not.</summary>
    public static void Check(ResourceCall call, JsonObject configuration)
    {
        var (apiVersion, kind) = ((string?)configuration["apiVersion"] ?? "", (string?)configuration["kind"] ?? "");
        if (apiVersion != call.ApiVersion || kind != call.Kind.Kind)
        {
            throw Statuses.BadRequest("invalid object type: "
                + $"{(apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion : "/" + apiVersion)}, Kind={kind}");
        }
        var metadata = configuration["metadata"] as JsonObject ?? [];
        var (name, ns) = ((string?)metadata["name"] ?? "", (string?)metadata["namespace"] ?? "");
        if (metadata["managedFields"] is not null) throw Statuses.BadRequest("metadata.managedFields must be nil");
        if (name.Length > 0 && name != call.Resource.Name)
            throw Statuses.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Resource.Name})");
        if (call.Kind.Namespaced && ns.Length > 0 && ns != call.Resource.Namespace)
            throw Statuses.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        // The real server answers 500 here, not 400: the patch never became an object.
        if (Undeclared(call, configuration) is { } problem)
        {
            throw Statuses.InternalError($"failed to create typed patch object ({ns}/{name}; "
                + $"{(call.Kind.Group.Length == 0 ? "/" : "")}{apiVersion}, Kind={kind}): {problem}");
        }
    }

    private static string? Undeclared(ResourceCall call, JsonObject configuration) =>
        SpecFields.Unknown(call.Kind, configuration).FirstOrDefault() is { } unknown
            ? $".{unknown}: field not declared in schema"
            : DuplicateItems.In(configuration, call.Kind.Schema);
}

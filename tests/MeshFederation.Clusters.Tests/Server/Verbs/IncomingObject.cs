using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Reads the object of a POST or PUT: of the right kind, and without fields that its kind does not have.</summary>
internal static class IncomingObject
{
    private static readonly string[] Known = ["application/json", "application/yaml", ""];

    /// <summary>The object, with metadata, and the warnings about what was left out.</summary>
    public static (JsonObject Value, string[] Warnings) Read(ResourceCall call)
    {
        if (!Known.Contains(call.Request.ContentType)) throw Statuses.UnknownMediaType("application/json", "application/yaml");
        var value = RequestBody.Read(call.Request.Body, call.Request.ContentType == "application/yaml");
        RequireKind(call, value);
        if (value["metadata"] is not JsonObject) value["metadata"] = new JsonObject();
        return (value, PruneUnknown(call, value));
    }

    private static void RequireKind(ResourceCall call, JsonObject value)
    {
        var kind = (string?)value["kind"] ?? "";
        if (kind.Length > 0 && kind != call.Kind.Kind)
        {
            throw Statuses.Invalid(call.Kind.Group, kind, (string?)(value["metadata"] as JsonObject)?["name"] ?? "",
                [FieldProblem.Invalid("kind", $"\"{kind}\"", $"must be {call.Kind.Kind}")]);
        }

        (value["kind"], value["apiVersion"]) = (call.Kind.Kind, call.ApiVersion);
    }

    private static string[] PruneUnknown(ResourceCall call, JsonObject value)
    {
        var unknown = SpecFields.Unknown(call.Kind, value).ToArray();
        if (unknown.Length > 0 && call.Request["fieldValidation"] == "Strict")
        {
            var texts = string.Join(", ", unknown.Select(field => $"unknown field \"{field}\""));
            throw Statuses.BadRequest($"{call.Kind.Kind} in version \"{call.Resource.Version}\" cannot be handled as a {call.Kind.Kind}: "
                + $"strict decoding error: {texts}");
        }

        foreach (var field in unknown) ((JsonObject)value["spec"]!).Remove(field["spec.".Length..]);
        return call.Request["fieldValidation"] == "Ignore" ? [] : [.. unknown.Select(field => $"unknown field \"{field}\"")];
    }
}

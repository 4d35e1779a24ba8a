using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>Writes <c>Status</c> objects (k8s.io/apimachinery meta/v1).</summary>
internal static class StatusBody
{
    /// <summary>A failure.</summary>
    public static ApiAnswer Failure(int code, string? reason, string message, JsonObject? details = null)
    {
        var status = Start("Failure");
        status["message"] = message;
        if (reason is not null) status["reason"] = reason;
        if (details is not null) status["details"] = details;
        status["code"] = code;
        return ApiAnswer.Of(status, code);
    }

    /// <summary>A success.</summary>
    public static ApiAnswer Success(JsonObject details)
    {
        var status = Start("Success");
        status["details"] = details;
        return ApiAnswer.Of(status);
    }

    /// <summary>The details that name an object; empty parts are left out.</summary>
    public static JsonObject Details(string name, string group, string kind, string? uid = null)
    {
        var details = new JsonObject();
        if (name.Length > 0) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        details["kind"] = kind;
        if (uid is not null) details["uid"] = uid;
        return details;
    }

    /// <summary>A cause of the details.</summary>
    public static JsonObject Cause(string reason, string message, string field) =>
        new() { ["reason"] = reason, ["message"] = message, ["field"] = field };

    private static JsonObject Start(string status) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = status,
    };
}

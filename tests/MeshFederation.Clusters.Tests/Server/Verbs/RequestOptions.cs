using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Checks the options of a write.</summary>
internal static class RequestOptions
{
    /// <summary>Ends a request with options that there are not.</summary>
    public static void Check(ApiRequest request, string kind)
    {
        if (request["dryRun"] is { Length: > 0 } dryRun && dryRun != "All")
            throw Invalid(kind, FieldProblem.NotSupported("dryRun", $"[\"{dryRun}\"]", "All"));
        if (request["fieldValidation"] is not ("" or "Ignore" or "Strict" or "Warn"))
        {
            throw Invalid(
                kind, FieldProblem.NotSupported("fieldValidation", $"\"{request["fieldValidation"]}\"", "", "Ignore", "Strict", "Warn"));
        }
    }

    /// <summary>Ends an apply without a manager.</summary>
    public static void RequireManager(ApiRequest request)
    {
        if (request["fieldManager"].Length == 0)
            throw Invalid("PatchOptions", FieldProblem.Required("fieldManager", "is required for apply patch"));
    }

    private static StatusException Invalid(string kind, FieldProblem problem) => Statuses.Invalid("meta.k8s.io", kind, "", [problem]);
}

using System.Text.RegularExpressions;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>The errors of a 403: a rule that is missing, or an admission that refuses.</summary>
internal static partial class ForbiddenErrors
{
    public static ApiException Of(ApiFailure failure)
    {
        if (failure.Causes.Any(cause => cause.Reason == "NamespaceTerminating")) return MissingErrors.Namespace(failure, "is being deleted");
        return Rbac().Match(failure.Detail) is { Success: true } rule ? RuleMissing(failure, rule) : Denied(failure);
    }

    /// <summary>The error for an object that an admission webhook, policy or quota refuses.</summary>
    public static ApiException Denied(ApiFailure failure) => failure.Error(
        MeshErrorId.AdmissionDenied,
        MeshErrorKind.PermissionDenied,
        $"The cluster of the context '{failure.Context}' refuses {failure.Title}: {failure.Detail}",
        "Change the object as the message says, or the policy, webhook or quota that refuses it.");

    private static ApiException RuleMissing(ApiFailure failure, Match rule)
    {
        var (user, verb, resource, group) = (rule.Groups["user"].Value, rule.Groups["verb"].Value, rule.Groups["resource"].Value, rule.Groups["group"].Value);
        var place = rule.Groups["namespace"] is { Success: true } ns ? $"in the namespace '{ns.Value}'" : "in the whole cluster";
        var inGroup = group.Length == 0 ? "the core API group" : $"the API group '{group}'";
        return failure.Error(
            MeshErrorId.Forbidden,
            MeshErrorKind.PermissionDenied,
            $"In the cluster of the context '{failure.Context}', the user '{user}' may not {verb} {failure.Title}: no RBAC rule grants the verb '{verb}' on '{resource}' in {inGroup} {place}.",
            $$"""Grant it, as docs/clusterrole.yaml does: { apiGroups: ["{{group}}"], resources: ["{{resource}}"], verbs: ["{{verb}}"] }. kubectl --context {{failure.Context}} auth can-i {{verb}} {{Dotted(resource, group)}} tells whether it is there.""");
    }

    private static string Dotted(string resource, string group) => group.Length == 0 ? resource : $"{resource}.{group}";

    // apiserver pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage.
    [GeneratedRegex("""User "(?<user>[^"]*)" cannot (?<verb>[a-z]+) resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)" (?:in the namespace "(?<namespace>[^"]*)"|at the cluster scope)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rbac();
}

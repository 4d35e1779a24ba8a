using System.Text.RegularExpressions;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>The errors of a 403: a rule that is missing, or an admission that refuses.</summary>
internal static partial class ForbiddenErrors
{
    public static ApiException Of(ApiFailure failure)
    {
        if (failure.Causes.Any(cause => cause.Reason == "NamespaceTerminating"))
            return MissingErrors.Namespace(failure, "is being deleted");
        if (Rbac().Match(failure.Detail) is { Success: true } rule) return RuleMissing(failure, rule);
        if (failure.Request.Upgrade is not null && Silent().IsMatch(failure.Detail)) return ForwardMissing(failure);
        return failure.Request is { Verb: "patch", Kind: { } kind } && Silent().IsMatch(failure.Detail)
            ? CreateMissing(failure, kind)
            : Denied(failure);
    }

    /// <summary>The error for an object that an admission webhook, policy or quota refuses.</summary>
    public static ApiException Denied(ApiFailure failure) => failure.Error(
        MeshErrorId.AdmissionDenied,
        MeshErrorKind.PermissionDenied,
        $"The cluster of the context '{failure.Context}' refuses {failure.Title}: {failure.Detail}",
        "Change the object as the message says, or the policy, webhook or quota that refuses it.");

    private static ApiException RuleMissing(ApiFailure failure, Match rule) => RuleMissing(
        failure,
        $"the user '{rule.Groups["user"].Value}'",
        rule.Groups["verb"].Value,
        rule.Groups["resource"].Value,
        rule.Groups["group"].Value,
        rule.Groups["namespace"] is { Success: true } ns ? ns.Value : null);

    /// <summary>
    /// Who makes an object by applying it needs the right to create it, too; the server refuses that without a word (apiserver
    /// pkg/endpoints/handlers/create.go, withAuthorization).
    /// </summary>
    private static ApiException CreateMissing(ApiFailure failure, ResourceKind kind) =>
        RuleMissing(failure, "the user", "create", kind.Plural, kind.Group, kind.Namespaced ? failure.Request.Namespace : null);

    /// <summary>
    /// A WebSocket is asked for by a get, and from Kubernetes 1.35 on needs the right to create, too; that, again, is refused without a
    /// word (pkg/registry/core/pod/rest/authorize.go).
    /// </summary>
    private static ApiException ForwardMissing(ApiFailure failure) =>
        RuleMissing(failure, "the user", "create", "pods/portforward", "", failure.Request.Namespace);

    private static ApiException RuleMissing(ApiFailure failure, string user, string verb, string resource, string group, string? ns)
    {
        var place = ns is null ? "in the whole cluster" : $"in the namespace '{ns}'";
        var inGroup = group.Length == 0 ? "the core API group" : $"the API group '{group}'";
        return failure.Error(
            MeshErrorId.Forbidden,
            MeshErrorKind.PermissionDenied,
            $"In the cluster of the context '{failure.Context}', {user} may not {verb} {failure.Title}: no RBAC rule grants the verb "
            + $"'{verb}' on '{resource}' in {inGroup} {place}.",
            $$"""Grant it, as docs/clusterrole.yaml does: { apiGroups: ["{{group}}"], resources: ["{{resource}}"], verbs: ["{{verb}}"] """
            + $$"""}. kubectl --context {{ShellWord.Of(failure.Context)}} auth can-i {{verb}} {{Dotted(resource, group)}} tells whether """
            + """it is there.""");
    }

    private static string Dotted(string resource, string group) => group.Length == 0 ? resource : $"{resource}.{group}";

    // apiserver pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage.
    [GeneratedRegex(
        """User "(?<user>[^"]*)" cannot (?<verb>[a-z]+) resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)" """
        + """(?:in the namespace "(?<namespace>[^"]*)"|at the cluster scope)""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rbac();

    [GeneratedRegex(@" is forbidden:\s*\.?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Silent();
}

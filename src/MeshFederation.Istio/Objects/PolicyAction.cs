using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// What an AuthorizationPolicy does with the requests that its rules hold for; one that does not say it allows them (istio/api
/// security/v1beta1/authorization_policy.proto).
/// </summary>
internal static class PolicyAction
{
    public const string Allow = "ALLOW";
    public const string Deny = "DENY";
    public const string Custom = "CUSTOM";
    public const string Audit = "AUDIT";

    /// <summary>The action.</summary>
    /// <param name="spec">The spec of the policy.</param>
    public static string Of(UnstructuredMap spec) => spec.Text("action") ?? Allow;
}

using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>What the AuthorizationPolicy is called that keeps callers of other clusters from a service.</summary>
public static class GuardName
{
    /// <summary>The name.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="service">The name of the service.</param>
    /// <returns>The name, as <c>meshfederation-shop-reviews</c>.</returns>
    public static string Of(string federation, string service) => $"meshfederation-{federation}-{service}";

    /// <summary>Whether an object is the one that a federation makes of the access policies of a service.</summary>
    /// <param name="policy">The object.</param>
    /// <param name="service">The service.</param>
    /// <returns>True when it is.</returns>
    public static bool Is(MeshManifest policy, MeshService service) => policy.Federation is { Length: > 0 } federation
        && policy.Namespace == service.Namespace && policy.Name == Of(federation, service.Name);
}

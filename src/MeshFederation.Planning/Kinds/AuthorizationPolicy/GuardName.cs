namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>What the AuthorizationPolicy is called that keeps callers of other clusters from a service.</summary>
public static class GuardName
{
    /// <summary>The name.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="service">The name of the service.</param>
    public static string Of(string federation, string service) => $"meshfederation-{federation}-{service}";
}

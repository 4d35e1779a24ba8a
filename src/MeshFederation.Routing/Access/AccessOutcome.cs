namespace MeshFederation.Routing.Access;

/// <summary>What the AuthorizationPolicies of pods make of a request.</summary>
public enum AccessOutcome
{
    /// <summary>They let it in.</summary>
    Allowed,

    /// <summary>It depends on what is not known: an address, a token, the caller's service account, or a provider of the user's.</summary>
    Unknown,

    /// <summary>They refuse it: 403, "RBAC: access denied"; of TCP the connection is closed.</summary>
    Denied,
}

namespace MeshFederation.Istio.Identity;

/// <summary>Why the workloads of a cluster accept callers of a trust domain, or that they do not.</summary>
public enum TrustDomainAcceptance
{
    /// <summary>Nothing is known of the cluster's mesh configuration.</summary>
    Unknown,

    /// <summary>They do not.</summary>
    Refused,

    /// <summary>It is their own.</summary>
    Own,

    /// <summary>It is among <c>caCertificates[].trustDomains</c>.</summary>
    Listed,

    /// <summary>It is one of <c>trustDomainAliases</c>.</summary>
    Alias,

    /// <summary>istiod is told not to look at it.</summary>
    Unchecked,
}

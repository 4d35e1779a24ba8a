namespace MeshFederation.Model.Identity;

/// <summary>Where the authority comes from that gives a cluster's workloads their certificates.</summary>
public enum IdentitySource : long
{
    /// <summary>It is not known.</summary>
    Unknown,

    /// <summary>istiod made it for itself; no other cluster trusts it.</summary>
    SelfSigned,

    /// <summary>The Secret cacerts.</summary>
    Cacerts,

    /// <summary>Another program signs: SPIRE, istio-csr, or the authority of Kubernetes.</summary>
    External,
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>What is asked for of the certificate of a cluster's authority.</summary>
/// <param name="Now">The time.</param>
public sealed record IntermediateOptions(DateTimeOffset Now)
{
    /// <summary>The kind of a new key.</summary>
    public CertificateKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>When it ends; null for two years, or the end of what signs it.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Whether it may sign identities of the cluster's trust domain alone.</summary>
    public bool NameConstraint { get; init; }

    /// <summary>The clusters whose proxies check what it signs, beside its own.</summary>
    public ValueList<MeshCluster> Peer { get; init; } = [];
}

using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>What the Secret of a cluster is to hold.</summary>
/// <param name="State">The cluster as it was read.</param>
/// <param name="Authority">The certificate, its chain and its key.</param>
/// <param name="RootText">The roots, as they are to stand there.</param>
/// <param name="Detail">What changes, in words.</param>
public sealed record AuthorityWrite(AuthorityState State, MeshIntermediateCertificate Authority, string RootText, string Detail)
{
    /// <summary>
    /// The fingerprint of an authority that every proxy is known to have, so that the Secret remembers it; empty for none.
    /// </summary>
    public string Proven { get; init; } = "";

    /// <summary>
    /// Whether the roots stay that every pod of istiod is known to have been started with, so that the Secret remembers it.
    /// </summary>
    public bool HasProvenRoots { get; init; }

    /// <summary>The lists of revoked certificates; null where they stay as they are.</summary>
    public string? Revocations { get; init; }

    /// <summary>The certificates and how many roots, without the key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{State.Cluster.Name}: {Detail}";
}

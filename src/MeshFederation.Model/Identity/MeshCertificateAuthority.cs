using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Identity;

/// <summary>An authority that signs the certificates of clusters: a root, or one below it.</summary>
public sealed record MeshCertificateAuthority
{
    internal MeshCertificateAuthority(MeshCertificate certificate, ValueList<MeshCertificate> chain, MeshCertificate root) =>
        (Certificate, Chain, Root) = (certificate, chain, root);

    /// <summary>Its certificate.</summary>
    public MeshCertificate Certificate { get; internal init; }

    /// <summary>The certificates between it and its root, from below; empty for a root and for what a root signed.</summary>
    public ValueList<MeshCertificate> Chain { get; internal init; }

    /// <summary>The root: itself, or what its chain leads to.</summary>
    public MeshCertificate Root { get; internal init; }

    /// <summary>When its certificate ends, in UTC.</summary>
    public DateTimeOffset Expires => Certificate.Expires;

    /// <summary>Whether it has its key and so can sign. Where the key lies elsewhere, in a vault say, requests are signed there.</summary>
    public bool HasKey => Key is not null;

    /// <summary>The key, which is never shown.</summary>
    internal PrivateKey? Key { get; init; }

    /// <summary>The subject of its certificate.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Certificate.Subject;
}

namespace MeshFederation.Model.Errors;

/// <summary>Errors about certificates and identities.</summary>
public static partial class MeshErrorId
{
    /// <summary>A certificate, or its chain, is one that istiod would not take as its authority, or that cannot be read.</summary>
    public const string CertificateInvalid = "MeshCertificateInvalid";

    /// <summary>A private key cannot be read, or is not that of its certificate.</summary>
    public const string CertificateKeyInvalid = "MeshCertificateKeyInvalid";

    /// <summary>Something is to be signed or written that needs a key, and the key is not here.</summary>
    public const string CertificateKeyMissing = "MeshCertificateKeyMissing";

    /// <summary>A certificate would end before now, or after what signs it.</summary>
    public const string CertificateDateInvalid = "MeshCertificateDateInvalid";

    /// <summary>The name of an authority is empty or too long.</summary>
    public const string CertificateNameInvalid = "MeshCertificateNameInvalid";

    /// <summary>A request for a certificate cannot be read, or its signature does not fit.</summary>
    public const string CertificateRequestInvalid = "MeshCertificateRequestInvalid";

    /// <summary>A certificate would be constrained to names in a cluster whose proxies refuse every constrained chain.</summary>
    public const string NameConstraintUnusable = "MeshNameConstraintUnusable";

    /// <summary>A file with another certificate or key is there, and is not overwritten.</summary>
    public const string CertificateFileExists = "MeshCertificateFileExists";

    /// <summary>A cluster has an authority that nobody said may be overwritten.</summary>
    public const string IdentityExists = "MeshIdentityExists";

    /// <summary>A cluster's certificates come from another program, as SPIRE or istio-csr, so no Secret decides about them.</summary>
    public const string IdentityExternal = "MeshIdentityExternal";

    /// <summary>What a cluster signs with is not known, so nothing is exchanged anywhere.</summary>
    public const string IdentityUnknown = "MeshIdentityUnknown";

    /// <summary>Certificates of clusters do not fit what is to be done with them.</summary>
    public const string IdentityMismatch = "MeshIdentityMismatch";

    /// <summary>The proxies of a cluster have not taken up what was written within the time that was given.</summary>
    public const string IdentityTimeout = "MeshIdentityTimeout";

    /// <summary>The mesh configuration of a cluster, or what it is made of, is not there.</summary>
    public const string MeshConfigMissing = "MeshConfigMissing";

    /// <summary>The mesh configuration of a cluster cannot be read, or cannot be changed without touching what must stay.</summary>
    public const string MeshConfigUnusable = "MeshConfigUnusable";

    /// <summary>A cluster can accept another trust domain as an alias of its own only, and nobody said that it may.</summary>
    public const string TrustAliasNeeded = "MeshTrustAliasNeeded";
}

namespace MeshFederation.Model.Identity;

/// <summary>
/// The kinds of keys that are made for certificate authorities; istiod takes both (istio security/pkg/pki/util/crypto.go).
/// </summary>
public enum CertificateKeyAlgorithm : long
{
    /// <summary>RSA with 4096 bits.</summary>
    RSA4096,

    /// <summary>ECDSA on the curve P-384.</summary>
    ECDSAP384,
}

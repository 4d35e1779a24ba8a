using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>What signs with a key: PKCS #1 with SHA-256 for RSA, SHA-384 for ECDSA on P-384, which Go and BoringSSL both take.</summary>
internal sealed class Signing : IDisposable
{
    private const int LargeCurve = 384;
    private readonly AsymmetricAlgorithm _key;

    public Signing(PrivateKey key) => _key = KeyReading.Open(key);

    /// <summary>The hash that goes with the key.</summary>
    public HashAlgorithmName Hash => _key is ECDsa && _key.KeySize >= LargeCurve ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;

    /// <summary>The generator of signatures.</summary>
    public X509SignatureGenerator Generator => _key is ECDsa ecdsa
        ? X509SignatureGenerator.CreateForECDsa(ecdsa)
        : X509SignatureGenerator.CreateForRSA((RSA)_key, RSASignaturePadding.Pkcs1);

    /// <summary>A request for a certificate of the key.</summary>
    public CertificateRequest Request(X500DistinguishedName subject) => _key is ECDsa ecdsa
        ? new(subject, ecdsa, Hash)
        : new(subject, (RSA)_key, Hash, RSASignaturePadding.Pkcs1);

    public void Dispose() => _key.Dispose();
}

using System.Security.Cryptography;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>Makes keys.</summary>
internal static class NewKey
{
    private const int RsaBits = 4096;

    public static PrivateKey Of(CertificateKeyAlgorithm algorithm)
    {
        using AsymmetricAlgorithm key = algorithm == CertificateKeyAlgorithm.RSA4096
            ? RSA.Create(RsaBits)
            : ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return new(key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}

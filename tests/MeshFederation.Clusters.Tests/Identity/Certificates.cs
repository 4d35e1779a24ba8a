using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Authorities as the cmdlets make them, and workloads' certificates as istiod signs them below.</summary>
internal static class Certificates
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public static IntermediateOptions Options { get; } = new(Now) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 };

    public static MeshCertificateAuthority Root(CertificateKeyAlgorithm algorithm = CertificateKeyAlgorithm.ECDSAP384) =>
        RootCertificate.Create("Shop root", "Shop", algorithm, end: null, Now);

    public static MeshCluster Cluster(string name) => new(name, name) { TrustDomain = name + ".example" };

    /// <summary>A workload's certificate with its key and chain, as istiod gives it out: a day, one URI, no subject.</summary>
    public static (X509Certificate2 Leaf, X509Certificate2Collection Chain) Workload(
        MeshIntermediateCertificate authority, string identity)
    {
        using var issuer = CertificateReading.Open(authority.Certificate);
        using var signer = KeyReading.Open(authority.Key!);
        var generator = signer is ECDsa ecdsa
            ? X509SignatureGenerator.CreateForECDsa(ecdsa)
            : X509SignatureGenerator.CreateForRSA((RSA)signer, RSASignaturePadding.Pkcs1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new(identity));
        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        if (issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } above)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(above));
        }

        using var signed = request.Create(issuer.SubjectName, generator, Now, Now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        var chain = new X509Certificate2Collection();
        foreach (var certificate in authority.Chain.Prepend(authority.Certificate)) chain.Add(CertificateReading.Open(certificate));
        return (signed.CopyWithPrivateKey(key), chain);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Tests.Connections;

/// <summary>A certificate authority of a test, and certificates that it signs.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestCertificates(string name = "test")
    {
        var request = Request($"CN={name}", _key);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(1));
    }

    public X509Certificate2 Authority { get; }

    public string AuthorityPem => Authority.ExportCertificatePem();

    public string AuthorityData => Base64(AuthorityPem);

    public static string Base64(string pem) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem));

    /// <summary>A certificate with its key, for 127.0.0.1 unless for other names.</summary>
    public X509Certificate2 Sign(string subject, string[]? names = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("CN=" + subject, key);
        var alternatives = new SubjectAlternativeNameBuilder();
        if (names is null) alternatives.AddIpAddress(IPAddress.Loopback);
        foreach (var name in names ?? []) alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        using var signed = request.Create(
            Authority, DateTimeOffset.UtcNow.AddYears(-1), until ?? DateTimeOffset.UtcNow.AddMonths(1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public static string KeyPem(X509Certificate2 certificate) => certificate.GetECDsaPrivateKey()!.ExportECPrivateKeyPem();

    public void Dispose()
    {
        Authority.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Request(string subject, ECDsa key) => new(subject, key, HashAlgorithmName.SHA256);
}

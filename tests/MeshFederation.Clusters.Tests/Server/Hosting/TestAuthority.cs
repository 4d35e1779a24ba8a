using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Tests.Server.Hosting;

/// <summary>A certificate authority made at start, and what it signs: the servers' certificates and those of clients.</summary>
internal sealed class TestAuthority
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private readonly X509Certificate2 _root;

    /// <summary>Makes an authority.</summary>
    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test-authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow - TimeSpan.FromHours(1), DateTimeOffset.UtcNow + Life + Life);
        Server = MakeServer(DateTimeOffset.UtcNow + Life);
        Expired = new(() => MakeServer(DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1)));
    }

    /// <summary>The authority's certificate.</summary>
    public string RootPem => _root.ExportCertificatePem();

    /// <summary>The certificate of every server, for loopback.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>A server's certificate that has ended.</summary>
    public Lazy<X509Certificate2> Expired { get; }

    /// <summary>A client's certificate and key: CN is the user, each O a group.</summary>
    public (string CertificatePem, string KeyPem) MakeClient(string user, string group)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(new($"CN={user}, O={group}", key, HashAlgorithmName.SHA256), "1.3.6.1.5.5.7.3.2");
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whether this authority signed a certificate.</summary>
    public bool HasSigned(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private X509Certificate2 MakeServer(DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var signed = Sign(request, "1.3.6.1.5.5.7.3.1", end);
        using var paired = signed.CopyWithPrivateKey(key);
        // Windows' TLS takes no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(paired.Export(X509ContentType.Pkcs12), null);
    }

    private X509Certificate2 Sign(CertificateRequest request, string usage, DateTimeOffset? end = null)
    {
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], critical: false));
        return request.Create(
            _root, new DateTimeOffset(_root.NotBefore), end ?? DateTimeOffset.UtcNow + Life, RandomNumberGenerator.GetBytes(12));
    }
}

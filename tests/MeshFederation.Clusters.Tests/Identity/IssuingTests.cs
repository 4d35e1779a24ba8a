using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Roots and the certificates of clusters are what istiod, Envoy and .NET take.</summary>
public sealed class IssuingTests
{
    [Theory]
    [InlineData(CertificateKeyAlgorithm.RSA4096, CertificateKeyAlgorithm.ECDSAP384)]
    [InlineData(CertificateKeyAlgorithm.ECDSAP384, CertificateKeyAlgorithm.RSA4096)]
    public void A_workload_below_is_trusted_by_the_root(CertificateKeyAlgorithm above, CertificateKeyAlgorithm below)
    {
        var root = Root(above);
        var made = IntermediateCertificate.Create(root, Cluster("west"), Options with { KeyAlgorithm = below });
        Assert.True(IsTrusted(made, root, "spiffe://west.example/ns/shop/sa/cart"));
        Assert.False(IsTrusted(made, Root(), "spiffe://west.example/ns/shop/sa/cart"));
        Assert.Equal("CN=west, O=Shop", made.Certificate.Subject);
        Assert.Equal(below == CertificateKeyAlgorithm.RSA4096 ? "RSA 4096" : "ECDSA P-384", made.Certificate.KeyAlgorithm);
    }

    [Fact]
    public void Authorities_say_what_istiod_asks_for_and_no_more()
    {
        var root = Root();
        using var made = CertificateReading.Open(IntermediateCertificate.Create(root, Cluster("west"), Options).Certificate);
        var basic = made.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.Equal(
            (true, true, 0, true),
            (basic.CertificateAuthority, basic.HasPathLengthConstraint, basic.PathLengthConstraint, basic.Critical));
        Assert.Equal(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, made.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Empty(made.Extensions.OfType<X509EnhancedKeyUsageExtension>());
        Assert.Contains(
            "spiffe://west.example/ns/istio-system/sa/istiod",
            made.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().Format(multiLine: false),
            StringComparison.Ordinal);
        Assert.Equal(Now.AddYears(2).UtcDateTime, made.NotAfter.ToUniversalTime());
        Assert.Equal(Now.AddYears(10), root.Certificate.Expires);
        Assert.NotEqual(made.SerialNumber, CertificateReading.Open(root.Certificate).SerialNumber);
    }

    [Fact]
    public void A_request_is_signed_for_its_key_alone()
    {
        var asked = CertificateRequests.Create(Cluster("west"), CertificateKeyAlgorithm.ECDSAP384);
        var made = IntermediateCertificate.Sign(Root(), Cluster("west"), asked.Pem, "a request", Options);
        Assert.False(made.HasKey);
        _ = SigningCertificate.Require(made.Certificate, made.Chain, made.Root, asked.Key, Now);
        var broken = asked.Pem.Replace(asked.Pem[200], asked.Pem[200] == 'A' ? 'B' : 'A');
        var refused = Assert.Throws<MeshException>(
            () => IntermediateCertificate.Sign(Root(), Cluster("west"), broken, "a request", Options));
        Assert.Equal(MeshErrorId.CertificateRequestInvalid, refused.ErrorId);
    }

    [Fact]
    public void Nothing_outlives_what_signs_it()
    {
        var root = RootCertificate.Create("Shop root", "Shop", CertificateKeyAlgorithm.ECDSAP384, Now.AddDays(100), Now);
        Assert.Equal(Now.AddDays(100), IntermediateCertificate.Create(root, Cluster("west"), Options).Certificate.Expires);
        foreach (var end in new[] { Now.AddDays(101), Now })
        {
            var refused = Assert.Throws<MeshException>(
                () => IntermediateCertificate.Create(root, Cluster("west"), Options with { End = end }));
            Assert.Equal(MeshErrorId.CertificateDateInvalid, refused.ErrorId);
        }
    }

    [Fact]
    public void A_name_constraint_holds_an_authority_to_its_trust_domain()
    {
        var root = Root();
        var made = IntermediateCertificate.Create(root, Cluster("west"), Options with { NameConstraint = true });
        Assert.True(IsTrusted(made, root, "spiffe://west.example/ns/shop/sa/cart"));
        Assert.False(IsTrusted(made, root, "spiffe://east.example/ns/shop/sa/cart"));
    }

    [Fact]
    public void Where_ztunnel_would_refuse_the_chain_there_is_no_name_constraint()
    {
        var ambient = Cluster("west") with
        {
            IstioVersion = IstioVersion.Parse("1.29.3"),
            Facts = new() { AmbientNamespace = ["shop"] },
        };
        var options = Options with { NameConstraint = true };
        Assert.Equal(
            MeshErrorId.NameConstraintUnusable,
            Assert.Throws<MeshException>(() => IntermediateCertificate.Create(Root(), ambient, options)).ErrorId);
        var peered = Assert.Throws<MeshException>(
            () => IntermediateCertificate.Create(Root(), Cluster("east"), options with { Peer = [Cluster("east"), ambient] }));
        Assert.Contains("the cluster 'west' has ambient namespaces", peered.Message, StringComparison.Ordinal);
        _ = IntermediateCertificate.Create(Root(), ambient with { IstioVersion = IstioVersion.Parse("1.29.2") }, options);
    }

    [Theory]
    [InlineData("clientAuth", "serverAuth")]
    [InlineData("leaf", "basicConstraints CA:TRUE")]
    [InlineData("noSign", "keyCertSign")]
    [InlineData("over", "the time is over")]
    public void What_istiod_would_not_take_is_refused(string wrong, string why)
    {
        var root = Root();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = CertificateReading.Open(root.Certificate);
        using var signing = new Signing(root.Key!);
        var request = new CertificateRequest("CN=wrong", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(wrong != "leaf", false, 0, critical: true));
        var usage = wrong == "noSign" ? X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.KeyCertSign;
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        if (wrong == "clientAuth") request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false));
        using var made = request.Create(issuer.SubjectName, signing.Generator, Now, Now.AddDays(wrong == "over" ? 1 : 9), [1, 2, 3]);
        var refused = Assert.Throws<MeshException>(() => SigningCertificate.Require(
            CertificateReading.Of(made), [], [root.Root], key: null, wrong == "over" ? Now.AddDays(2) : Now));
        Assert.Equal(MeshErrorId.CertificateInvalid, refused.ErrorId);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_not_its_own_is_refused()
    {
        var root = Root();
        var (west, east) = (
            IntermediateCertificate.Create(root, Cluster("west"), Options), IntermediateCertificate.Create(root, Cluster("east"), Options));
        var refused = Assert.Throws<MeshException>(
            () => SigningCertificate.Require(west.Certificate, west.Chain, west.Root, east.Key, Now));
        Assert.Equal(MeshErrorId.CertificateKeyInvalid, refused.ErrorId);
    }

    private static bool IsTrusted(MeshIntermediateCertificate authority, MeshCertificateAuthority root, string identity)
    {
        var (leaf, between) = Workload(authority, identity);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime.AddHours(1);
        chain.ChainPolicy.CustomTrustStore.Add(CertificateReading.Open(root.Root));
        chain.ChainPolicy.ExtraStore.AddRange(between);
        using (leaf) return chain.Build(leaf);
    }
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Authorities of others that istiod takes, and proxies do not, are refused before they are written.</summary>
public sealed class GivenAuthoritiesTests
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1", ClientAuth = "1.3.6.1.5.5.7.3.2", Any = "2.5.29.37.0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, ServerAuth)]
    [InlineData(true, ServerAuth, ClientAuth)]
    [InlineData(true, ServerAuth, Any)]
    public void Uses_of_keys_must_not_leave_clients_out(bool isSound, params string[] uses)
    {
        var all = new OidCollection();
        foreach (var use in uses) all.Add(new(use));
        Assert.Equal(isSound ? null : MeshErrorId.CertificateInvalid, Judge(new X509EnhancedKeyUsageExtension(all, critical: false)));
    }

    /// <summary>With openssl as the one who knows: the chain of a client below an authority of servers alone.</summary>
    [Fact]
    public void Who_is_called_refuses_clients_below_an_authority_of_servers_alone()
    {
        using var openssl = new OpenSsl();
        var root = Root();
        var own = Made(root, new X509EnhancedKeyUsageExtension([new(ServerAuth)], critical: false));
        var files = OpenSslTests.Files(openssl, own, "spiffe://a/ns/b/sa/c");
        Assert.Equal(0, OpenSslTests.Verify(openssl, files, root, "-purpose", "sslserver").Code);
        Assert.NotEqual(0, OpenSslTests.Verify(openssl, files, root, "-purpose", "sslclient").Code);
    }

    [Theory]
    [InlineData("1.29.3", true, true)]
    [InlineData("1.29.2", true, false)]
    [InlineData("1.30.3", false, false)]
    public void Name_constraints_are_refused_where_a_ztunnel_is_seen_that_refuses_them(string version, bool isTunnel, bool isRefused) =>
        Assert.Equal(
            isRefused ? MeshErrorId.NameConstraintUnusable : null,
            Judge(Constraints(0, (6, "c1.example")), version, isTunnel));

    [Theory]
    [InlineData(0, "istiod.istio-system.svc", false)]
    [InlineData(0, "svc", false)]
    [InlineData(0, ".svc", false)]
    [InlineData(0, "company.example", true)]
    [InlineData(1, "company.example", false)]
    [InlineData(1, "svc", true)]
    public void Constraints_of_DNS_names_must_allow_istiod(int trees, string name, bool isRefused) =>
        Assert.Equal(isRefused ? MeshErrorId.NameConstraintUnusable : null, Judge(Constraints(trees, (2, name))));

    [Fact]
    public async Task Nothing_is_written_then()
    {
        await using var scene = await IdentityScene.StartAsync();
        var own = scene.Certificates(scene.Root);
        var strange = Made(scene.Root, new X509EnhancedKeyUsageExtension([new(ServerAuth)], critical: false), "cluster2");
        var goal = RotationGoal.Of([own[0], strange], changesRoot: false);
        var before = scene["cluster1"].Revision + scene["cluster2"].Revision;
        foreach (var run in new[] { scene.Publisher().RunAsync(goal, Ct), scene.Publisher(force: true).InstallAsync(goal, Ct) })
        {
            var error = await Assert.ThrowsAsync<MeshException>(() => run.ToListAsync(Ct).AsTask());
            Assert.Equal(MeshErrorId.CertificateInvalid, error.ErrorId);
        }

        Assert.Equal(before, scene["cluster1"].Revision + scene["cluster2"].Revision);
    }

    private static string? Judge(X509Extension extension, string version = "1.30.3", bool isTunnel = false)
    {
        var proxy = new ProxyState("istio-system/ztunnel-0", Now, TimeSpan.FromHours(24), null) { IsTunnel = isTunnel };
        var state = new AuthorityState(Cluster("c1") with { IstioVersion = IstioVersion.Parse(version) }) { Proxy = [proxy] };
        try
        {
            GivenAuthorities.Require([state], RotationGoal.Of([Made(Root(), extension)], changesRoot: true));
            return null;
        }
        catch (MeshException exception)
        {
            return exception.ErrorId;
        }
    }

    private static MeshIntermediateCertificate Made(MeshCertificateAuthority root, X509Extension extension, string cluster = "c1")
    {
        using var issuer = CertificateReading.Open(root.Certificate);
        using var signer = (ECDsa)KeyReading.Open(root.Key!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest("CN=own", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(extension);
        using var signed = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), Now, Now.AddYears(1), RandomNumberGenerator.GetBytes(8));
        return new(cluster, CertificateReading.Of(signed), [], [root.Root]) { Key = new(key.ExportPkcs8PrivateKeyPem()) };
    }

    private static X509Extension Constraints(int trees, (int Tag, string Name) one)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, trees, isConstructed: true)))
        using (writer.PushSequence())
            writer.WriteCharacterString(UniversalTagNumber.IA5String, one.Name, new Asn1Tag(TagClass.ContextSpecific, one.Tag));
        return new("2.5.29.30", writer.Encode(), critical: true);
    }
}

using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>The forms in which istiod reads its authority, which it tells by the files of the Secret.</summary>
public sealed class AuthorityFormTests
{
    private readonly MeshCertificateAuthority _root = Root();

    [Theory]
    [InlineData("Opaque", "ca-cert.pem", "ca-cert.pem ca-key.pem cert-chain.pem root-cert.pem")]
    [InlineData("istio.io/ca-root", "ca-cert.pem", "ca-cert.pem ca-key.pem cert-chain.pem root-cert.pem")]
    [InlineData("kubernetes.io/tls", "tls.crt", "ca.crt tls.crt tls.key")]
    [InlineData("Opaque", "tls.crt", "ca.crt tls.crt tls.key")]
    [InlineData("Opaque", "ca-cert.pem tls.crt", "ca-cert.pem ca-key.pem ca.crt cert-chain.pem root-cert.pem tls.crt tls.key")]
    public void A_Secret_keeps_its_type_and_its_files(string type, string has, string files)
    {
        var before = UnstructuredMap.Of(
            ("metadata", UnstructuredMap.Of(("name", AuthoritySecret.Name))),
            ("type", type),
            ("data", UnstructuredMap.Of([.. has.Split(' ').Select(key => (key, (object?)"QQ=="))])));
        var (cluster, next) = (Cluster("one"), IntermediateCertificate.Create(_root, Cluster("one"), Options));
        var state = new AuthorityState(cluster) { Source = IdentitySource.Cacerts, Secret = before };
        var after = AuthoritySecret.Of(new(state, next, _root.Root.Pem, ""));
        Assert.Equal((type, files), (after.Text("type"), string.Join(' ', after.Map("data")!.Keys.Order(StringComparer.Ordinal))));
        var read = AuthoritySecret.Read("one", after, "the Secret", Now);
        Assert.Equal(next.Certificate.Fingerprint, read.Certificate.Fingerprint);
        Assert.Equal(_root.Root.Fingerprint, Assert.Single(read.Root).Fingerprint);
    }

    /// <summary>Where both forms are there istiod takes the one with tls.crt.</summary>
    [Fact]
    public void Of_two_forms_that_counts_which_istiod_takes()
    {
        var (own, tls) = (Held("one", "Opaque", "ca-cert.pem"), Held("two", "kubernetes.io/tls", "tls.crt"));
        var both = own.With("data", UnstructuredMap.Of(
            [.. own.Map("data")!.Concat(tls.Map("data")!).Select(entry => (entry.Key, entry.Value))]));
        Assert.True(AuthoritySecret.IsTls(both));
        Assert.False(AuthoritySecret.IsTls(own));
        Assert.Equal(
            AuthoritySecret.Read("one", tls, "", Now).Certificate.Fingerprint,
            AuthoritySecret.Read("one", both, "", Now).Certificate.Fingerprint);
    }

    private UnstructuredMap Held(string name, string type, string file)
    {
        var before = UnstructuredMap.Of(("type", type), ("data", UnstructuredMap.Of((file, "QQ=="))));
        var state = new AuthorityState(Cluster(name)) { Source = IdentitySource.Cacerts, Secret = before };
        return AuthoritySecret.Of(new(state, IntermediateCertificate.Create(_root, Cluster(name), Options), _root.Root.Pem, ""));
    }
}

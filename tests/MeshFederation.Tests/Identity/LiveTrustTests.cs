using MeshFederation.Analysis.Identity;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Tests.Identity;

/// <summary>What was read of authorities now decides whether clusters take each other's certificates.</summary>
public sealed class LiveTrustTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly MeshCertificateAuthority Old = Root("Old"), Next = Root("Next");

    [Fact]
    public void Roots_that_are_served_count_more_than_those_that_were_known()
    {
        var (a, b) = (Cluster("a", Old), Cluster("b", Old));
        Assert.Equal(TrustResult.Works, Of(State(a, Old, Old), State(b, Old, Old)).Result);
        var changed = Of(State(a, Old, Old), State(b, Next, Next));
        Assert.Equal(TrustResult.Fails, changed.Result);
        Assert.Contains("Publish-MeshIdentity -Rotate Root", changed.Recommendation, StringComparison.Ordinal);
        Assert.Equal(TrustResult.Works, Of(State(Cluster("a", Old), Next, Next), State(Cluster("b", Next), Next, Next)).Result);
    }

    [Fact]
    public void While_roots_change_the_chains_tell()
    {
        var (a, b) = (Cluster("a", Old, Next), Cluster("b", Next));
        Assert.Equal(TrustResult.Works, Of(State(a, Next, Old, Next), State(b, Next, Next)).Result);
        var distrusted = Of(State(a, Old, Old, Next), State(b, Next, Next));
        Assert.Equal(TrustResult.Fails, distrusted.Result);
        Assert.Contains("b does not trust what a signs with", distrusted.Reason, StringComparison.Ordinal);
        var unproven = Of(State(a, Next, Old, Next) with { ProvenAuthority = "" }, State(b, Next, Next));
        Assert.Equal(TrustResult.Unknown, unproven.Result);
        Assert.Contains("proxies of a may have certificates of an older authority", unproven.Reason, StringComparison.Ordinal);
        var unread = ClusterTrust.Of(a, b, Now);
        Assert.Contains("-Live", unread.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_revoked_certificates_are_asked()
    {
        var (a, b) = (State(Cluster("a", Old), Old, Old), State(Cluster("b", Old), Old, Old));
        Assert.Equal(TrustResult.Works, Of(a, Listing(b, RootList(), List(a), List(b))).Result);
        var missing = Of(a, Listing(b, RootList(), List(b)));
        Assert.Equal(TrustResult.Fails, missing.Result);
        Assert.Contains("unable to get certificate CRL", missing.Reason, StringComparison.Ordinal);
        using var opened = MeshFederation.Istio.Identity.Certificates.CertificateReading.Open(a.Authority!.Certificate);
        var revoked = Of(a, Listing(b, RootList(Convert.ToHexString(opened.SerialNumberBytes.Span)), List(b)));
        Assert.Contains("certificate revoked", revoked.Reason, StringComparison.Ordinal);
        Assert.Contains("b refuses what a signs with", revoked.Reason, StringComparison.Ordinal);
        Assert.Equal(TrustResult.Works, Of(a, Listing(b, RootList()) with { KeepsRevocations = true }).Result);
    }

    /// <summary>istiod hands lists out until it is restarted, though its Secret has them no more.</summary>
    [Fact]
    public void What_is_handed_out_counts_and_not_what_the_Secret_says()
    {
        var (a, b) = (State(Cluster("a", Old), Old, Old), State(Cluster("b", Old), Old, Old));
        var fails = Of(a, b with { ServedRevocations = RootList() });
        Assert.Equal(TrustResult.Fails, fails.Result);
        Assert.Contains("unable to get certificate CRL", fails.Reason, StringComparison.Ordinal);
        Assert.Contains("restart istiod", fails.Recommendation, StringComparison.Ordinal);
        Assert.Equal(TrustResult.Works, Of(a, Listing(b, RootList()) with { ServedRevocations = "" }).Result);
    }

    /// <summary>What clusters accept may have changed since they were read, as by Add- and Remove-MeshClusterTrust.</summary>
    [Fact]
    public void Trust_domains_are_those_that_mesh_configurations_say_now()
    {
        var (a, b) = (State(Cluster("a", Old), Old, Old), State(Cluster("b", Old), Old, Old));
        Assert.Equal(TrustResult.Works, Of(a, b).Result);
        a = a with { Names = new("a.example", [], []) };
        var refused = Of(a, b with { Names = new("b.example", [], []) });
        Assert.Equal(TrustResult.Fails, refused.Result);
        Assert.Contains("b refuses the trust domain a.example", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(TrustResult.Works, Of(a, b with { Names = new("b.example", [], ["a.example"]) }).Result);
        var aliased = Of(a, b with { Names = new("b.example", ["a.example"], []) });
        Assert.Contains("is an alias of b", aliased.Reason, StringComparison.Ordinal);
        var known = b.Cluster with { TrustDomain = "b.example", Facts = b.Cluster.Facts! with { TrustedDomain = ["a.example"] } };
        Assert.Equal(TrustResult.Fails, Of(a, b with { Cluster = known, Names = new("b.example", [], []) }).Result);
    }

    /// <summary>Where a cluster was never read, whether istiod looks at trust domains at all is not known.</summary>
    [Fact]
    public void Of_a_cluster_that_was_only_declared_a_refusal_is_not_known()
    {
        var (a, b) = (State(Cluster("a", Old), Old, Old), State(Cluster("b", Old) with { Facts = null }, Old, Old));
        a = a with { Names = new("a.example", [], []) };
        Assert.Equal(TrustResult.Works, Of(a, b with { Names = new("b.example", [], ["a.example"]) }).Result);
        var unknown = Of(a, b with { Names = new("b.example", [], []) });
        Assert.Equal((TrustResult.Unknown, "b"), (unknown.Result, unknown.ConfigurationOf));
        Assert.Contains("does not name the trust domain a.example", unknown.Reason, StringComparison.Ordinal);
    }

    /// <summary>A server's clock counts; where it told no time, the machine's own does, and that is said.</summary>
    [Fact]
    public void What_has_ended_by_the_own_clock_alone_says_so()
    {
        var (a, b) = (State(Cluster("a", Old), Old, Old), State(Cluster("b", Old), Old, Old));
        var later = Now.AddYears(20);
        Assert.Equal(TrustResult.Works, ClusterTrust.Of(a.Cluster, b.Cluster, later, [a, b]).Result);
        var ended = ClusterTrust.Of(a.Cluster, b.Cluster, later, [a, b with { Now = null }]);
        Assert.Equal(TrustResult.Fails, ended.Result);
        Assert.Contains("by the clock of this machine", ended.Reason, StringComparison.Ordinal);
    }

    private static AuthorityState Listing(AuthorityState state, params string[] lists) => state with
    {
        Secret = UnstructuredMap.Of(
            ("data", UnstructuredMap.Of(
                (AuthoritySecret.Revocations, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(string.Concat(lists))))))),
    };

    private static string RootList(params IEnumerable<string> serials) =>
        RevocationList.Of(Old.Certificate, Old.Key!, serials.Select(serial => new RevokedCertificate(serial, Now)), Now);

    private static string List(AuthorityState state) =>
        RevocationList.Of(state.Authority!.Certificate, state.Authority.Key!, [], Now);

    private static MeshTrust Of(AuthorityState client, AuthorityState server) =>
        ClusterTrust.Of(client.Cluster, server.Cluster, Now, [client, server]);

    private static AuthorityState State(
        MeshCluster cluster, MeshCertificateAuthority above, params IEnumerable<MeshCertificateAuthority> served)
    {
        var own = IntermediateCertificate.Create(above, cluster, new(Now) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        return new(cluster)
        {
            Now = Now,
            Source = IdentitySource.Cacerts,
            Authority = own,
            Served = [.. served.Select(one => one.Root)],
            ProvenAuthority = own.Certificate.Fingerprint,
        };
    }

    private static MeshCertificateAuthority Root(string name) =>
        RootCertificate.Create(name, "Shop", CertificateKeyAlgorithm.ECDSAP384, null, Now);

    private static MeshCluster Cluster(string name, params IEnumerable<MeshCertificateAuthority> roots) => new(name, name)
    {
        IstioVersion = IstioVersion.Parse("1.30.3"),
        Facts = new()
        {
            RootCertificate = [.. roots.Select(one => new MeshRootCertificate(one.Root.Subject, one.Root.Fingerprint, one.Root.Expires))],
        },
    };
}

using MeshFederation.Analysis.Identity;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Tests.Identity;

/// <summary>Whether clusters take each other's certificates, both ways.</summary>
public sealed class ClusterTrustTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly MeshRootCertificate
        Shared = new("CN=shared", new('A', 64), Now.AddYears(1)),
        Other = new("CN=other", new('B', 64), Now.AddYears(1)),
        Over = new("CN=over", new('C', 64), Now.AddDays(-1));

    [Fact]
    public void One_root_and_one_trust_domain_work()
    {
        Assert.Equal(TrustResult.Works, Of(Cluster("a", "x", Shared), Cluster("b", "x", Shared)).Result);
    }

    [Fact]
    public void Other_roots_do_not_whatever_the_trust_domain()
    {
        var trust = Of(Cluster("a", "x", Shared), Cluster("b", "x", Other));
        Assert.Equal(TrustResult.Fails, trust.Result);
        Assert.Contains("CERTIFICATE_VERIFY_FAILED", trust.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Roots_that_are_over_do_not()
    {
        Assert.Equal(TrustResult.Fails, Of(Cluster("a", "x", Over), Cluster("b", "x", Over)).Result);
        Assert.Equal(TrustResult.Works, Of(Cluster("a", "x", Shared, Over), Cluster("b", "x", Shared, Over)).Result);
    }

    /// <summary>A cluster that trusts both may still have its own certificate below the old one.</summary>
    [Fact]
    public void While_roots_change_it_is_not_known() =>
        Assert.Equal(TrustResult.Unknown, Of(Cluster("a", "x", Shared), Cluster("b", "x", Shared, Other)).Result);

    [Fact]
    public void A_trust_domain_that_nobody_told_of_is_refused_one_way()
    {
        var (a, b) = (Cluster("a", "a.example", Shared), Cluster("b", "b.example", Shared));
        var told = a with { Facts = a.Facts! with { TrustedDomain = ["b.example"] } };
        Assert.Equal(TrustResult.Works, Of(b, told).Result);
        var refused = Of(told, b);
        Assert.Equal((TrustResult.Fails, "b"), (refused.Result, refused.ConfigurationOf));
        Assert.Equal("meshConfig:\n  caCertificates:\n  - trustDomains: [a.example]\n", refused.Configuration);
        Assert.Contains("SSLV3_ALERT_CERTIFICATE_UNKNOWN", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Ztunnels_take_no_other_trust_domain_whatever_the_mesh_configuration_accepts()
    {
        var (a, b) = (Cluster("a", "a.example", Shared), Cluster("b", "b.example", Shared));
        var told = b with { Facts = b.Facts! with { TrustedDomain = ["a.example"] } };
        var mixed = Of(a, told with { Facts = told.Facts with { AmbientNamespace = ["shop"] } });
        Assert.Equal(TrustResult.Works, mixed.Result);
        Assert.Contains("the ambient namespaces of b (shop)", mixed.Reason, StringComparison.Ordinal);
        var ambient = Of(a, told with { RoutingMode = MeshRoutingMode.Ambient });
        Assert.Equal((TrustResult.Fails, ""), (ambient.Result, ambient.Configuration));
        Assert.Contains("expected SAN", ambient.Reason, StringComparison.Ordinal);
        Assert.Equal(TrustResult.Works, Of(Cluster("c", "b.example", Shared), told with { RoutingMode = MeshRoutingMode.Ambient }).Result);
    }

    [Fact]
    public void Before_it_could_be_listed_it_has_to_be_an_alias()
    {
        var old = Cluster("b", "b.example", Shared) with { IstioVersion = IstioVersion.Parse("1.17.8") };
        Assert.Equal("meshConfig:\n  trustDomainAliases: [a.example]\n", Of(Cluster("a", "a.example", Shared), old).Configuration);
    }

    [Fact]
    public void An_alias_works_and_says_what_it_does_beside()
    {
        var b = Cluster("b", "b.example", Shared);
        var trust = Of(Cluster("a", "a.example", Shared), b with { Facts = b.Facts! with { TrustDomainAlias = ["a.example"] } });
        Assert.Equal(TrustResult.Works, trust.Result);
        Assert.Contains("policies that name principals of b.example", trust.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_read_is_not_known()
    {
        var trust = Of(Cluster("a", "x", Shared), new("b", "b") { TrustDomain = "x" });
        Assert.Equal(TrustResult.Unknown, trust.Result);
    }

    [Theory]
    [InlineData(-1, "1.30.3", TrustResult.Fails, "certificate has expired (CERTIFICATE_VERIFY_FAILED)")]
    [InlineData(20, "1.30.3", TrustResult.Works, "certificates of workloads last 24 hours")]
    [InlineData(20, "1.29.5", TrustResult.Works, "certificates of workloads last 24 hours")]
    [InlineData(9000, "1.30.3", TrustResult.Works, "Both trust one root")]
    public void The_end_of_an_authority_counts_for_both_sides(int hours, string version, TrustResult result, string why)
    {
        var (a, b) = (Cluster("a", "x", Shared), Cluster("b", "x", Shared) with { IstioVersion = IstioVersion.Parse(version) });
        AuthorityState[] states = [State(a, 9000), State(b, hours)];
        foreach (var trust in ClusterTrust.All([a, b], Now.AddYears(9), states))
        {
            Assert.Equal(result, trust.Result);
            Assert.Contains(why, trust.Reason, StringComparison.Ordinal);
            Assert.Equal(hours < 9000, trust.Recommendation.Length > 0);
            Assert.Equal(version == "1.29.5", trust.Reason.Contains("outlive their authority", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_authority_that_may_not_be_read_is_not_known()
    {
        var (a, b) = (Cluster("a", "x", Shared), Cluster("b", "x", Shared));
        Assert.All(
            ClusterTrust.All([a, b], Now, [State(a, 9000), new(b)]), trust => Assert.Equal(TrustResult.Unknown, trust.Result));
    }

    /// <summary>Of trust domains that are accepted otherwise, proxies of SPIRE ask for no roots.</summary>
    [Theory]
    [InlineData("listed", TrustResult.Unknown)]
    [InlineData("alias", TrustResult.Works)]
    [InlineData("", TrustResult.Fails)]
    public void Where_SPIRE_signs_a_trust_domain_must_be_an_alias(string how, TrustResult result)
    {
        var (a, b) = (Accepting("a", "b.example", how), Accepting("b", "a.example", how));
        AuthorityState[] states = [State(a, 9000) with { IsOfSpire = true }, State(b, 9000)];
        foreach (var trust in ClusterTrust.All([a, b], Now, states))
        {
            Assert.Equal(result, trust.Result);
            if (trust.Server == "a" && result == TrustResult.Fails)
                Assert.Equal("meshConfig:\n  trustDomainAliases: [b.example]\n", trust.Configuration);
            if (trust.Server == "a" && result == TrustResult.Works) Assert.Empty(trust.Recommendation);
            if (result != TrustResult.Unknown) continue;
            Assert.Contains("Proxies of a get certificates from SPIRE", trust.Reason, StringComparison.Ordinal);
            Assert.Equal(("a", "meshConfig:\n  trustDomainAliases: [b.example]\n"), (trust.ConfigurationOf, trust.Configuration));
        }

        static MeshCluster Accepting(string name, string other, string how)
        {
            var cluster = Cluster(name, $"{name}.example", Shared);
            return cluster with
            {
                Facts = how switch
                {
                    "alias" => cluster.Facts! with { TrustDomainAlias = [other] },
                    "listed" => cluster.Facts! with { TrustedDomain = [other] },
                    _ => cluster.Facts!,
                },
            };
        }
    }

    /// <summary>A cluster with an authority that ends in some hours by the clock of its server.</summary>
    private static AuthorityState State(MeshCluster cluster, int hours)
    {
        var own = new MeshCertificate("", "CN=own", "CN=shared", new('D', 64)) { Expires = Now.AddHours(hours) };
        return new(cluster) { Now = Now, Authority = new(cluster.Name, own, [], []) };
    }

    private static MeshTrust Of(MeshCluster client, MeshCluster server) => ClusterTrust.Of(client, server, Now);

    private static MeshCluster Cluster(string name, string domain, params MeshRootCertificate[] roots) =>
        new(name, name) { TrustDomain = domain, Facts = new() { RootCertificate = [.. roots] } };
}

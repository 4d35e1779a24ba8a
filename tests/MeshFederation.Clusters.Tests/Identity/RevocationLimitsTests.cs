using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What keeps clusters from refusing certificates by lists, and that lists shut out nobody who goes on.</summary>
public sealed class RevocationLimitsTests
{
    private readonly MeshCertificateAuthority _root = Root();

    [Theory]
    [InlineData("1.26.8", "", false, "1.27 and newer")]
    [InlineData("1.30.3", "type", false, "kubernetes.io/tls")]
    [InlineData("1.30.3", "file", false, "kubernetes.io/tls")]
    [InlineData("1.30.3", "", true, "PILOT_ENABLE_CA_CRL")]
    [InlineData("1.30.3", "generated", false, "made its authority itself")]
    public void A_cluster_that_makes_nothing_of_lists_is_said_and_the_others_get_them(
        string version, string form, bool keeps, string why)
    {
        var states = States("one", "two");
        states[1] = states[1] with
        {
            Cluster = states[1].Cluster with { IstioVersion = IstioVersion.Parse(version) },
            Secret = form switch
            {
                "type" => states[1].Secret!.With("type", "kubernetes.io/tls"),
                "file" => states[1].Secret!.With("data", UnstructuredMap.Of(("tls.crt", "QQ=="))),
                _ => states[1].Secret,
            },
            Source = form == "generated" ? IdentitySource.SelfSigned : IdentitySource.Cacerts,
            KeepsRevocations = keeps,
        };
        var plan = RevocationPlan.Of(states, [Made("lost")], [_root], Now);
        Assert.Equal("one", Assert.Single(plan.Write).State.Cluster.Name);
        Assert.Contains(why, Assert.Single(plan.Gap).Reason, StringComparison.Ordinal);
    }

    /// <summary>
    /// istiod wants a list for each certificate of cert-chain.pem, also for those that lead nowhere: else it ignores the Secret, and its
    /// next start fails.
    /// </summary>
    [Fact]
    public void A_cluster_with_more_certificates_than_its_way_to_the_root_gets_lists_of_all_or_none()
    {
        var (states, extra) = (States("one", "two"), Root());
        Assert.Equal(extra.Certificate.Subject, _root.Certificate.Subject);
        states[1] = WithChain(states[1], states[1].Authority!.Certificate, _root.Certificate, extra.Certificate);
        var plan = RevocationPlan.Of(states, [Made("lost")], [_root], Now);
        Assert.Equal("one", Assert.Single(plan.Write).State.Cluster.Name);
        var gap = Assert.Single(plan.Gap);
        Assert.Equal("two", gap.Cluster);
        Assert.Contains("'CN=Shop root, O=Shop' in its cert-chain.pem", gap.Reason, StringComparison.Ordinal);

        plan = RevocationPlan.Of(states, [Made("lost")], [_root, extra], Now);
        Assert.Equal((2, 0), (plan.Write.Count, plan.Gap.Count));
        Assert.Equal(4, ReadRevocations.Of(plan.Write[1].Text, "").Count);
        states[1] = WithChain(states[1], states[1].Authority!.Certificate, _root.Certificate);
        Assert.Equal(2, RevocationPlan.Of(states, [Made("lost")], [_root], Now).Write.Count);
    }

    [Theory]
    [InlineData("old certificates")]
    [InlineData("an istiod that may not follow")]
    [InlineData("not known")]
    [InlineData("SPIRE")]
    public void Where_chains_of_one_are_not_known_nobody_gets_lists(string what)
    {
        var states = States("one", "two");
        states[1] = what switch
        {
            "old certificates" => states[1] with { Written = (Now, Now) },
            "an istiod that may not follow" => states[1] with { Written = (Now.AddDays(-10), Now.AddDays(-2)) },
            "SPIRE" => states[1] with { Source = IdentitySource.External, MadeBy = "SPIRE" },
            _ => states[1] with { Authority = null, Unread = ["the Secret cacerts may not be read."] },
        };
        var plan = RevocationPlan.Of(states, [Made("lost")], [_root], Now);
        Assert.Empty(plan.Write);
        var gap = Assert.Single(plan.Gap);
        Assert.Equal("two", gap.Cluster);
        if (what == "an istiod that may not follow")
            Assert.StartsWith("Restart istiod of two", gap.Recommendation, StringComparison.Ordinal);
    }

    /// <summary>An istiod whose watch has stopped goes on to sign with what it had, however long ago its Secret was written.</summary>
    [Fact]
    public async Task Lists_shut_nobody_out_whose_istiod_did_not_take_its_new_authority_up()
    {
        List<RotatingCluster> clusters = [Reloading("one", true), Reloading("two", false)];
        foreach (var cluster in clusters)
        {
            var next = IntermediateCertificate.Create(_root, cluster.Cluster, Options);
            cluster.Write(new(cluster.Read(Now), next, _root.Root.Pem, "") { HasProvenRoots = true }, Now);
        }

        foreach (var cluster in clusters) cluster.Renew(Now.AddHours(26));
        var states = clusters.Select(cluster => cluster.Read(Now.AddHours(30))).ToList();
        Assert.NotEqual(clusters[1].Stored.Certificate.Fingerprint, clusters[1].Proxies.First().Certificate.Fingerprint);
        Assert.All(states, state => Assert.True(AuthorityUse.HasAuthority(state)));
        Assert.Empty(RevocationPlan.Of(states, [Made("lost")], [_root], Now).Write);
        foreach (var cluster in clusters)
        {
            cluster.Restart(new("Deployment", "istio-system", "istiod"), Now.AddHours(31));
            foreach (var name in new[] { "p0", "p1" }) cluster.Restart(new("Deployment", "default", name), Now.AddHours(32));
        }

        states = [.. clusters.Select(cluster => cluster.Read(Now.AddHours(33)))];
        Assert.Equal(2, RevocationPlan.Of(states, [Made("lost")], [_root], Now).Write.Count);
        Assert.True(await Handshake.WorksAsync(clusters[0].Proxies.First(), clusters[1].Proxies.First()));
    }

    private RotatingCluster Reloading(string name, bool reloads) =>
        new(name, "1.30.3", Made(name), isSelfSigned: false, Now, reloads: reloads);

    private List<AuthorityState> States(params string[] names) =>
        [.. names.Select(name => new RotatingCluster(name, "1.30.3", Made(name), isSelfSigned: false, Now).Read(Now))];

    private MeshIntermediateCertificate Made(string name) => IntermediateCertificate.Create(_root, Cluster(name), Options);

    private static AuthorityState WithChain(AuthorityState state, params IEnumerable<MeshCertificate> chain) => state with
    {
        Secret = state.Secret!.With("data", UnstructuredMap.Of(("cert-chain.pem", Convert.ToBase64String(
            System.Text.Encoding.UTF8.GetBytes(string.Concat(chain.Select(one => one.Pem))))))),
    };
}

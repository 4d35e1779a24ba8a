using MeshFederation.Clusters.Identity;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Lists of revoked certificates keep out the authority of a cluster that is expelled, and nobody else.</summary>
public sealed class RevocationTests
{
    private readonly MeshCertificateAuthority _root = Root();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As Envoy looks: with a list for every authority of the chain, or the chain is refused.</summary>
    [Fact]
    public void What_is_revoked_is_refused_and_all_others_are_not()
    {
        using var openssl = new OpenSsl();
        var (states, lost) = (States("one", "two"), Lost("lost"));
        var plan = RevocationPlan.Of(states, [lost], [_root], Now);
        Assert.Equal((2, 0), (plan.Write.Count, plan.Gap.Count));
        Assert.Equal(plan.Write[0].Text, plan.Write[1].Text);
        foreach (var state in states) Check(openssl, state.Authority!, plan.Write[0].Text, null);
        Check(openssl, lost, plan.Write[0].Text, "unable to get certificate CRL");
        Check(openssl, lost, plan.Write[0].Text + OwnList(lost), "certificate revoked");
        Check(openssl, Lost("nobody"), plan.Write[0].Text, "unable to get certificate CRL");
        Assert.Equal(0, OpenSslTests.Verify(openssl, OpenSslTests.Files(openssl, lost, "spiffe://a/ns/b/sa/c"), _root).Code);
    }

    [Fact]
    public void What_was_revoked_before_stays_so_and_the_same_is_not_written_twice()
    {
        using var openssl = new OpenSsl();
        var (states, first, second) = (States("one", "two"), Lost("first"), Lost("second"));
        states = With(states, RevocationPlan.Of(states, [first], [_root], Now).Write[0].Text);
        Assert.Empty(RevocationPlan.Of(states, [first], [_root], Now.AddHours(1)).Write);
        var text = RevocationPlan.Of(states, [second], [_root], Now.AddHours(1)).Write[0].Text;
        Check(openssl, first, text + OwnList(first), "certificate revoked");
        Check(openssl, second, text + OwnList(second), "certificate revoked");
        foreach (var state in states) Check(openssl, state.Authority!, text, null);
    }

    /// <summary>A list that ends would make proxies refuse every chain.</summary>
    [Fact]
    public void A_list_lasts_as_long_as_what_signs_it()
    {
        var text = RevocationPlan.Of(States("one"), [Lost("lost")], [_root], Now).Write[0].Text;
        var ends = ReadRevocations.Of(text, "").Select(list => list.Until!.Value).Order();
        Assert.Equal([Now.AddYears(2), Now.AddYears(10)], ends);
    }

    /// <summary>Roots that istiods make for themselves have one name.</summary>
    [Fact]
    public void A_list_of_a_root_is_not_that_of_another_of_the_same_name()
    {
        var other = Root();
        Assert.Equal(_root.Certificate.Subject, other.Certificate.Subject);
        var lists = new[] { _root, other }
            .Select(root => Assert.Single(ReadRevocations.Of(RevocationList.Of(root.Certificate, root.Key!, [], Now), ""))).ToList();
        Assert.Equal(lists[0].Issuer, lists[1].Issuer);
        Assert.True(lists[0].IsOf(lists[0].Issuer, lists[0].Key));
        Assert.False(lists[0].IsOf(lists[1].Issuer, Assert.IsType<string>(lists[1].Key)));
    }

    [Fact]
    public void Without_the_key_of_the_root_there_are_no_lists_and_the_way_out_is_said()
    {
        var plan = RevocationPlan.Of(States("one", "two"), [Lost("lost")], [Root()], Now);
        Assert.Empty(plan.Write);
        var gap = Assert.Single(plan.Gap);
        Assert.Contains("The key of 'CN=Shop root, O=Shop'", gap.Reason, StringComparison.Ordinal);
        Assert.Contains("Publish-MeshIdentity -Rotate Root", gap.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_does_not_trust_its_root_needs_no_list_and_nobody_revokes_itself()
    {
        var states = States("one", "two");
        var strange = IntermediateCertificate.Create(Root(), Cluster("x"), Options);
        Assert.Equal(
            (0, 0),
            (RevocationPlan.Of(states, [strange], [_root], Now).Write.Count, RevocationPlan.Of(states, [strange], [_root], Now).Gap.Count));
        Assert.Equal(MeshErrorId.IdentityMismatch, Assert.Throws<MeshException>(
            () => RevocationPlan.Of(states, [states[0].Authority!], [_root], Now)).ErrorId);
    }

    [Fact]
    public async Task Lists_are_written_into_the_Secrets_beside_all_else_and_exchanges_say_that_they_are_there()
    {
        await using var scene = await IdentityScene.StartAsync();
        var lost = IntermediateCertificate.Create(
            scene.Root, new("cluster3", "cluster3"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        var key = scene.Held("cluster1", "ca-key.pem");
        var publisher = new RevocationPublisher(scene.Clusters, [lost], [scene.Root], scene.Clock);
        var changes = await publisher.RunAsync(await publisher.PlanAsync(Ct), Ct).ToListAsync(Ct);
        Assert.Equal([IdentityStep.Revoke, IdentityStep.Revoke], changes.Select(change => change.Step));
        Assert.All(changes, change => Assert.DoesNotContain("PRIVATE", change.Detail, StringComparison.Ordinal));
        Assert.Equal(key, scene.Held("cluster1", "ca-key.pem"));
        Assert.Equal(scene.Held("cluster1", AuthoritySecret.Revocations), scene.Held("cluster2", AuthoritySecret.Revocations));
        Assert.Equal(3, ReadRevocations.Of(scene.Held("cluster1", AuthoritySecret.Revocations), "").Count);
        Assert.Empty(await publisher.RunAsync(await publisher.PlanAsync(Ct), Ct).ToListAsync(Ct));

        var next = IntermediateCertificate.Create(
            scene.Root, new("cluster4", "cluster4"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        var more = new RevocationPublisher(scene.Clusters, [next], [scene.Root], scene.Clock);
        var again = await more.RunAsync(await more.PlanAsync(Ct), Ct).ToListAsync(Ct);
        Assert.Equal([IdentityStep.Revoke, IdentityStep.Revoke], again.Select(change => change.Step));
        Assert.NotEqual(changes[0].Detail, again[0].Detail);

        var below = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        Assert.Empty((await scene.Publisher().NextAsync(below, Ct)).Write);
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        foreach (var run in new[] { scene.Publisher().RunAsync(goal, Ct), scene.Publisher(force: true).InstallAsync(goal, Ct) })
        {
            var refused = await Assert.ThrowsAsync<MeshException>(() => run.ToListAsync(Ct).AsTask());
            Assert.Equal(MeshErrorId.IdentityMismatch, refused.ErrorId);
            Assert.Contains("patch secret cacerts", refused.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cluster_that_joins_those_with_lists_gets_no_authority_that_they_would_refuse()
    {
        await using var scene = await IdentityScene.StartAsync();
        var lost = IntermediateCertificate.Create(
            scene.Root, new("cluster3", "cluster3"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        var publisher = new RevocationPublisher(scene.Clusters, [lost], [scene.Root], scene.Clock);
        _ = await publisher.RunAsync(await publisher.PlanAsync(Ct), Ct).ToListAsync(Ct);
        var own = (await scene.Publisher().ReadAsync(Ct))[0].Authority!;
        scene["cluster2"].Remove("secrets", "istio-system", "cacerts");
        scene["cluster2"].Remove("configmaps", "istio-system", "istio-ca-root-cert");
        var goal = RotationGoal.Of([own, scene.Certificates(scene.Root)[1]], changesRoot: false);
        var refused = await Assert.ThrowsAsync<MeshException>(() => scene.Publisher().InstallAsync(goal, Ct).ToListAsync(Ct).AsTask());
        Assert.Equal(MeshErrorId.IdentityMismatch, refused.ErrorId);
        Assert.Contains("'cluster1' has lists of revoked certificates", refused.Message, StringComparison.Ordinal);
        Assert.Null(scene["cluster2"].Find("secrets", "istio-system", "cacerts"));
    }

    /// <summary>Only what mounts lists reads them: no ztunnel of the usual chart, and no sidecar of an older Istio.</summary>
    [Fact]
    public async Task Proxies_that_read_no_lists_are_named_and_the_lists_are_written_all_the_same()
    {
        await using var scene = await IdentityScene.StartAsync();
        scene.ReadsLists = false;
        scene.Start("cluster2", "DaemonSet", "ztunnel", "istio-system");
        var lost = IntermediateCertificate.Create(
            scene.Root, new("cluster3", "cluster3"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        var plan = await new RevocationPublisher(scene.Clusters, [lost], [scene.Root], scene.Clock).PlanAsync(Ct);
        Assert.Equal(2, plan.Write.Count);
        var gap = Assert.Single(plan.Gap);
        Assert.Equal(
            ("cluster2", "Proxies of cluster2 read no lists: daemonset/ztunnel in istio-system."), (gap.Cluster, gap.Reason));
        Assert.Contains("peerCaCrl.enabled", gap.Recommendation, StringComparison.Ordinal);
    }

    /// <summary>A cluster that went on to trust what is revoked, unseen, would be no expulsion.</summary>
    [Fact]
    public async Task What_has_changed_since_it_was_shown_writes_nothing()
    {
        await using var scene = await IdentityScene.StartAsync();
        var lost = IntermediateCertificate.Create(
            scene.Root, new("cluster3", "cluster3"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        var publisher = new RevocationPublisher(scene.Clusters, [lost], [scene.Root], scene.Clock);
        var shown = await publisher.PlanAsync(Ct);
        Assert.Equal(2, shown.Write.Count);
        var one = shown with { Write = [shown.Write[0]] };
        var moved = await Assert.ThrowsAsync<MeshException>(() => publisher.RunAsync(one, Ct).ToListAsync(Ct).AsTask());
        Assert.Equal(MeshErrorId.ObjectChanged, moved.ErrorId);
        Assert.Null(scene["cluster1"].Find("secrets", "istio-system", "cacerts")!["data"]![AuthoritySecret.Revocations]);
    }

    [Fact]
    public async Task While_one_that_goes_on_is_away_nobody_gets_lists()
    {
        await using var scene = await IdentityScene.StartAsync();
        var lost = IntermediateCertificate.Create(
            scene.Root, new("cluster3", "cluster3"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        await scene["cluster2"].StopAsync();
        var publisher = new RevocationPublisher(scene.Clusters, [lost], [scene.Root], scene.Clock);
        await Assert.ThrowsAnyAsync<MeshException>(
            () => publisher.RunAsync(RevocationPlan.Of([], [], [], scene.Clock.Start), Ct).ToListAsync(Ct).AsTask());
        Assert.Null(scene["cluster1"].Find("secrets", "istio-system", "cacerts")!["data"]![AuthoritySecret.Revocations]);
    }

    private List<AuthorityState> States(params string[] names) =>
    [
        .. names.Select(name => new RotatingCluster(
            name, "1.30.3", IntermediateCertificate.Create(_root, Cluster(name), Options), isSelfSigned: false, Now).Read(Now)),
    ];

    private MeshIntermediateCertificate Lost(string name) => IntermediateCertificate.Create(_root, Cluster(name), Options);

    /// <summary>What the authority that is expelled would say of itself: nothing is revoked.</summary>
    private static string OwnList(MeshIntermediateCertificate lost) => RevocationList.Of(lost.Certificate, lost.Key!, [], Now);

    private static List<AuthorityState> With(IEnumerable<AuthorityState> states, string text) =>
        [.. states.Select(state => state with { Secret = AuthoritySecret.WithRevocations(state.Secret!, text, "") })];

    private void Check(OpenSsl openssl, MeshIntermediateCertificate authority, string lists, string? why)
    {
        var files = OpenSslTests.Files(openssl, authority, "spiffe://a/ns/b/sa/c");
        var (code, text) = OpenSslTests.Verify(openssl, files, _root, "-crl_check_all", "-CRLfile", openssl.Write("lists.pem", lists));
        Assert.True(code == 0 == why is null, $"{authority}: {text}");
        if (why is not null) Assert.Contains(why, text, StringComparison.Ordinal);
    }
}

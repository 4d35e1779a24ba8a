using System.Text.Json.Nodes;
using MeshFederation.Clusters.Identity;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Lists of revoked certificates that istiod hands out though its Secret has them no more.</summary>
public sealed class ServedRevocationsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_authority_is_exchanged_below_the_same_root_while_old_lists_are_handed_out()
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        scene.HandOut("cluster2", List(scene.Root), scene.Clock.Start.AddDays(-7));
        var revision = scene["cluster1"].Revision;
        foreach (var run in new[] { scene.Publisher().RunAsync(goal, Ct), scene.Publisher(force: true).InstallAsync(goal, Ct) })
        {
            var refused = await Assert.ThrowsAsync<MeshException>(() => run.ToListAsync(Ct).AsTask());
            Assert.Equal(MeshErrorId.IdentityMismatch, refused.ErrorId);
            Assert.Contains("'cluster2' still hands out lists", refused.Message, StringComparison.Ordinal);
            Assert.Contains(
                "kubectl --context cluster2 -n istio-system rollout restart deployment/istiod",
                refused.RecommendedAction,
                StringComparison.Ordinal);
        }

        Assert.Equal(revision, scene["cluster1"].Revision);
        var state = (await scene.Publisher().ReadAsync(Ct))[1];
        Assert.Contains(
            IdentityFacts.Of(state, scene.Clock.GetUtcNow()).Note, note => note.Contains("still hands out", StringComparison.Ordinal));
        Assert.Contains(
            "delete the ConfigMap istio-ca-crl",
            IdentityErrors.StillRevokes(state with { KeepsRevocations = true }, "").RecommendedAction,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_they_are_gone_from_every_proxy_it_goes_on()
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        scene.HandOut("cluster2", "", scene.Clock.Start);
        await using var run = scene.Publisher().RunAsync(goal, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await run.MoveNextAsync());
        Assert.Equal(IdentityAction.Update, run.Current.Action);
        Assert.True(scene.Clock.GetUtcNow() >= scene.Clock.Start + AuthorityUse.Projection);
    }

    [Fact]
    public async Task A_new_root_restarts_istiod_anyway_and_the_lists_go_with_it()
    {
        await using var scene = await IdentityScene.StartAsync();
        scene.HandOut("cluster2", List(scene.Root), scene.Clock.Start.AddDays(-7));
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var changes = await scene.Publisher().RunAsync(goal, Ct).ToListAsync(Ct);
        Assert.Equal(IdentityStep.Done, changes[^1].Step);
        Assert.Equal("", (await scene.Publisher().ReadAsync(Ct))[1].ServedRevocations);
    }

    /// <summary>An istiod that hands out none leaves those that are there, so a restart takes nothing away.</summary>
    [Fact]
    public async Task A_new_root_is_refused_where_istiod_is_told_to_leave_the_lists_where_they_are()
    {
        await using var scene = await IdentityScene.StartAsync();
        scene.HandOut("cluster2", List(scene.Root), scene.Clock.Start.AddDays(-7));
        var istiod = scene["cluster2"].Find("deployments", "istio-system", "istiod")!.DeepClone().AsObject();
        istiod["spec"]!["template"]!["spec"] = JsonNode.Parse(
            """{"containers":[{"name":"discovery","env":[{"name":"PILOT_ENABLE_CA_CRL","value":"false"}]}]}""");
        scene["cluster2"].Put(istiod);
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var revision = scene["cluster1"].Revision;
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.Publisher().NextAsync(goal, Ct));
        Assert.Contains("still hands out", error.Message, StringComparison.Ordinal);
        Assert.Equal(revision, scene["cluster1"].Revision);
    }

    [Fact]
    public void What_was_handed_out_last_is_waited_for()
    {
        var root = Root();
        var authority = IntermediateCertificate.Create(root, Cluster("one"), Options);
        var one = new RotatingCluster("one", "1.30.3", authority, isSelfSigned: false, Now);
        var goal = RotationGoal.Of([IntermediateCertificate.Create(root, one.Cluster, Options)], changesRoot: false);
        var gone = one.Read(Now) with { ServedRevocations = "", RevocationsSince = Now };
        var step = Rotation.Next([gone with { Now = Now.AddMinutes(2) }], goal);
        Assert.Empty(step.Write);
        Assert.Contains("may still have older lists", Assert.Single(step.Wait).Reason, StringComparison.Ordinal);
        Assert.Single(Rotation.Next([gone with { Now = Now.AddMinutes(4) }], goal).Write);
        Assert.Single(Rotation.Next([one.Read(Now)], goal).Write);
    }

    /// <summary>That lists may not be read is said, and keeps nobody from what was possible without.</summary>
    [Fact]
    public async Task What_istiod_hands_out_is_not_known_where_it_may_not_be_read()
    {
        await using var scene = await IdentityScene.StartAsync();
        scene["cluster2"].Faults.Add(
            Server.Faults.Fault.NoRight("get", "configmaps", ns: "istio-system"),
            request => request.Name == "istio-ca-crl",
            times: Server.Faults.FaultScript.Always);
        var states = await scene.Publisher().ReadAsync(Ct);
        Assert.Equal("", states[0].ServedRevocations);
        Assert.Null(states[1].ServedRevocations);
        Assert.Empty(states[1].Unread);
        Assert.Contains(
            IdentityFacts.Of(states[1], scene.Clock.GetUtcNow()).Note, note => note.Contains("istio-ca-crl", StringComparison.Ordinal));
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        Assert.Equal(2, (await scene.Publisher().NextAsync(goal, Ct)).Write.Count);
    }

    [Fact]
    public async Task Where_lists_are_there_new_authorities_get_theirs_first()
    {
        await using var scene = await IdentityScene.StartAsync();
        var lost = IntermediateCertificate.Create(
            scene.Root, new("cluster3", "cluster3"), new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
        var publisher = new RevocationPublisher(scene.Clusters, [lost], [scene.Root], scene.Clock);
        _ = await publisher.RunAsync(await publisher.PlanAsync(Ct), Ct).ToListAsync(Ct);
        foreach (var cluster in scene.Clusters)
            scene.HandOut(cluster.Name, scene.Held(cluster.Name, AuthoritySecret.Revocations), scene.Clock.Start);
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        var changes = await scene.Publisher().RunAsync(goal, Ct).ToListAsync(Ct);
        Assert.Equal(
            [IdentityStep.Revoke, IdentityStep.NewAuthority],
            changes.Where(change => change.Action == IdentityAction.Update).Select(change => change.Step).Distinct());
        Assert.Equal(IdentityStep.Done, changes[^1].Step);
        foreach (var cluster in scene.Clusters)
        {
            Assert.Equal(goal.Authority[cluster.Name].Certificate.Pem, scene.Held(cluster.Name, "ca-cert.pem"));
            var lists = ReadRevocations.Of(scene.Held(cluster.Name, AuthoritySecret.Revocations), "");
            Assert.Equal((5, 1), (lists.Count, lists.Count(list => list.Revoked.Count > 0)));
        }
    }

    private static string List(MeshCertificateAuthority root) => RevocationList.Of(root.Certificate, root.Key!, [], Now);
}

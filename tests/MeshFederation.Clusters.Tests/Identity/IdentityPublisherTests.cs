using System.Text.Json.Nodes;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Rights;
using MeshFederation.Clusters.Tests.Rights;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Authorities of clusters behind API servers are exchanged step by step, and nothing is lost or shown.</summary>
public sealed class IdentityPublisherTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_root_is_exchanged_in_three_steps_with_restarts_between()
    {
        await using var scene = await IdentityScene.StartAsync();
        var root = scene.NewRoot();
        var key = scene.Held("cluster1", "ca-key.pem");
        var changes = await RunAsync(scene.Publisher(), RotationGoal.Of(scene.Certificates(root), changesRoot: true));
        Assert.Equal(
            [IdentityStep.TrustBoth, IdentityStep.NewAuthority, IdentityStep.TrustNew],
            changes.Where(change => change.Action == IdentityAction.Update).Select(change => change.Step).Distinct());
        Assert.All(changes.TakeLast(2), change => Assert.Equal(IdentityStep.Done, change.Step));
        foreach (var name in new[] { "ztunnel", "gateway", "shop", "istiod" })
        {
            Assert.Contains(
                changes, change => change.Action == IdentityAction.Restart && change.Detail.Contains(name, StringComparison.Ordinal));
        }

        foreach (var cluster in scene.Clusters) Assert.Equal(root.Root.Pem, scene.Held(cluster.Name, "root-cert.pem"));
        var kept = scene["cluster1"].All("secrets").Select(one => (string)one["metadata"]!["name"]!).Where(name => name != "cacerts");
        Assert.Contains(kept, name => scene.Held("cluster1", "ca-key.pem", name) == key);
        Assert.DoesNotContain(changes, change => change.ToString().Contains("PRIVATE", StringComparison.Ordinal)
            || $"{change.Detail}{change.Recommendation}".Contains("PRIVATE", StringComparison.Ordinal));
    }

    /// <summary>A certificate made anew counts as the one before below a new root; below the same root it must be that one.</summary>
    [Theory]
    [InlineData("root", 3)]
    [InlineData("intermediate", 1)]
    [InlineData("first", 3)]
    [InlineData("first, in cacerts", 3)]
    public async Task Behind_any_write_that_fails_it_goes_on(string what, int steps)
    {
        await using var scene = await IdentityScene.StartAsync();
        if (what.StartsWith("first", StringComparison.Ordinal)) scene.MakeSelfSigned(inCacerts: what != "first");
        var root = what == "intermediate" ? scene.Root : scene.NewRoot();
        var goal = RotationGoal.Of(scene.Certificates(root), changesRoot: what != "intermediate");
        var fails = 0;
        while (fails < 20)
        {
            foreach (var cluster in scene.Clusters) scene[cluster.Name].Faults.Clear();
            var passes = 0;
            foreach (var cluster in scene.Clusters)
            {
                scene[cluster.Name].Faults.Add(
                    Fault.Forbidden,
                    request => request is { Plural: "secrets", Method: "PUT" or "POST" } && Interlocked.Increment(ref passes) > 1,
                    times: FaultScript.Always);
            }

            try
            {
                if (what != "intermediate") goal = RotationGoal.Of(scene.Certificates(root), changesRoot: true);
                var changes = await RunAsync(scene.Publisher(), goal);
                Assert.Equal(IdentityStep.Done, changes[^1].Step);
                break;
            }
            catch (MeshException)
            {
                fails++;
            }
        }

        Assert.InRange(fails, steps, 19);
        var secret = scene["cluster1"].Find("secrets", "istio-system", "cacerts")!;
        Assert.Equal(what == "first, in cacerts" ? "istio.io/ca-root" : "Opaque", (string?)secret["type"]);
        Assert.Null(secret["data"]!["istio-generated"]);
        foreach (var cluster in scene.Clusters) Assert.Equal(root.Root.Pem, scene.Held(cluster.Name, "root-cert.pem"));
    }

    private static readonly string[] Both = ["cluster1", "cluster2"];

    public static IEnumerable<TheoryDataRow<string, int>> Writes =>
        Enumerable.Range(0, 7).SelectMany(static _ => Both, static (write, away) => new TheoryDataRow<string, int>(away, write));

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task While_any_cluster_is_away_nothing_more_is_written_behind_any_write(string away, int writes)
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        await using (var run = scene.Publisher().RunAsync(goal, Ct).GetAsyncEnumerator(Ct))
        {
            for (var seen = 0; seen < writes && await run.MoveNextAsync();)
                seen += run.Current.Action == IdentityAction.Update ? 1 : 0;
        }

        var other = scene.Clusters.Single(one => one.Name != away).Name;
        var before = scene.Held(other, "root-cert.pem") + scene.Held(other, "ca-cert.pem");
        var lost = (await scene.Publisher().ReadAsync(Ct)).Single(state => state.Cluster.Name == away).Authority!;
        await scene[away].StopAsync();
        await Assert.ThrowsAnyAsync<MeshException>(() => RunAsync(scene.Publisher(), goal));
        Assert.Equal(before, scene.Held(other, "root-cert.pem") + scene.Held(other, "ca-cert.pem"));

        // What the dead cluster signs and trusts and what the other does still go together, both ways.
        var left = scene.Clusters.Where(one => one.Name == other).ToList();
        var own = Assert.Single(await scene.Publisher(clusters: left).ReadAsync(Ct)).Authority!;
        Assert.True(await Handshake.WorksAsync(own, lost));
        Assert.True(await Handshake.WorksAsync(lost, own));
    }

    [Fact]
    public async Task Without_restarts_it_says_what_is_to_be_restarted_and_writes_one_step()
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var changes = await RunAsync(scene.Publisher(restart: false), goal);
        Assert.Equal(
            [IdentityAction.Update, IdentityAction.Update, IdentityAction.Wait, IdentityAction.Wait],
            changes.Select(change => change.Action));
        Assert.Contains(
            "kubectl --context cluster1 -n istio-system rollout restart deployment/istiod",
            changes[2].Recommendation,
            StringComparison.Ordinal);
        Assert.All(await RunAsync(scene.Publisher(restart: false), goal), change => Assert.Equal(IdentityAction.Wait, change.Action));
    }

    [Fact]
    public async Task Pods_that_do_not_come_up_end_it_and_nobody_is_distrusted()
    {
        await using var scene = await IdentityScene.StartAsync();
        scene.HasControllers = false;
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var error = await Assert.ThrowsAsync<MeshException>(() => RunAsync(scene.Publisher(), goal));
        Assert.Equal(MeshErrorId.IdentityTimeout, error.ErrorId);
        Assert.Contains("None of them distrusts another that it trusted before.", error.Message, StringComparison.Ordinal);
        Assert.Contains(scene.Root.Root.Pem, scene.Held("cluster1", "root-cert.pem"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("managed-by", MeshErrorId.IdentityExists)]
    [InlineData("crl", MeshErrorId.IdentityMismatch)]
    [InlineData("csr", MeshErrorId.IdentityExternal)]
    [InlineData("broken", MeshErrorId.IdentityUnknown)]
    public async Task What_must_not_be_overwritten_is_refused_before_anything_is_written(string what, string id)
    {
        await using var scene = await IdentityScene.StartAsync();
        var secret = scene["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        if (what == "managed-by") secret["metadata"]!["labels"] = new JsonObject();
        if (what == "crl") secret["data"]!["ca-crl.pem"] = "QQ==";
        if (what == "broken") secret["data"]!["ca-key.pem"] = "QQ==";
        scene["cluster2"].Put(secret);
        if (what == "csr")
        {
            var istiod = scene["cluster2"].Find("deployments", "istio-system", "istiod")!;
            istiod["spec"]!["template"]!["spec"]!["containers"]![0]!["env"] = JsonNode.Parse(
                """[{"name": "ENABLE_CA_SERVER", "value": "false"}]""");
            scene["cluster2"].Put(istiod);
        }

        var revision = scene["cluster1"].Revision;
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var error = await Assert.ThrowsAsync<MeshException>(() => RunAsync(scene.Publisher(), goal));
        Assert.Equal((id, revision), (error.ErrorId, scene["cluster1"].Revision));
    }

    [Fact]
    public async Task Without_rotation_a_cluster_that_has_none_gets_one_and_no_other()
    {
        await using var scene = await IdentityScene.StartAsync();
        var cluster = scene["cluster1"];
        cluster.Remove("secrets", "istio-system", "cacerts");
        cluster.Remove("configmaps", "istio-system", "istio-ca-root-cert");
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        var error = await Assert.ThrowsAsync<MeshException>(() => InstallAsync(scene.Publisher(), goal));
        Assert.Equal(MeshErrorId.IdentityExists, error.ErrorId);
        Assert.Null(cluster.Find("secrets", "istio-system", "cacerts"));
        var own = RotationGoal.Of([.. goal.Authority.Values.Where(one => one.Cluster == "cluster1")], changesRoot: false);
        var only = scene.Clusters.Where(one => one.Name == "cluster1").ToList();
        Assert.Equal(IdentityAction.Create, Assert.Single(await InstallAsync(scene.Publisher(clusters: only), own)).Action);
        Assert.Equal(IdentityAction.None, Assert.Single(await InstallAsync(scene.Publisher(clusters: only), own)).Action);
    }

    [Fact]
    public async Task What_was_read_is_told_without_a_key()
    {
        await using var scene = await IdentityScene.StartAsync();
        var state = (await scene.Publisher().ReadAsync(Ct))[0];
        var identity = IdentityFacts.Of(state, scene.Clock.GetUtcNow());
        Assert.Equal(
            (IdentitySource.Cacerts, "meshfederation", true, 3),
            (identity.Source, identity.MadeBy, identity.IstiodUsesIt, identity.Proxy));
        Assert.Empty(identity.ProxyBehind);
        Assert.Equal(scene.Root.Root.Fingerprint, Assert.Single(identity.ServedRoot).Fingerprint);
        Assert.DoesNotContain("PRIVATE", System.Text.Json.JsonSerializer.Serialize(identity), StringComparison.Ordinal);
        var late = IdentityFacts.Of(state, identity.Authority!.Expires.AddHours(-30));
        Assert.Contains(late.Note, note => note.Contains("ends on", StringComparison.Ordinal));
        var older = state with { Cluster = state.Cluster with { IstioVersion = Model.Clusters.IstioVersion.Parse("1.29.5") } };
        Assert.Contains(
            IdentityFacts.Of(older, identity.Authority.Expires.AddHours(-3)).Note,
            note => note.StartsWith("Error: Istio 1.29.5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_its_rights_alone_it_exchanges_and_without_that_to_the_Secret_it_writes_nothing()
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var rights = CommandRights.Identities.SelectMany(one => one.Rights).Distinct().ToList();
        ViewerRights.Allow(scene, rights.Where(right => right.Resource != "secrets"));
        var publisher = scene.Publisher(clusters: scene.As("viewer"));
        var error = await Assert.ThrowsAsync<MeshException>(() => RunAsync(publisher, goal));
        Assert.Equal(MeshErrorId.IdentityUnknown, error.ErrorId);
        Assert.Contains("Secret", error.Message, StringComparison.Ordinal);
        ViewerRights.Allow(scene, rights.Where(right => right.Resource == "secrets"));
        Assert.Equal(IdentityStep.Done, (await RunAsync(publisher, goal))[^1].Step);
    }

    private static Task<List<MeshIdentityChange>> RunAsync(IdentityPublisher publisher, RotationGoal goal) =>
        publisher.RunAsync(goal, Ct).ToListAsync(Ct).AsTask();

    private static Task<List<MeshIdentityChange>> InstallAsync(IdentityPublisher publisher, RotationGoal goal) =>
        publisher.InstallAsync(goal, Ct).ToListAsync(Ct).AsTask();
}

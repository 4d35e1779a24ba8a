using MeshFederation.Clusters.Identity;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What is not exchanged, and what was done before it could not go on, is said.</summary>
public sealed class IdentityGoalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As when a key leaked, and who asks for the root wants another authority below the one that is there.</summary>
    [Fact]
    public async Task Where_the_root_is_there_already_certificates_are_not_exchanged_with_it()
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: true);
        var before = scene["cluster1"].Revision;
        foreach (var restart in new[] { true, false })
        {
            var error = await Assert.ThrowsAsync<MeshException>(() => RunAsync(scene.Publisher(restart), goal));
            Assert.Equal((MeshErrorId.IdentityMismatch, before), (error.ErrorId, scene["cluster1"].Revision));
            Assert.Contains("-Rotate Intermediate", error.RecommendedAction, StringComparison.Ordinal);
        }

        var below = RotationGoal.Of([.. goal.Authority.Values], changesRoot: false);
        Assert.Equal(IdentityStep.Done, (await RunAsync(scene.Publisher(), below))[^1].Step);
        Assert.Equal("every proxy has what is wanted", (await RunAsync(scene.Publisher(), goal))[^1].Detail);
    }

    [Fact]
    public async Task Who_goes_on_with_other_certificates_is_told_which_are_there()
    {
        await using var scene = await IdentityScene.StartAsync();
        var root = scene.NewRoot();
        var first = RotationGoal.Of(scene.Certificates(root), changesRoot: true);
        await using (var run = scene.Publisher().RunAsync(first, Ct).GetAsyncEnumerator(Ct))
        {
            for (var seen = 0; seen < 4 && await run.MoveNextAsync();) seen += run.Current.Action == IdentityAction.Update ? 1 : 0;
        }

        var last = (await RunAsync(scene.Publisher(), RotationGoal.Of(scene.Certificates(root), changesRoot: true)))[^1];
        Assert.Equal(IdentityStep.Done, last.Step);
        Assert.Contains("which is not the one that is given", last.Detail, StringComparison.Ordinal);
        Assert.Contains("-Rotate Intermediate", last.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_before_it_could_not_go_on_is_said()
    {
        await using var scene = await IdentityScene.StartAsync();
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        await using var run = scene.Publisher().RunAsync(goal, Ct).GetAsyncEnumerator(Ct);
        for (var seen = 0; seen < 2 && await run.MoveNextAsync();) seen += run.Current.Action == IdentityAction.Update ? 1 : 0;
        var secret = scene["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        secret["data"]!["ca-crl.pem"] = "QQ==";
        scene["cluster2"].Put(secret);
        var error = await Assert.ThrowsAsync<MeshException>(async () =>
        {
            while (await run.MoveNextAsync()) Assert.NotEqual(IdentityAction.Update, run.Current.Action);
        });
        Assert.Equal(MeshErrorId.IdentityMismatch, error.ErrorId);
        Assert.Contains("cluster1: written: 2 roots instead of 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_domains_are_those_of_the_mesh_configuration_now_or_not_known()
    {
        await using var scene = await IdentityScene.StartAsync();
        var unread = IdentityFacts.Of((await scene.Publisher().ReadAsync(Ct))[0], scene.Clock.GetUtcNow());
        Assert.Equal("", unread.TrustDomain);
        Assert.Contains(unread.Note, note => note.Contains("not known", StringComparison.Ordinal));
        scene["cluster1"].Put("{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "
            + "'{trustDomain: one.example, trustDomainAliases: [old.example], caCertificates: [{trustDomains: [two.example]}]}'}}");
        var read = IdentityFacts.Of((await scene.Publisher().ReadAsync(Ct))[0], scene.Clock.GetUtcNow());
        Assert.Equal(
            ("one.example", "old.example", "two.example"),
            (read.TrustDomain, Assert.Single(read.TrustDomainAlias), Assert.Single(read.AcceptedDomain)));
        Assert.DoesNotContain(read.Note, note => note.Contains("not known", StringComparison.Ordinal));
    }

    private static Task<List<MeshIdentityChange>> RunAsync(IdentityPublisher publisher, RotationGoal goal) =>
        publisher.RunAsync(goal, Ct).ToListAsync(Ct).AsTask();
}

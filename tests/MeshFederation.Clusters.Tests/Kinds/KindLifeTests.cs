using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>
/// A kind is planned, compared, published and undone by what its folder says and its line in the list, as AuthorizationPolicy shows, which
/// nothing else knows.
/// </summary>
public sealed class KindLifeTests(RealServers servers)
{

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    /// <summary>Those of ambient mode need clusters in it: <see cref="AmbientLifeTests"/>.</summary>
    public static TheoryData<string> Kinds => [.. ObjectKinds.All.Where(kind => !kind.IsAmbient).Select(kind => kind.Title)];

    private static ObjectKind Policy => Named("AuthorizationPolicy");

    [Theory, MemberData(nameof(Servers))]
    public async Task An_AuthorizationPolicy_lives_like_all_others(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var (first, second) = KindSamples.Of(Policy.Name);
        await new KindLife(scene, Policy).LiveAsync(first, second);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_kind_in_the_list_is_planned_compared_published_and_undone(string kind)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var (first, second) = KindSamples.Of(kind);
        await new KindLife(scene, Named(kind)).LiveAsync(first, second);
    }

    private static ObjectKind Named(string title) => ObjectKinds.All.Single(kind => kind.Title == title);

    [Fact]
    public async Task A_policy_is_written_before_the_gateway_opens_and_removed_after_it_closed()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var waves = new List<string>();
        await scene.TryPublishAsync(await new KindLife(scene, Policy).PlanAsync(KindSamples.Of(Policy.Name).First), report: Note);
        Assert.Equal(["Guarding", "Serving"], waves.Take(2));
        waves.Clear();
        await scene.TryPublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true }, report: Note);
        Assert.Equal(["ServingTrimmed", "Unguarding"], waves.TakeLast(2));

        void Note(PublishingEvent happened)
        {
            if (happened is WaveBegan { IsUndone: false } wave) waves.Add(wave.Wave.ToString());
        }
    }

    [Fact]
    public async Task When_publishing_fails_the_policy_is_put_back_last()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var life = new KindLife(scene, Policy);
        var plan = await life.PlanAsync(KindSamples.Of(Policy.Name).First);
        var (before, undone) = (await scene.StateAsync(), new List<PublishingWave>());
        scene.InProcess!["cluster1"].Faults.Add(
            Server.Faults.Fault.Forbidden,
            request => request is { Plural: "virtualservices", Verb: "patch", DryRun: false },
            times: Server.Faults.FaultScript.Always);
        var outcome = await scene.TryPublishAsync(plan, report: happened =>
        {
            if (happened is WaveBegan { IsUndone: true } wave) undone.Add(wave.Wave);
        });
        Assert.NotNull(outcome.Error);
        Assert.Equal(PublishingWave.Guarding, undone[^1]);
        Assert.Null(await life.SpecAsync());
        Assert.Equal(before, (await scene.StateAsync()).Where(text => !text.Contains("\"Lease\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_may_not_read_a_kind_that_is_not_planned_is_told_and_compares_the_rest_but_does_not_prune()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        var viewed = scene.With(scene.One with { Context = "cluster1-viewer" });
        scene.InProcess!["cluster1"].Allow(
            "viewer",
            "rules: [{apiGroups: [networking.istio.io, gateway.networking.k8s.io], resources: "
            + "['*'], verbs: ['*']}, {apiGroups: ['', coordination.k8s.io], resources: "
            + "['*'], verbs: [get, list]}]");
        var comparison = await viewed.CompareAsync(viewed.Split(75));
        Assert.Empty(comparison.Failures);
        Assert.Equal(
            "Cluster 'cluster1': whether the federation has AuthorizationPolicy objects there that are no longer wanted is not known, "
            + "since they may not be read. The role of docs/clusterrole.yaml grants it.",
            Assert.Single(comparison.Notes));
        Assert.Equal(
            MeshErrorId.Forbidden,
            Assert.Single((await viewed.CompareAsync(new ComparisonOptions { Prune = true }, viewed.Split(75))).Failures).ErrorId);

        await foreach (var read in new FederationReader().ReadAsync([viewed.One], ComparisonScene.Ct))
        {
            Assert.Null(read.Failure);
            Assert.Contains("AuthorizationPolicy objects there is not known", Assert.Single(read.Notes), StringComparison.Ordinal);
        }
    }
}

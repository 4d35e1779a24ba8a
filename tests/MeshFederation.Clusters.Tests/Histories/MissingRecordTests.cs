using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>A record that is gone in one cluster, while others say that there was one, is never taken for a record of nothing.</summary>
public sealed class MissingRecordTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    private static CancellationToken Ct => PublishingScene.Ct;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_history_that_is_gone_in_a_cluster_stops_what_rests_on_it_until_it_is_recorded_anew(string server)
    {
        await using var scene = await OpenAsync(server, 75, 50);
        await RemoveAsync(scene, "cluster1", 1, 2);
        var before = await scene.VersionsAsync();

        foreach (var prune in new[] { false, true })
        {
            var refused = await scene.Declared.CompareAsync(
                new ComparisonOptions { Prune = prune, NeedsHistory = true }, scene.Declared.Split(50));
            AssertMissing(Assert.Single(refused.Failures), "cluster1");
            Assert.Equal("cluster1", Assert.Single(refused.Plan.Unread).Cluster);
        }

        var history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
        AssertMissing(await Assert.ThrowsAsync<MeshException>(() => history.ObjectsOfAsync(1, Ct)), "cluster1");
        AssertMissing(Assert.Single(await MissingAsync(scene)), "cluster1");
        Assert.Equal(before, await scene.VersionsAsync());

        var comparison = await scene.Declared.CompareAsync(scene.Declared.Split(60));
        Assert.StartsWith(MeshErrorId.HistoryMissing, Assert.Single(comparison.Notes), StringComparison.Ordinal);
        Assert.Equal(3, await scene.PublishAsync(comparison.Plan));
        Assert.Empty(await MissingAsync(scene));
        var needed = await scene.Declared.PlanAsync(new ComparisonOptions { Prune = true, NeedsHistory = true }, scene.Declared.Split(60));
        Assert.False(needed.HasChanges);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_prune_whose_history_goes_after_the_plan_was_made_changes_nothing(string server)
    {
        await using var scene = await OpenAsync(server, 75);
        var plan = await scene.Declared.PlanAsync(new ComparisonOptions { Prune = true, NeedsHistory = true }, scene.Declared.Split(50));
        await RemoveAsync(scene, "cluster2", 1);
        await using var session = await scene.SessionAsync(new() { NeedsHistory = true });
        var (now, moved) = await session.RefreshAsync(plan, Ct);
        Assert.Equal(("cluster2", MeshErrorId.HistoryMissing), (now.Unread.Single().Cluster, now.Unread.Single().ErrorId));
        Assert.StartsWith("cluster2 cannot be read: ", moved[0], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Going_back_past_a_record_that_a_cluster_lacks_works_where_all_have_one(string server)
    {
        await using var scene = await OpenAsync(server, 75, 50, 25);
        await RemoveAsync(scene, "cluster1", 3);
        AssertMissing(Assert.Single(await MissingAsync(scene)), "cluster1");
        await RemoveAsync(scene, "cluster1", 1);
        var history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
        var error = await Assert.ThrowsAsync<MeshException>(() => history.ObjectsOfAsync(1, Ct));
        AssertMissing(error, "cluster1");
        Assert.Contains($"Undo-MeshFederation {scene.Federation} -Revision 2.", error.RecommendedAction, StringComparison.Ordinal);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(2));
        Assert.False((await scene.Declared.PlanAsync(scene.Declared.Split(50))).HasChanges);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_cluster_reached_by_a_context_whose_history_is_gone_may_be_any_that_the_others_name(string server)
    {
        await using var scene = await OpenAsync(server, 75, 50);
        await RemoveAsync(scene, "cluster2", 1, 2);
        MeshCluster[] contexts = [scene.Declared.One with { Name = "west" }, scene.Declared.Two with { Name = "east" }];
        var history = await FederationHistory.ReadAsync(scene.Federation, contexts, null, Ct);
        var error = await Assert.ThrowsAsync<MeshException>(() => history.ObjectsOfAsync(1, Ct));
        AssertMissing(error, "east");
        Assert.Contains("cluster1 says that it was published to cluster2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_is_gone_for_good_or_that_comes_new_lacks_nothing()
    {
        await using var scene = await OpenAsync("in-process", 75);
        var one = await FederationHistory.ReadAsync(scene.Federation, [scene.Declared.One], null, Ct);
        Assert.All(await one.ObjectsOfAsync(1, Ct), manifest => Assert.Equal("cluster1", manifest.Cluster));
        var federation = scene.Federation;
        var alone = await FederationHistory.ReadAsync(federation, scene.Clusters, null, Ct);
        Assert.NotEmpty(await alone.ObjectsOfAsync(1, Ct));
        await RemoveAsync(scene, "cluster1", 1);
        await RemoveAsync(scene, "cluster2", 1);
        var comparison = await scene.Declared.CompareAsync(new ComparisonOptions { NeedsHistory = true }, scene.Declared.Split(75));
        Assert.Empty(comparison.Failures);
        Assert.Empty(comparison.Notes);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_federation_whose_record_is_gone_can_be_removed_whole(string server)
    {
        await using var scene = await OpenAsync(server, 75, 50);
        await RemoveAsync(scene, "cluster1", 1, 2);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());
    }

    private static void AssertMissing(MeshException error, string cluster)
    {
        Assert.Equal((MeshErrorId.HistoryMissing, MeshErrorKind.InvalidData), (error.ErrorId, error.Kind));
        Assert.StartsWith($"The cluster '{cluster}' ", error.Message, StringComparison.Ordinal);
        Assert.Contains("publish it without -Prune", error.RecommendedAction, StringComparison.Ordinal);
    }

    private async Task<PublishingScene> OpenAsync(string server, params int[] splits)
    {
        var scene = await PublishingScene.OpenAsync(servers, server);
        foreach (var split in splits) await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(split)));
        return scene;
    }

    private static async Task RemoveAsync(PublishingScene scene, string cluster, params int[] revisions)
    {
        foreach (var revision in revisions)
        {
            var name = RevisionDocument.Name(scene.Federation, revision, 0);
            Assert.True(await scene.Declared.Api(cluster).DeleteAsync(ResourceKinds.ConfigMap, "istio-system", name, new(), Ct));
        }
    }

    private static async Task<IReadOnlyList<MeshException>> MissingAsync(PublishingScene scene)
    {
        var reads = new List<ClusterFederations>();
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, Ct)) reads.Add(read);
        return ClusterFederations.MissingRecords(reads, [scene.Federation]);
    }
}

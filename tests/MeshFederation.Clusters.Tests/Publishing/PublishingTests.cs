using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Publishing, going back and removing, on real servers and the one of the tests.</summary>
public sealed class PublishingTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task What_is_published_is_as_planned_leaves_a_revision_and_no_lease(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        Assert.Equal(1, await scene.PublishAsync(await PlanAsync(scene, 75)));
        Assert.False((await PlanAsync(scene, 75)).HasChanges);
        Assert.Equal(6, scene.Last.Count(change => change.Action == ChangeAction.Create));
        Assert.DoesNotContain(await scene.StateAsync(), text => text.Contains("\"Lease\"", StringComparison.Ordinal));
        var statuses = await StatusAsync(scene);
        Assert.Equal(
            [("cluster1", 1, 4, "Published"), ("cluster2", 1, 2, "Published")],
            statuses.Select(status => (status.Cluster, status.Revision, status.Manifest.Count, status.State)));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Publishing_again_without_changes_writes_nothing(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        var before = await scene.VersionsAsync();
        var plan = await PlanAsync(scene, 75);
        Assert.False(plan.HasChanges);
        Assert.False(await PublishingSession.NeedsRevisionAsync(plan, null, PublishingScene.Ct));
        Assert.Equal(before, await scene.VersionsAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Undoing_goes_back_to_the_revision_before_and_undoing_that_comes_forward_again(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        var first = Objects(await scene.StateAsync());
        await scene.PublishAsync(await PlanAsync(scene, 100));
        var second = Objects(await scene.StateAsync());
        Assert.NotEqual(first, second);

        Assert.Equal(3, await scene.PublishAsync(await scene.PlanOfRevisionAsync(null)));
        Assert.Equal(first, Objects(await scene.StateAsync()));
        Assert.Equal(4, await scene.PublishAsync(await scene.PlanOfRevisionAsync(2)));
        Assert.Equal(second, Objects(await scene.StateAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Removing_takes_everything_of_the_federation_and_nothing_else(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var theirs = await scene.Declared.ApplyAsync(
            "cluster1", "kubectl", ComparisonScene.Object("DestinationRule", $"default/other-{scene.Federation}", "{host: other}"));
        await scene.PublishAsync(await PlanAsync(scene, 75));
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());
        var left = await scene.Declared.Api("cluster1")
            .GetAsync(
                ResourceKinds.Of("networking.istio.io/v1", "DestinationRule"), "default", $"other-{scene.Federation}", PublishingScene.Ct);
        Assert.Equal(PublishingScene.Text(theirs), PublishingScene.Text(left!));
        Assert.Empty(await StatusAsync(scene));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_somebody_puts_in_the_way_in_the_last_moment_is_left_and_all_else_is_put_back(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var outcome = await scene.TryPublishAsync(await PlanAsync(scene, 75), meanwhile: () => PutVirtualServiceInTheWayAsync(scene));
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        Assert.Contains("5 objects, was put back", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["Failed VirtualService", .. Enumerable.Repeat("RolledBack", 5)],
            scene.Last.Select(change => change.Action == ChangeAction.Failed ? $"Failed {change.Kind}" : $"{change.Action}")
                .Order(StringComparer.Ordinal));
        Assert.Empty(await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_failed_update_leaves_every_object_and_its_owners_as_they_were(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        var before = await scene.StateAsync();
        var plan = await scene.Declared.PlanAsync(
            new ComparisonOptions { Prune = true }, scene.Declared.Split(0), scene.Declared.Split(50, "x-" + scene.Federation));
        var outcome = await scene.TryPublishAsync(plan, meanwhile: () => PutVirtualServiceInTheWayAsync(scene, "x-" + scene.Federation));
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        Assert.Equal(before, await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_was_taken_over_is_given_back_with_its_fields_and_owners(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var place = $"default/{scene.Declared.Service}";
        var theirs = await scene.Declared.ApplyAsync(
            "cluster2",
            "kubectl-edit",
            ComparisonScene.Object(
                "DestinationRule",
                place,
                $"{{host: {scene.Declared.Service}.default.svc.cluster.local, exportTo: ['*'], subsets: [{{name: version-v3, labels: "
                + "{version: v3, track: a}}]}"));
        var plan = await scene.Declared.PlanAsync(new ComparisonOptions { Force = true }, scene.Declared.Split(75));
        if (plan.Changes.Any(change => change.Action == ChangeAction.Conflict))
            Assert.Skip("The comparison does not let this be taken over.");
        Assert.Contains(plan.Changes, change => change.Adopts);
        var outcome = await scene.TryPublishAsync(plan, meanwhile: () => PutVirtualServiceInTheWayAsync(scene));
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        var now = await scene.Declared.Api("cluster2")
            .GetAsync(ResourceKinds.Of("networking.istio.io/v1", "DestinationRule"), "default", scene.Declared.Service, PublishingScene.Ct);
        Assert.Equal(PublishingScene.Text(theirs), PublishingScene.Text(now!));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_stop_puts_back_what_was_done_and_gives_the_leases_up(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        using var stop = new CancellationTokenSource();
        var outcome = await scene.TryPublishAsync(await PlanAsync(scene, 75), report: happened => StopAt(happened, stop), stop: stop.Token);
        Assert.Equal(MeshErrorId.PublishStopped, outcome.Error!.ErrorId);
        Assert.Contains(scene.Last, change => change.Action == ChangeAction.RolledBack);
        Assert.Contains(scene.Last, change => change.Action == ChangeAction.Skipped);
        Assert.Empty(await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_somebody_changed_or_removed_since_is_drift(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        await scene.Declared.ApplyAsync(
            "cluster2",
            "kubectl-edit",
            ComparisonScene.Object(
                "DestinationRule",
                $"default/{scene.Declared.Service}",
                $"{{host: {scene.Declared.Service}.default.svc.cluster.local, subsets: [{{name: other}}]}}"),
            force: true);
        Assert.True(await scene.Declared.Api("cluster1")
            .DeleteAsync(
                ResourceKinds.Of("networking.istio.io/v1", "VirtualService"),
                "default",
                scene.Declared.Service,
                new(),
                PublishingScene.Ct));
        var drift = (await StatusAsync(scene))
            .SelectMany(status => status.Drift)
            .Select(change => $"{change.Action} {change.Kind} {change.Cluster}");
        Assert.Equal(["Create VirtualService cluster1", "Update DestinationRule cluster2"], drift);
    }

    private static void StopAt(PublishingEvent happened, CancellationTokenSource stop)
    {
        if (happened is ChangeReported) stop.Cancel();
    }

    private static Task<MeshPlan> PlanAsync(PublishingScene scene, int toTwo) =>
        scene.Declared.PlanAsync(new ComparisonOptions { Prune = true }, scene.Declared.Split(toTwo));

    private static Task PutVirtualServiceInTheWayAsync(PublishingScene scene, string? name = null)
    {
        var service = name ?? scene.Declared.Service;
        return scene.Declared.ApplyAsync(
            "cluster1",
            "somebody-else",
            ComparisonScene.Object(
                "VirtualService",
                $"default/{service}",
                $"{{hosts: [{service}.default.svc.cluster.local], http: [{{route: [{{destination: {{host: elsewhere}}}}]}}]}}"));
    }

    private static IReadOnlyList<string> Objects(IReadOnlyList<string> state) =>
        [.. state.Where(text => !text.Contains("\"ConfigMap\"", StringComparison.Ordinal))];

    private static async Task<IReadOnlyList<MeshFederationStatus>> StatusAsync(PublishingScene scene)
    {
        var statuses = new List<MeshFederationStatus>();
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, PublishingScene.Ct))
        {
            Assert.Null(read.Failure);
            statuses.AddRange(read.Status.Where(status => status.Name == scene.Federation));
        }

        return [.. statuses.OrderBy(status => status.Cluster, StringComparer.Ordinal)];
    }
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>What a comparison asks of clusters, and what it says of those that do not answer.</summary>
public sealed class AskingTests(RealServers servers)
{
    [Fact]
    public async Task Without_changes_each_cluster_is_asked_for_lists_and_nothing_else()
    {
        await using var scene = await OpenAsync();
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        var before = scene.InProcess!.All.Select(cluster => cluster.Requests.Count).ToList();
        Assert.False((await scene.PlanAsync(scene.Split(75))).HasChanges);

        var ofFederation = Uri.EscapeDataString($"meshfederation.io/federation={scene.Federation}");
        var ours = Uri.EscapeDataString($"app.kubernetes.io/managed-by=meshfederation,meshfederation.io/federation={scene.Federation}");
        var history = "list configmaps ?limit=500&labelSelector=" + Uri.EscapeDataString(
            $"app.kubernetes.io/managed-by=meshfederation,meshfederation.io/revision,meshfederation.io/federation={scene.Federation}");
        Assert.Equal(
            [
                "list authorizationpolicies ?limit=500",
                history,
                "list destinationrules ?limit=500",
                $"list envoyfilters ?limit=500&labelSelector={ours}",
                "list gateways ?limit=500", $"list gateways ?limit=500&labelSelector={ours}",
                "list serviceentries ?limit=500", $"list services ?limit=500&labelSelector={ofFederation}",
                "list virtualservices ?limit=500", $"list workloadentries ?limit=500&labelSelector={ours}",
            ],
            Asked(scene.InProcess["cluster1"], before[0]));
        Assert.Equal(
            [
                "list authorizationpolicies ?limit=500",
                history,
                "list destinationrules ?limit=500",
                $"list envoyfilters ?limit=500&labelSelector={ours}",
                "list gateways ?limit=500", $"list gateways ?limit=500&labelSelector={ours}",
                $"list pods ?limit=500&labelSelector=istio%3Dgateway-{scene.Federation}",
                $"list serviceentries ?limit=500&labelSelector={ours}", $"list services ?limit=500&labelSelector={ofFederation}",
                $"list virtualservices ?limit=500&labelSelector={ours}", $"list workloadentries ?limit=500&labelSelector={ours}",
            ],
            Asked(scene.InProcess["cluster2"], before[1]));
    }

    [Fact]
    public async Task Only_what_may_differ_is_asked_about_by_a_dry_run_and_nothing_is_written()
    {
        await using var scene = await OpenAsync();
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        var (revision, before) = (scene.InProcess!["cluster1"].Revision, scene.InProcess["cluster1"].Requests.Count);
        await scene.PlanAsync(scene.Split(50));
        var patch = Assert.Single(scene.InProcess["cluster1"].Requests.Skip(before), request => request.Method != "GET");
        Assert.Equal(("virtualservices", true, "meshfederation"), (patch.Plural, patch.DryRun, patch.FieldManager));
        Assert.Equal(revision, scene.InProcess["cluster1"].Revision);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_reached_is_an_error_of_its_own_and_makes_the_plan_partial()
    {
        await using var scene = await OpenAsync();
        await scene.InProcess!["cluster2"].StopAsync();
        var (plan, failures) = await scene.CompareAsync(scene.Split(75));
        Assert.Equal(MeshErrorId.ClusterUnreachable, Assert.Single(failures).ErrorId);
        Assert.Equal(("cluster2", MeshErrorId.ClusterUnreachable), (Assert.Single(plan.Unread).Cluster, plan.Unread[0].ErrorId));
        Assert.True(plan.IsPartial);
        Assert.True(plan.HasChanges);
        Assert.EndsWith("The plan is partial: cluster2 could not be read.", plan.Summary, StringComparison.Ordinal);
        Assert.Equal(4, plan.Changes.Count);
        Assert.All(plan.Changes, change => Assert.Equal("cluster1", change.Cluster));
    }

    [Fact]
    public async Task A_partial_plan_has_changes_though_what_could_be_read_has_none()
    {
        await using var scene = await OpenAsync();
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        await scene.InProcess!["cluster2"].StopAsync();
        Assert.True((await scene.CompareAsync(scene.Split(75))).Plan.HasChanges);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_in_time_does_not_keep_the_others_from_being_compared()
    {
        await using var scene = await OpenAsync();
        await using var hanging = await ScriptedServer.StartAsync(ScriptedServer.Hang);
        var clock = new LimitClock();
        var options = new ComparisonOptions { Timeout = TimeSpan.FromSeconds(20), ThrottleLimit = 1, Clock = clock };
        var (plan, failures) = await new FederationComparer(options, Connect).CompareAsync(
            scene.Federation, [scene.Split(75)], AddressPool.Parse(AddressPool.DefaultRange), ComparisonScene.Ct);
        Assert.Equal(MeshErrorId.ClusterTimeout, Assert.Single(failures).ErrorId);
        Assert.Contains($"'cluster2' (context '{scene.Two.Context}')", failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(4, plan.Changes.Count);

        // They are asked one after the other here, so the first has answered.
        KubernetesApi Connect(MeshCluster cluster)
        {
            if (cluster.Name == "cluster1") return scene.Api(cluster.Name);
            clock.End();
            return hanging.Api();
        }
    }

    [Fact]
    public async Task A_cluster_without_a_kind_that_is_planned_says_that_Istio_is_missing_or_another_version()
    {
        await using var scene = await OpenAsync(new TestClusterOptions().Without("gateways"));
        var (plan, failures) = await scene.CompareAsync(scene.Split(75));
        Assert.Equal(MeshErrorId.KindMissing, Assert.Single(failures).ErrorId);
        Assert.Contains("'cluster2'", failures[0].Message, StringComparison.Ordinal);
        Assert.Contains("Gateway", failures[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Changes, change => change.Cluster == "cluster2");
    }

    [Fact]
    public async Task Who_may_list_and_patch_but_not_see_pods_can_compare()
    {
        await using var scene = await OpenAsync();
        var viewer = scene.With(scene.One with { Context = "cluster1-viewer" }).With(scene.Two with { Context = "cluster2-viewer" });
        foreach (var cluster in scene.InProcess!.All)
            cluster.Allow("viewer", "{rules: [{apiGroups: [networking.istio.io], resources: ['*'], verbs: [list, patch]}]}");
        Assert.Equal(6, (await viewer.PlanAsync(viewer.Split(75))).Changes.Count);
    }

    [Fact]
    public async Task Who_may_not_list_is_told_which_rule_is_missing()
    {
        await using var scene = await OpenAsync();
        var viewer = scene.With(scene.Two with { Context = "cluster2-viewer" });
        var failure = Assert.Single((await viewer.CompareAsync(viewer.Split(75))).Failures);
        Assert.Equal(MeshErrorId.Forbidden, failure.ErrorId);
        Assert.Contains("'list'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_the_server_does_not_accept_is_refused_in_the_plan_with_its_words()
    {
        await using var scene = await OpenAsync();
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        scene.InProcess!["cluster1"].Rules.Add(
            (kind, _) => kind.Kind == "VirtualService" ? [FieldProblem.Invalid("spec.http", "x", "the test says no")] : []);
        var refused = Assert.Single((await scene.PlanAsync(scene.Split(50))).Changes, change => change.Action == ChangeAction.Failed);
        Assert.Equal("VirtualService", refused.Kind);
        Assert.Contains("the test says no", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Asked(TestCluster cluster, int before) =>
        cluster.Requests.Skip(before).Select(request => $"{request.Verb} {request.Plural} {request.Query}").Order(StringComparer.Ordinal);

    private Task<ComparisonScene> OpenAsync(TestClusterOptions? options = null) =>
        ComparisonScene.OpenAsync(servers, "in-process", options);
}

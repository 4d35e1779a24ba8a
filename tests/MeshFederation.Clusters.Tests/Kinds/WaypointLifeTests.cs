using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>
/// What is published of services whose requests a waypoint splits: nothing selects what it must not, and nothing is got past.
/// </summary>
public sealed partial class WaypointLifeTests(RealServers servers)
{
    public static TheoryData<string> Servers => ["in-process", RealServers.Newest];

    [Theory, MemberData(nameof(Servers))]
    public async Task A_split_at_a_waypoint_is_published_and_removed_and_leaves_the_owners_Services_alone(string server)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, server);
        var scene = ambient.Scene;
        await ambient.MakeServicesAsync();
        var before = await ambient.TextAsync("cluster1", ambient.Reviews);
        var plan = await scene.Declared.PlanAsync(ambient.DeclareSplit());
        Assert.DoesNotContain(plan.Changes, change => change.OnlyFields);
        Assert.Contains(plan.Changes, change => change is { Kind: "VirtualService", Cluster: "cluster1" });
        Assert.Equal(
            plan.Changes.Select(change => change.ToString()),
            PlanReader.Read("plan", PlanWriter.Write(plan)).Changes.Select(change => change.ToString()));
        await scene.PublishAsync(plan);
        Assert.False((await scene.Declared.PlanAsync(ambient.DeclareSplit())).HasChanges);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Equal(before, await ambient.TextAsync("cluster1", ambient.Reviews));
        Assert.Empty(await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Shares_of_connections_and_of_requests_take_each_others_place_without_pruning(string server)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, server);
        var scene = ambient.Scene;
        await ambient.MakeServicesAsync();
        await scene.PublishAsync(await scene.Declared.PlanAsync(ambient.DeclareReviews()));
        var shared = await scene.StateAsync();

        var split = await scene.Declared.PlanAsync(ambient.DeclareSplit());
        string[] entries = [$"{ambient.Reviews}.cluster2.a", $"{ambient.Reviews}.cluster2.b"];
        Assert.Equal(entries, Gone(split, "WorkloadEntry"));
        var waves = Waves(split);
        Assert.All(entries, entry => Assert.True(waves[$"WorkloadEntry {entry}"] < waves[$"VirtualService {ambient.Reviews}"]));
        await scene.PublishAsync(split);

        var back = await scene.Declared.PlanAsync(ambient.DeclareReviews());
        Assert.Equal([ambient.Reviews], Gone(back, "VirtualService"));
        Assert.Equal([$"{ambient.Reviews}-cluster1"], Gone(back, "Service"));
        waves = Waves(back);
        Assert.All(entries, entry => Assert.True(waves[$"WorkloadEntry {entry}"] > waves[$"VirtualService {ambient.Reviews}"]));
        await scene.PublishAsync(back);
        await scene.PublishAsync(await scene.Declared.PlanAsync(new ComparisonOptions { Prune = true }, ambient.DeclareReviews()));
        Assert.Equal(Names(shared), Names(await scene.StateAsync()));

        await scene.PublishAsync(await scene.Declared.PlanAsync(ambient.DeclareSplit()));
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(null));
        Assert.Equal(Names(shared), Names(await scene.StateAsync()));
    }

    [Fact]
    public async Task Where_there_are_no_own_pods_the_old_way_stays_until_the_new_one_is_there()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        var scene = ambient.Scene;
        await ambient.MakeServicesAsync();
        var ratings = ambient.DeclareRatings();
        ratings = ratings with { Instance = [ratings.Instance[0] with { Selector = LabelSet.Create("app", ambient.Ratings) }] };
        var (entry, routes) = ($"WorkloadEntry {ambient.Ratings}.cluster2.ratings", $"VirtualService {ambient.Ratings}");
        await scene.PublishAsync(await scene.Declared.PlanAsync(ratings));
        var split = await scene.Declared.PlanAsync(ambient.AtWaypoint(ratings, "cluster2/v3:100"));
        var waves = Waves(split);
        Assert.True(waves[entry] > waves[routes]);
        await scene.PublishAsync(split);
        waves = Waves(await scene.Declared.PlanAsync(ratings));
        Assert.True(waves[entry] < waves[routes]);
    }

    [Fact]
    public async Task A_Service_of_somebody_is_not_turned_into_that_of_a_share()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.MakeAsync("cluster1", $"{ambient.Reviews}-cluster1", "{tier: back}");
        foreach (var force in new[] { false, true })
        {
            var said = Refusal(await ambient.Declared.PlanAsync(new ComparisonOptions { Force = force }, ambient.DeclareSplit()));
            Assert.Contains($"a share of '{ambient.Reviews}', and -Force does not help", said, StringComparison.Ordinal);
            Assert.DoesNotContain("take the cluster out of -ClientCluster", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "ALLOW", true)]
    [InlineData(", {kind: Service, name: SHARE}", "ALLOW", false)]
    [InlineData("", "AUDIT", false)]
    public async Task A_policy_for_the_Service_of_the_owner_must_be_for_those_of_shares_as_well(string more, string action, bool isInTheWay)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var share = $"{ambient.Reviews}-cluster1";
        await ambient.Declared.ApplyAsync(
            "cluster1",
            "kubectl",
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: own, namespace: default}, spec: {targetRefs: "
            + $"[{{kind: Service, name: {ambient.Reviews}}}{more.Replace("SHARE", share, StringComparison.Ordinal)}], action: {action}, "
            + "rules: [{from: [{source: {namespaces: [default]}}]}]}}");
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareSplit());
        var own = Assert.Single(plan.Changes, change => change.Name == share);
        Assert.Equal(isInTheWay, own.Action == ChangeAction.Conflict);
        var way = $"beside the Service '{ambient.Reviews}', one with the name '{share}'";
        Assert.Equal(isInTheWay, own.Message.Contains(way, StringComparison.Ordinal));
    }

    /// <summary>Its gateway takes it that the waypoint of the caller asked all there is to ask.</summary>
    [Theory]
    [InlineData("{kind: Service, name: OWNER}, {kind: Service, name: SHARE}", "DENY", true)]
    [InlineData("{group: gateway.networking.k8s.io, kind: Gateway, name: waypoint}", "ALLOW", true)]
    [InlineData("{group: gateway.networking.k8s.io, kind: Gateway, name: waypoint}", "AUDIT", false)]
    public async Task A_policy_at_the_waypoint_of_the_serving_cluster_is_got_past(string target, string action, bool isPassed)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.MakeAsync("cluster2", ambient.Reviews, "{team: a, istio.io/use-waypoint: waypoint}");
        await ambient.Declared.ApplyAsync(
            "cluster2",
            "kubectl",
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: own, namespace: default}, spec: {targetRefs: "
            + $"[{target.Replace("OWNER", ambient.Reviews, StringComparison.Ordinal)
                .Replace("SHARE", ambient.Reviews + "-cluster2-version-v3", StringComparison.Ordinal)}], "
            + $"action: {action}, rules: [{{to: [{{operation: {{paths: [/secret]}}}}]}}]}}}}");
        var service = ambient.DeclareSplit();
        var named = service with
        {
            Instance = service.Instance.Select(item => item.Cluster.Name != "cluster2" ? item : item with
            {
                Cluster = item.Cluster with
                {
                    MeshConfig = new() { GlobalService = [ServiceScopes.Of(item.Cluster)[0]] },
                    Facts = new()
                    {
                        AmbientNamespace = ["default"],
                        Waypoint = ["default/waypoint"],
                        ServiceWaypoint =
                            [new("default", ambient.Reviews, LabelSet.Create("istio.io/use-waypoint", "waypoint"))],
                    },
                },
                ServiceAccount = ["a", "b", "waypoint"],
            }).ToValueList(),
        };
        var widening = (await ambient.Declared.PlanAsync(named)).Widening;
        Assert.Equal(isPassed, widening.Count > 0);
        Assert.All(widening, access => Assert.Equal(
            ("cluster2", "cluster1", "AuthorizationPolicy/default/own"), (access.Cluster, access.Client, access.Policy)));
    }

    [Fact]
    public async Task A_share_says_the_waypoint_that_the_Service_of_the_owner_says_by_now()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.MakeAsync("cluster2", ambient.Reviews, "{team: a, istio.io/use-waypoint: late}");
        var said = Refusal(await ambient.Declared.PlanAsync(ambient.DeclareSplit()));
        Assert.Contains("says of its waypoint istio.io/use-waypoint=late", said, StringComparison.Ordinal);
        Assert.Contains("Get-MeshCluster cluster2", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app: NAME", "9080", "")]
    [InlineData("app: NAME", "http-web", "leads from its port 9080 to http-web of the pods")]
    [InlineData("app: NAME", "8080", "-TargetPort of New-MeshServiceEntry")]
    [InlineData("app: NAME, tier: back", "9080", "Give -Selector of New-MeshServiceEntry as the Service says it")]
    public async Task A_share_leads_to_the_ports_and_pods_of_the_Service_of_the_owner(string selector, string target, string why)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var name = ambient.Reviews;
        await ambient.Declared.ApplyAsync(
            "cluster1",
            "helm",
            $"{{apiVersion: v1, kind: Service, metadata: {{name: {name}, namespace: default, labels: {{team: a}}}}, spec: {{selector: {{"
            + $"{selector.Replace("NAME", name, StringComparison.Ordinal)}}}, ports: [{{name: http, port: 9080, protocol: TCP, "
            + $"targetPort: {target}}}]}}}}",
            force: true);
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareSplit());
        var own = Assert.Single(plan.Changes, change => change.Name == $"{name}-cluster1");
        Assert.Equal(why.Length > 0, own.Action == ChangeAction.Conflict);
        Assert.Contains(why, own.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Of_a_Service_that_is_gone_nothing_is_taken_back_and_that_is_said(string server)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, server);
        await ambient.MakeServicesAsync();
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareRatings()));
        var notes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var outcome = await ambient.Scene.TryPublishAsync(
            await ambient.Scene.PlanOfRevisionAsync(0),
            new() { Removes = true },
            () => ambient.Declared.Api("cluster2").DeleteAsync(
                ResourceKinds.Service, "default", ambient.Ratings, new(), PublishingScene.Ct),
            happened =>
            {
                if (happened is PublishingNote note) notes.Enqueue(note.Text);
            });
        Assert.Null(outcome.Error);
        Assert.Contains(notes, note => note.Contains("is gone, so there is nothing of it to take back", StringComparison.Ordinal));
        Assert.Null(await ambient.ServiceAsync("cluster2", ambient.Ratings));
        Assert.Empty(await ambient.Scene.StateAsync());
    }

    [Fact]
    public async Task A_Service_that_is_gone_is_not_made_anew_for_the_fields_that_it_should_have()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var outcome = await ambient.Scene.TryPublishAsync(
            await ambient.Declared.PlanAsync(ambient.DeclareRatings()),
            meanwhile: () => ambient.Declared.Api("cluster2").DeleteAsync(
                ResourceKinds.Service, "default", ambient.Ratings, new(), PublishingScene.Ct));
        Assert.NotNull(outcome.Error);
        Assert.Null(await ambient.ServiceAsync("cluster2", ambient.Ratings));
    }

    private static IEnumerable<string> Gone(MeshPlan plan, string kind) =>
        plan.Changes.Where(change => change.Action == ChangeAction.Delete && change.Kind == kind).Select(change => change.Name).Order();

    private static Dictionary<string, PublishingWave> Waves(MeshPlan plan) => PublishingSchedule.Of(plan.Changes)
        .Where(write => write.Change.Cluster == "cluster1").DistinctBy(write => write.Change)
        .ToDictionary(write => $"{write.Change.Kind} {write.Change.Name}", write => write.Wave);

    /// <summary>The objects without what the history counts.</summary>
    private static IEnumerable<string> Names(IReadOnlyList<string> state) =>
        state.Where(text => !text.Contains("ConfigMap", StringComparison.Ordinal) && !text.Contains("Lease", StringComparison.Ordinal));

    private static string Refusal(MeshPlan plan) =>
        string.Join('\n', plan.Changes.Where(change => change.Action == ChangeAction.Conflict).Select(change => change.Message));
}

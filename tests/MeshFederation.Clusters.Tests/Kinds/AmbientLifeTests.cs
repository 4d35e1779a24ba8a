using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>
/// What is published of services that are called in ambient mode. Of a Service that is somebody's no more is set than labels, and no more
/// is taken back.
/// </summary>
public sealed partial class AmbientLifeTests(RealServers servers)
{
    private const string Label = "metadata.labels['istio.io/global']";

    public static TheoryData<string> Servers => ["in-process", RealServers.Newest];

    [Theory, MemberData(nameof(Servers))]
    public async Task It_is_planned_published_undone_and_removed_and_the_owner_has_his_Services_as_they_were(string server)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, server);
        var scene = ambient.Scene;
        await ambient.MakeServicesAsync();
        var before = await StateAsync(ambient);

        var plan = await scene.Declared.PlanAsync(ambient.DeclareRatings());
        Assert.Equal(
            [
                $"Update fields of Service/default/{ambient.Ratings} in cluster2",
                $"Create Gateway/istio-system/{ambient.Gateway} in cluster2",
                $"Create Gateway/istio-system/meshfederation-{scene.Federation}-cluster2 in cluster1",
                $"Create Service/default/{ambient.Ratings} in cluster1",
                $"Create WorkloadEntry/default/{ambient.Ratings}.cluster2.ratings in cluster1",
            ],
            plan.Changes.Select(change => change.ToString()));
        var label = plan.Changes[0];
        Assert.Contains(label.Difference, field => field is { Path: Label, Before: null, After: "true" });
        Assert.Contains("also opens its pods on the gateway of 'cluster2'", label.Message, StringComparison.Ordinal);
        Assert.Equal(
            plan.Changes.Select(change => change.ToString()),
            PlanReader.Read("plan", PlanWriter.Write(plan)).Changes.Select(change => change.ToString()));
        await scene.PublishAsync(plan);
        Assert.False((await scene.Declared.PlanAsync(ambient.DeclareRatings())).HasChanges);
        await RequireSoundAsync(scene);

        await scene.PublishAsync(await scene.Declared.PlanAsync(ambient.DeclareRatings(), ambient.DeclareReviews()));
        foreach (var cluster in new[] { "cluster1", "cluster2" })
            Assert.Contains("\"istio.io/global\":\"true\"", await ambient.TextAsync(cluster, ambient.Reviews), StringComparison.Ordinal);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(null));
        Assert.Equal(before[1..], (await StateAsync(ambient))[1..]);
        await RequireSoundAsync(scene);

        var gone = await scene.PlanOfRevisionAsync(0);
        var back = Assert.Single(gone.Changes, change => change.OnlyFields);
        Assert.Equal($"Delete fields of Service/default/{ambient.Ratings} in cluster2", back.ToString());
        Assert.Contains(back.Difference, field => field is { Path: Label, Before: "true", After: null });
        await scene.PublishAsync(gone, new() { Removes = true });
        Assert.Equal(before, await StateAsync(ambient));
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task What_the_owner_has_set_himself_is_neither_taken_over_nor_taken_back()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeAsync("cluster2", ambient.Ratings, "{istio.io/global: 'true'}");
        var before = await ambient.TextAsync("cluster2", ambient.Ratings);
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareRatings());
        var left = Assert.Single(plan.Changes, change => change.OnlyFields);
        Assert.Contains("is set already, by helm", left.Message, StringComparison.Ordinal);
        await ambient.Scene.PublishAsync(plan);
        Assert.Equal(before, await ambient.TextAsync("cluster2", ambient.Ratings));
        await ambient.Scene.PublishAsync(await ambient.Scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Equal(before, await ambient.TextAsync("cluster2", ambient.Ratings));
    }

    [Fact]
    public async Task What_the_owner_says_otherwise_is_a_conflict()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeAsync("cluster2", ambient.Ratings, "{istio.io/global: 'false'}");
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareRatings());
        var conflict = Assert.Single(plan.Changes, change => change.Action == ChangeAction.Conflict);
        Assert.Contains("istio.io/global", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Service_that_is_not_there_or_that_another_federation_labels_is_said()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        var missing = Refusal(await ambient.Declared.PlanAsync(ambient.DeclareRatings()));
        Assert.Contains("There is no Service/default/", missing, StringComparison.Ordinal);
        await ambient.MakeAsync("cluster2", ambient.Ratings, "{tier: back}");
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareRatings()));
        var pool = AddressPool.Parse(AddressPool.DefaultRange);
        var other = await new FederationComparer(new()).CompareAsync("other", [ambient.DeclareRatings()], pool, PublishingScene.Ct);
        Assert.Contains(
            $"are those of the federation '{ambient.Scene.Federation}'",
            string.Join('\n', other.Plan.Changes.Select(change => change.Message)),
            StringComparison.Ordinal);
        var shared = Assert.Single(other.Plan.Changes, change => change.Name == ambient.Gateway);
        Assert.Equal(ChangeAction.Conflict, shared.Action);
        Assert.Contains($"of the federation '{ambient.Scene.Federation}', so it goes once", shared.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_for_ambient_services_are_not_judged_and_said()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        Assert.Empty((await ambient.Declared.PlanAsync(ambient.DeclareRatings())).UnknownAccess);
        await ambient.Declared.ApplyAsync(
            "cluster2",
            "kubectl",
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: own, namespace: default}, spec: {targetRefs: "
            + $"[{{kind: Service, name: {ambient.Ratings}}}], rules: [{{from: [{{source: {{namespaces: [default]}}}}]}}]}}}}");
        var said = Assert.Single((await ambient.Declared.PlanAsync(ambient.DeclareRatings())).UnknownAccess);
        Assert.Contains($"for default/{ambient.Ratings} are not judged", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Service_of_somebody_is_not_turned_into_one_that_selects_other_clusters()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.MakeAsync("cluster1", ambient.Ratings, "{tier: back}");
        foreach (var force in new[] { false, true })
        {
            var plan = await ambient.Declared.PlanAsync(new ComparisonOptions { Force = force }, ambient.DeclareRatings());
            Assert.Contains("say that it runs there, too: -Cluster cluster1", Refusal(plan), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_gateway_that_is_there_is_used_and_another_one_is_in_the_way()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Declared.ApplyAsync("cluster2", "helm", EastWest(ambient.Gateway));
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareRatings());
        var used = Assert.Single(plan.Changes, change => change.Name == ambient.Gateway);
        Assert.Equal(ChangeAction.Unchanged, used.Action);
        Assert.Contains("takes what other clusters call", used.Message, StringComparison.Ordinal);

        await ambient.Declared.Api("cluster2").DeleteAsync(
            ResourceKinds.Of("gateway.networking.k8s.io/v1", "Gateway"), "istio-system", ambient.Gateway, new(), PublishingScene.Ct);
        await ambient.Declared.ApplyAsync("cluster2", "helm", EastWest("another"));
        Assert.Contains(
            "-GatewaySelector gateway.networking.k8s.io/gateway-name=another",
            Refusal(await ambient.Declared.PlanAsync(ambient.DeclareRatings())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_gateway_for_a_network_is_in_the_way()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Declared.ApplyAsync(
            "cluster1", "helm", "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: theirs, namespace: "
                + $"istio-system, labels: {{topology.istio.io/network: {ambient.Declared.Two.Network}}}}}, spec: {{gatewayClassName: "
                + "istio-remote, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}}");
        Assert.Contains(
            "kubectl delete gateway.gateway.networking.k8s.io theirs",
            Refusal(await ambient.Declared.PlanAsync(ambient.DeclareRatings())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_is_suspended_gets_no_connections_even_where_nothing_is_pruned()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareReviews()));
        var drained = await ambient.Declared.PlanAsync(ambient.DeclareReviews() with { Suspended = ["cluster2"] });
        Assert.Equal(
            ["a", "b"],
            drained.Changes.Where(change => change.Action == ChangeAction.Delete).Select(change => change.Name.Split('.')[^1]).Order());
        await ambient.Scene.PublishAsync(drained);
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareReviews()));
        await RequireSoundAsync(ambient.Scene);
    }

    [Fact]
    public async Task What_is_left_of_another_mode_is_pruned_either_way()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var before = await ambient.TextAsync("cluster2", ambient.Ratings);
        var prune = new ComparisonOptions { Prune = true };
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareRatings()));
        await ambient.Sidecars.PublishAsync(await ambient.Sidecars.Declared.PlanAsync(prune, ambient.DeclareRatings(ambient.Sidecars)));
        Assert.Equal(before, await ambient.TextAsync("cluster2", ambient.Ratings));
        Assert.Null(await ambient.ServiceAsync("cluster1", ambient.Ratings));
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(prune, ambient.DeclareRatings()));
        Assert.DoesNotContain(await ambient.Scene.StateAsync(), text => text.Contains("ServiceEntry", StringComparison.Ordinal));
        await RequireSoundAsync(ambient.Scene);
    }

    [Fact]
    public async Task A_publish_that_fails_gives_the_owner_his_Service_back()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var before = await StateAsync(ambient);
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareReviews(), ambient.DeclareRatings());
        ambient.Scene.InProcess!["cluster1"].Faults.Add(
            Fault.Forbidden,
            request => request is { Plural: "workloadentries", Verb: "patch", DryRun: false },
            times: FaultScript.Always);
        Assert.NotNull((await ambient.Scene.TryPublishAsync(plan)).Error);
        Assert.DoesNotContain(ambient.Scene.Last, change => change.Message.Contains("could not be put back", StringComparison.Ordinal));
        Assert.Equal(before, await StateAsync(ambient));
    }

    private static async Task<string[]> StateAsync(AmbientScene ambient) =>
    [
        await ambient.TextAsync("cluster2", ambient.Ratings),
        await ambient.TextAsync("cluster1", ambient.Reviews),
        await ambient.TextAsync("cluster2", ambient.Reviews),
    ];

    private static string Refusal(MeshPlan plan) =>
        string.Join('\n', plan.Changes.Where(change => change.Action == ChangeAction.Conflict).Select(change => change.Message));

    private static string EastWest(string name) => "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: "
        + $"{name}, namespace: istio-system}}, spec: {{gatewayClassName: istio-east-west, listeners: [{{name: mesh, port: 15008, protocol: "
        + "HBONE, tls: {mode: Terminate}}]}}";

    private static async Task RequireSoundAsync(PublishingScene scene)
    {
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, PublishingScene.Ct))
        {
            Assert.Null(read.Failure);
            var status = Assert.Single(read.Status, status => status.Name == scene.Federation);
            Assert.Empty(status.Drift);
            Assert.DoesNotContain(status.Manifest, item => item is { Kind: "Service", Cluster: "cluster2", Spec.Count: > 0 });
        }
    }
}

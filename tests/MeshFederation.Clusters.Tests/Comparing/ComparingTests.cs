using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Comparing a federation with its clusters, on real servers and the one of the tests.</summary>
public sealed class ComparingTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Everything_is_created_at_first_and_nothing_changes_once_it_is_published(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        var plan = await scene.PlanAsync(scene.Split(75));
        Assert.Equal(
            [
                "cluster2 DestinationRule", "cluster2 Gateway", "cluster1 ServiceEntry", "cluster1 DestinationRule",
                "cluster1 DestinationRule", "cluster1 VirtualService"
            ],
            plan.Changes.Select(change => $"{change.Cluster} {change.Kind}"));
        Assert.All(plan.Changes, change => Assert.Equal(ChangeAction.Create, change.Action));

        await scene.PublishAsync(plan);
        var again = await scene.PlanAsync(scene.Split(75));
        Assert.False(again.HasChanges);
        Assert.Equal("No changes. 6 objects are as declared.", again.Summary);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_changed_split_is_an_update_of_the_weights_alone(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        var changed = Assert.Single((await scene.PlanAsync(scene.Split(50))).Changes, change => change.Action != ChangeAction.Unchanged);
        Assert.Equal((ChangeAction.Update, "VirtualService"), (changed.Action, changed.Kind));
        Assert.Equal(
            [
                "spec.http[0].route[0].weight: 75 → 50", "spec.http[0].route[1].weight: 25 → 50", "spec.http[1].route[0].weight: 75 → 50",
                "spec.http[1].route[1].weight: 25 → 50"
            ],
            changed.Difference.Select(difference => difference.ToString()));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_somebody_edited_is_a_conflict_with_its_fields_and_Force_takes_it_back(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        await scene.ApplyAsync(
            "cluster1",
            "kubectl-edit",
            ComparisonScene.Object(
                "DestinationRule",
                $"default/{scene.Service}",
                $"{{host: {scene.Service}.default.svc.cluster.local, subsets: [{{name: other}}]}}"),
            force: true);

        var conflict = Assert.Single((await scene.PlanAsync(scene.Split(75))).Changes, change => change.Action == ChangeAction.Conflict);
        Assert.Equal("spec.subsets (kubectl-edit)", Assert.Single(conflict.OtherOwners).ToString());
        Assert.Contains("spec.subsets (kubectl-edit)", conflict.Message, StringComparison.Ordinal);

        var forced = await scene.PlanAsync(new ComparisonOptions { Force = true }, scene.Split(75));
        var update = Assert.Single(forced.Changes, change => change.Action != ChangeAction.Unchanged);
        Assert.Equal(ChangeAction.Update, update.Action);
        Assert.True(update.Adopts);
        await scene.PublishAsync(forced);
        Assert.False((await scene.PlanAsync(scene.Split(75))).HasChanges);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task An_object_of_another_manager_is_left_alone_until_it_is_adopted_and_keeps_what_it_says_beyond_ours(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.ApplyAsync(
            "cluster2",
            "helm",
            ComparisonScene.Object(
                "DestinationRule",
                $"default/{scene.Service}",
                $"{{host: {scene.Service}, trafficPolicy: {{loadBalancer: {{simple: RANDOM}}}}}}"));
        var conflict = Assert.Single((await scene.PlanAsync(scene.Split(75))).Changes, change => change.Action == ChangeAction.Conflict);
        Assert.Equal(("cluster2", "DestinationRule"), (conflict.Cluster, conflict.Kind));
        Assert.Contains("helm", conflict.Message, StringComparison.Ordinal);

        var forced = await scene.PlanAsync(new ComparisonOptions { Force = true }, scene.Split(75));
        await scene.PublishAsync(forced);
        var adopted = Assert.Single(
            (await scene.PlanAsync(scene.Split(75))).Changes, change => change.Cluster == "cluster2" && change.Kind == "DestinationRule");
        Assert.Equal(ChangeAction.Unchanged, adopted.Action);
        Assert.Equal("RANDOM", adopted.Live!.Map("spec")!.Map("trafficPolicy")!.Map("loadBalancer")!.Text("simple"));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_is_no_longer_wanted_is_counted_and_removed_with_Prune_alone(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        var other = scene.Split(50, "ratings-" + scene.Federation);
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75), other));

        var kept = await scene.PlanAsync(scene.Split(75));
        Assert.Equal(5, kept.Unwanted);
        Assert.DoesNotContain(kept.Changes, change => change.Action == ChangeAction.Delete);

        var pruned = await scene.PlanAsync(new ComparisonOptions { Prune = true }, scene.Split(75));
        Assert.Equal(
            ["VirtualService", "DestinationRule", "ServiceEntry"],
            pruned.Changes.Where(change => change.Action == ChangeAction.Delete && change.Step.Phase > PublishingPhase.Serving)
                .Select(change => change.Kind));
        Assert.Equal(5, pruned.Changes.Count(change => change.Action == ChangeAction.Delete));
        await scene.PublishAsync(pruned);
        Assert.False((await scene.PlanAsync(new ComparisonOptions { Prune = true }, scene.Split(75))).HasChanges);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_second_VirtualService_for_the_host_is_seen_in_any_namespace(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.ApplyAsync(
            "cluster1",
            "kubectl",
            ComparisonScene.Object(
                "VirtualService",
                $"istio-system/{scene.Service}-other",
                $"{{hosts: [{scene.Service}.default.svc.cluster.local], http: [{{route: [{{destination: {{host: x}}}}]}}]}}"));
        var conflict = Assert.Single(
            (await scene.PlanAsync(new ComparisonOptions { Force = true }, scene.Split(75))).Changes,
            change => change.Action == ChangeAction.Conflict);
        Assert.Equal("VirtualService", conflict.Kind);
        Assert.Contains($"VirtualService/istio-system/{scene.Service}-other (kubectl)", conflict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_Gateway_that_passes_everything_is_used_by_the_labels_of_the_pods(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.ApplyAsync(
            "cluster2",
            "helm",
            $"{{apiVersion: v1, kind: Pod, metadata: {{name: gw-{scene.Federation}, namespace: istio-system, labels: {{istio: "
            + $"gateway-{scene.Federation}, app: app-{scene.Federation}}}}}, spec: {{containers: [{{name: a, image: a}}]}}}}");
        await scene.ApplyAsync("cluster2", "helm", ComparisonScene.Object(
            "Gateway",
            $"istio-system/expose-{scene.Federation}",
            $"{{selector: {{app: app-{scene.Federation}}}, servers: [{{port: {{number: 15443, name: tls, protocol: TLS}}, tls: {{mode: "
            + "AUTO_PASSTHROUGH}, hosts: ['*.local']}]}"));
        var plan = await scene.PlanAsync(scene.Split(75));
        var gateway = Assert.Single(plan.Changes, change => change.Kind == "Gateway");
        Assert.Equal(ChangeAction.Unchanged, gateway.Action);
        Assert.Contains($"Gateway/istio-system/expose-{scene.Federation}", gateway.Message, StringComparison.Ordinal);
        await scene.PublishAsync(plan);
        Assert.False((await scene.PlanAsync(scene.Split(75))).HasChanges);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Addresses_stay_and_are_never_those_of_others(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        var planned = Address(await scene.PlanAsync(scene.Split(75)));
        await scene.ApplyAsync(
            "cluster1",
            "kubectl",
            ComparisonScene.Object(
                "ServiceEntry",
                $"istio-system/taken-{scene.Federation}",
                $"{{hosts: [taken-{scene.Federation}.example.com], addresses: [{planned}], ports: [{{number: 80, name: http, protocol: "
                + "HTTP}], resolution: NONE}"));
        var plan = await scene.PlanAsync(scene.Split(75));
        var given = Address(plan);
        Assert.NotEqual(planned, given);

        await scene.PublishAsync(plan);
        Assert.True(await scene.Api("cluster1")
            .DeleteAsync(
                Clusters.Api.ResourceKinds.Of("networking.istio.io/v1", "ServiceEntry"),
                "istio-system",
                $"taken-{scene.Federation}",
                new(),
                ComparisonScene.Ct));
        Assert.Equal(given, Address(await scene.PlanAsync(scene.Split(75))));
    }

    private static string Address(MeshPlan plan) =>
        (string)plan.Changes.Single(change => change.Kind == "ServiceEntry").Wanted!.Map("spec")!.List("addresses")[0]!;
}

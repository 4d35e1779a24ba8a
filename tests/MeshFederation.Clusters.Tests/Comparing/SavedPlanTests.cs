using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Plans that are saved and published later.</summary>
public sealed class SavedPlanTests(RealServers servers) : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".json");

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_saved_plan_holds_until_it_is_published(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        var saved = Saved(await scene.PlanAsync(scene.Split(50)));
        Assert.Empty(PlanFreshness.Check(saved, await AgainAsync(saved)));

        await scene.PublishAsync(saved);
        Assert.Contains(
            "was changed meanwhile by meshfederation",
            Assert.Single(PlanFreshness.Check(saved, await AgainAsync(saved))),
            StringComparison.Ordinal);
        Assert.False((await scene.PlanAsync(scene.Split(50))).HasChanges);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_moves_on_is_named(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.PlanAsync(scene.Split(75)));
        var saved = Saved(await scene.PlanAsync(scene.Split(50)));
        await scene.ApplyAsync(
            "cluster1", "kubectl-edit", ComparisonScene.Object("VirtualService", $"default/{scene.Service}", "{exportTo: ['*']}"));
        await scene.ApplyAsync(
            "cluster2",
            "helm",
            ComparisonScene.Object(
                "DestinationRule",
                $"default/{scene.Service}-other",
                $"{{host: {scene.Service}, trafficPolicy: {{loadBalancer: {{simple: RANDOM}}}}}}"));

        var moved = PlanFreshness.Check(saved, await AgainAsync(saved));
        Assert.Equal(2, moved.Count);
        Assert.Contains(
            $"DestinationRule/default/{scene.Service} in cluster2: DestinationRule/default/{scene.Service}-other (helm)",
            moved[0],
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"VirtualService/default/{scene.Service} in cluster1 was changed meanwhile by kubectl-edit at ",
            moved[1],
            StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private MeshPlan Saved(MeshPlan plan)
    {
        PlanFile.Write(_path, plan);
        return PlanFile.Read(_path, [.. plan.Cluster.Select(cluster => cluster.Kubeconfig).OfType<string>().Distinct()], []);
    }

    private static async Task<MeshPlan> AgainAsync(MeshPlan plan) =>
        (await new FederationComparer(new() { Prune = plan.Prune, Force = plan.Force }).CompareAgainAsync(plan, ComparisonScene.Ct)).Plan;
}

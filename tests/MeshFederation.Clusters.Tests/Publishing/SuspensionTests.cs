using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>A cluster is drained and comes back, by what the clusters keep alone; on real servers and the one of the tests.</summary>
public sealed class SuspensionTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task What_comes_back_is_exactly_what_was(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await PublishAsync(scene, Declared(scene));
        var before = await ObjectsAsync(scene);
        Assert.Contains(before, text => text.Contains("workloadSelector", StringComparison.Ordinal));

        await PublishAsync(scene, await RecordedAsync(scene, service => service.WithSuspended(["cluster2"])));
        var drained = await ObjectsAsync(scene);
        Assert.DoesNotContain(drained, text => text.Contains("workloadSelector", StringComparison.Ordinal));
        Assert.Equal("cluster2", (await RecordedAsync(scene, static service => service)).Suspended.ToString());

        await PublishAsync(scene, await RecordedAsync(scene, service => service.WithResumed(["cluster2"])));
        Assert.Equal(before, await ObjectsAsync(scene));
    }

    /// <summary>A split with a fallback, policies of routes and of one destination.</summary>
    private static MeshService Declared(PublishingScene scene)
    {
        var service = scene.Declared.Declare();
        service = service with
        {
            Instance = service.Instance.Select(instance => instance with { ServiceAccount = ["reviews"] }).ToValueList(),
        };
        var (v1, v3) = (LabelSet.Create("version", "v1"), LabelSet.Create("version", "v3"));
        MeshDestination[] split = [new("cluster2", v3, 75) { Fallback = [new("cluster1", v1)] }, new("cluster1", v1, 25)];
        return service.WithTrafficSplit(split, [])
            .WithPolicy(Policy("timeout", MeshRouteScope.All, ("Timeout", "5s")))
            .WithPolicy(Policy("connectionPool", new MeshDestinationScope("cluster2", LabelSet.Empty), ("MaxConnections", 50)));
    }

    private static MeshPolicy Policy(string kind, MeshPolicyScope scope, (string Name, object? Value) value) =>
        PolicyKinds.Of(kind).FromArguments(new Dictionary<string, object?>(StringComparer.Ordinal) { [value.Name] = value.Value }, scope);

    private static async Task PublishAsync(PublishingScene scene, MeshService service)
    {
        var plan = await scene.Declared.PlanAsync(new ComparisonOptions { Prune = true }, service);
        Assert.True(plan.HasChanges);
        await scene.PublishAsync(plan);
        Assert.False((await scene.Declared.PlanAsync(new ComparisonOptions { Prune = true }, service)).HasChanges);
    }

    /// <summary>The service as the newest revision keeps it.</summary>
    private static async Task<MeshService> RecordedAsync(PublishingScene scene, Func<MeshService, MeshService> change)
    {
        var reads = new List<ClusterFederations>();
        await foreach (var read in new FederationReader { NeedsDeclaration = true }.ReadAsync(scene.Clusters, PublishingScene.Ct))
            reads.Add(read);
        return change(Assert.Single(RecordedDeclaration.Newest(scene.Federation, reads).Services));
    }

    /// <summary>The federation's objects, without history and leases.</summary>
    private static async Task<List<string>> ObjectsAsync(PublishingScene scene) =>
        [.. (await scene.StateAsync()).Where(text => text.Contains("networking.istio.io/", StringComparison.Ordinal))];
}

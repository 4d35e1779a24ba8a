using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Servers;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>What is said of policies where a Service of an ambient mesh is open to others since its own cluster calls theirs.</summary>
public sealed class AmbientAccessTests(RealServers servers)
{
    [Fact]
    public async Task Policies_of_a_cluster_that_calls_its_own_pods_and_those_of_others_are_said()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        Assert.Empty((await ambient.Declared.PlanAsync(ambient.DeclareReviews())).UnknownAccess);
        await GuardAsync(ambient);
        var said = Assert.Single((await ambient.Declared.PlanAsync(ambient.DeclareReviews())).UnknownAccess);
        Assert.StartsWith("Cluster 'cluster1'", said, StringComparison.Ordinal);
        Assert.Contains($"for default/{ambient.Reviews} are not judged", said, StringComparison.Ordinal);
        Assert.EndsWith("Compare-MeshAccess -Live says whom ztunnels let in.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_of_a_service_that_is_recorded_and_declared_no_more_are_said_too()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareReviews()));
        await GuardAsync(ambient);
        var plan = await ambient.Declared.PlanAsync(new ComparisonOptions { Prune = true }, ambient.DeclareRatings());
        Assert.Contains(plan.UnknownAccess, said => said.StartsWith("Cluster 'cluster1'", StringComparison.Ordinal)
            && said.Contains($"for default/{ambient.Reviews} are not judged", StringComparison.Ordinal));
    }

    private static Task GuardAsync(AmbientScene ambient) => ambient.Declared.ApplyAsync(
        "cluster1",
        "kubectl",
        "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: own, namespace: default}, spec: {rules: [{from: "
        + "[{source: {namespaces: [default]}}]}]}}");
}

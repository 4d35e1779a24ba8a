namespace MeshFederation.Clusters.Tests.Kinds;

/// <content>Whom tunnels lead to pods.</content>
public sealed partial class AmbientLifeTests
{
    [Fact]
    public async Task Pods_that_become_reachable_through_tunnels_and_no_policy_guards_are_said_once()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var plan = await ambient.Declared.PlanAsync(ambient.DeclareRatings());
        Assert.Contains(
            $"is for the pods of default/{ambient.Ratings}, so whoever calls through tunnels from cluster1 is let in from now on",
            Assert.Single(plan.OpenAccess),
            StringComparison.Ordinal);
        await ambient.Scene.PublishAsync(plan);
        Assert.Empty((await ambient.Declared.PlanAsync(ambient.DeclareRatings())).OpenAccess);
        Assert.Contains(
            $"the pods of default/{ambient.Reviews}, ",
            string.Join('\n', (await ambient.Declared.PlanAsync(ambient.DeclareRatings(), ambient.DeclareReviews())).OpenAccess),
            StringComparison.Ordinal);
        await ambient.Declared.ApplyAsync(
            "cluster2",
            "kubectl",
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: own, namespace: default}, spec: {rules: "
            + "[{from: [{source: {namespaces: [default]}}]}]}}");
        Assert.DoesNotContain(
            (await ambient.Declared.PlanAsync(ambient.DeclareRatings(), ambient.DeclareReviews())).OpenAccess,
            said => said.StartsWith("Cluster 'cluster2'", StringComparison.Ordinal));
    }
}

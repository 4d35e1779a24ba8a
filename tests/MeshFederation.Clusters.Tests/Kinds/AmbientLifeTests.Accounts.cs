using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Kinds;

public sealed partial class AmbientLifeTests
{
    [Fact]
    public async Task A_gateway_of_another_account_than_callers_are_told_is_in_the_way()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var edge = EastWest(ambient.Gateway).Replace(
            "namespace: istio-system",
            "namespace: istio-system, annotations: {gateway.istio.io/service-account: edge}",
            StringComparison.Ordinal);
        await ambient.Declared.ApplyAsync("cluster2", "helm", edge);
        var refusal = Refusal(await ambient.Declared.PlanAsync(ambient.DeclareRatings()));
        Assert.Contains(
            $"/sa/{ambient.Gateway}), got spiffe://{ambient.Declared.Two.TrustDomain}/ns/istio-system/sa/edge.", refusal,
            StringComparison.Ordinal);
        Assert.Contains("Get-MeshCluster cluster2", refusal, StringComparison.Ordinal);
        var two = ambient.Declared.Two;
        var read = two with
        {
            MeshConfig = new() { GlobalService = [ServiceScopes.Of(two)[0]] },
            Facts = new() { EastWestAccount = [$"istio-system/{ambient.Gateway}=edge"] },
        };
        var service = ambient.DeclareRatings();
        var plan = await ambient.Declared.PlanAsync(service with { Instance = [service.Instance[0] with { Cluster = read }] });
        Assert.Empty(Refusal(plan));
        Assert.Equal(ChangeAction.Unchanged, Assert.Single(plan.Changes, change => change.Name == ambient.Gateway).Action);
    }
}

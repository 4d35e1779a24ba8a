using CsCheck;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Whatever is declared: once it is applied on a real server, lists alone tell that nothing would change.</summary>
public sealed class RandomFederationTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_was_applied_is_unchanged_by_the_lists_alone(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        foreach (var cluster in new[] { "cluster1", "cluster2" })
            await scene.ApplyAsync(cluster, "test", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        var services = FederationGen.Services(2, 30)
            .Where(services => services.Count > 20)
            .Generate(new PCG(1), null, out _)
            .Select(service => Renamed(service, scene.Federation)).ToList();

        KubernetesApi Connect(MeshCluster cluster) => scene.Api(cluster.Name == "c0" ? "cluster1" : "cluster2");
        var comparer = new FederationComparer(new(), Connect);
        var plan = (await comparer.CompareAsync(scene.Federation, services, AddressPool.Parse(AddressPool.DefaultRange), Ct)).Plan;
        Assert.All(plan.Changes, change => Assert.Equal(ChangeAction.Create, change.Action));
        Assert.True(plan.Changes.Count > 50);
        foreach (var change in plan.Changes)
        {
            await Connect(plan.Cluster.First(cluster => cluster.Name == change.Cluster))
                .ApplyAsync(ResourceKinds.Of(change.ApiVersion, change.Kind), change.Wanted!, new(), Ct);
        }

        var (again, failures) = await comparer.CompareAsync(scene.Federation, services, AddressPool.Parse(AddressPool.DefaultRange), Ct);
        Assert.Empty(failures);
        Assert.False(again.HasChanges, string.Join('\n', again.Changes.Where(change => change.Action != ChangeAction.Unchanged)));
        foreach (var change in again.Changes)
            Assert.True(Planning.Comparison.ApplyTest.ChangesNothing(change.Live!, change.Wanted!), change.ToString());
    }

    private static MeshService Renamed(MeshService service, string suffix) => service with { Name = $"{service.Name}-{suffix}" };
}

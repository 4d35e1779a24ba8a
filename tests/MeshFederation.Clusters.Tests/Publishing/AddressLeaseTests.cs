using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Faults;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Where a publish gives addresses nobody else does, also after its plan was made anew.</summary>
public sealed class AddressLeaseTests
{
    [Fact]
    public async Task A_plan_that_is_made_anew_is_guarded_in_each_cluster_where_it_gives_addresses()
    {
        await using var scene = await FaultScene.OpenAsync();
        var (first, second) = (await scene.PlanAsync([scene.Old[0]]), await scene.PlanAsync(scene.Old));
        await using (var session = await PublishingSession.OpenAsync(
            second.Name,
            second.Cluster,
            new PublisherOptions().WithoutSettling,
            _ => { },
            cluster => scene.Api(cluster, FaultScene.Patience),
            FaultScene.Ct))
        {
            await session.RefreshAsync(first, FaultScene.Ct);
            Assert.Equal(["cluster1"], Guarded(scene));
            await session.RefreshAsync(second, FaultScene.Ct);
            Assert.Equal(["cluster1", "cluster3"], Guarded(scene));
            await session.RefreshAsync(first, FaultScene.Ct);
            Assert.Equal(["cluster1", "cluster3"], Guarded(scene));
        }

        Assert.Empty(Guarded(scene));
    }

    private static IEnumerable<string> Guarded(FaultScene scene) => scene.Servers.All
        .Where(cluster => cluster.All("leases").Any(lease => (string)lease["metadata"]!["name"]! == LeaseName.Addresses.Name))
        .Select(cluster => cluster.Name);
}

using MeshFederation.Clusters.Tests.Server.Faults;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// When a publish is over, so are its leases: whoever comes next, or a process that ends at once, need not wait for them to expire.
/// </summary>
public sealed class LeaseEndTests
{
    [Fact]
    public async Task No_lease_is_left_though_the_server_takes_its_time_to_remove_one()
    {
        await using var scene = await FaultScene.OpenAsync();
        foreach (var cluster in scene.Servers.All)
        {
            cluster.Faults.Add(
                Fault.Slow(TimeSpan.FromMilliseconds(300)),
                request => request is { Verb: "delete", Plural: "leases", Name: "meshfederation.addresses" },
                times: FaultScript.Always);
        }
        var run = await PublishedRun.StartAsync(scene, await scene.PlanAsync(scene.Old), FaultScene.Patience);
        Assert.True(run.IsDone);
        Assert.All(scene.Servers.All, cluster => Assert.Empty(cluster.All("leases")));
    }
}

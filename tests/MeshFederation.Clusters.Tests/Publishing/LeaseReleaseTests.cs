using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>A lease is given up also by who does not know whether the server has taken what was last asked of it.</summary>
public sealed class LeaseReleaseTests(RealServers servers)
{
    public static TheoryData<string> Servers => Comparing.ComparisonScene.Servers;

    [Fact]
    public async Task A_lease_that_was_asked_for_is_given_up_though_its_answer_never_came()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var hang =
            scene.InProcess!["cluster1"].Faults.Add(Fault.HangAfterwards, request => request is { Verb: "create", Plural: "leases" });
        using var stop = new CancellationTokenSource();
        var opening = PublishingSession.OpenAsync(scene.Federation, scene.Clusters, new(), _ => { }, null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.All(scene.InProcess.All, cluster => Assert.Empty(cluster.All("leases")));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_lease_is_given_up_though_a_renewal_came_through_whose_answer_was_not_waited_for(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        using var lease = new ClusterLease(
            scene.Declared.Api("cluster1"), scene.Declared.One, LeaseName.Of(scene.Federation), LeaseTimes.Usual, TimeProvider.System);
        Assert.True(await lease.TakeAsync("me@host/1", PublishingScene.Ct));
        var kept = (await scene.Declared.Api("cluster1")
            .GetAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, PublishingScene.Ct))!;
        var record = LeaseRecord.Read(kept);
        await scene.Declared.Api("cluster1")
            .ReplaceAsync(
                ResourceKinds.Lease,
                kept.With("spec", (record with { Renewed = record.Renewed + TimeSpan.FromSeconds(10) }).ToSpec()),
                PublishingScene.Ct);
        await lease.ReleaseAsync(PublishingScene.Ct);
        Assert.Empty(await scene.StateAsync());
    }
}

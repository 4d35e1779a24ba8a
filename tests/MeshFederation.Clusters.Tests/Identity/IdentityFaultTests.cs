using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Servers that go away and answers that are lost keep no exchange from its end, and what is not known is said.</summary>
public sealed class IdentityFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A server that is back is asked again at once.</summary>
    private static readonly LeaseTimes Eager = LeaseTimes.Usual with { Retry = TimeSpan.FromMilliseconds(100) };

    /// <summary>By a clock that steps whenever somebody waits, no answer is cut off.</summary>
    private static readonly LeaseTimes Patient = LeaseTimes.Usual with { Answer = TimeSpan.FromHours(1), Release = TimeSpan.FromHours(1) };

    private static readonly string[] Requests = ["PUT secrets 0", "PUT secrets 1", "POST secrets 0", "PATCH daemonsets 0"];

    public static IEnumerable<TheoryDataRow<string, string, int>> Faults =>
        from fault in new[] { nameof(Fault.Reset), nameof(Fault.LoseAnswer), nameof(Fault.Kill), nameof(Fault.KillAfterwards) }
        from request in Requests
        let parts = request.Split(' ')
        select new TheoryDataRow<string, string, int>(fault, $"{parts[0]} {parts[1]}", int.Parse(parts[2], null));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_exchange_goes_on_when_the_server_is_back(string fault, string request, int skip)
    {
        await using var scene = await IdentityScene.StartAsync();
        var root = scene.NewRoot();
        var cluster = scene["cluster2"];
        var hit = cluster.Faults.Add(
            (Fault)typeof(Fault).GetProperty(fault)!.GetValue(null)!, one => $"{one.Method} {one.Plural}" == request, skip);
        var clock = new WrongClock(TimeProvider.System, TimeSpan.Zero);
        var goal = RotationGoal.Of(scene.Certificates(root), changesRoot: true);
        var running = RunAsync(scene.Publisher(lease: (Eager, clock)), goal);
        await Task.WhenAny(hit.Reached, running);
        if (fault.StartsWith(nameof(Fault.Kill), StringComparison.Ordinal))
        {
            // While the server is away the lease ends.
            await cluster.StopAsync();
            clock.Jump(Eager.Duration);
            await cluster.StartAsync();
        }

        Assert.Equal(IdentityStep.Done, (await running)[^1].Step);
        Assert.Equal(1, hit.Hits);
        foreach (var one in scene.Clusters) Assert.Equal(root.Root.Pem, scene.Held(one.Name, "root-cert.pem"));
    }

    [Theory]
    [InlineData(nameof(Fault.Hang), "not written.")]
    [InlineData(nameof(Fault.HangAfterwards), "written: ")]
    [InlineData("nothing is answered", "Not known whether it was written: ")]
    public async Task After_a_stop_it_is_known_what_became_of_a_write(string fault, string said)
    {
        await using var scene = await IdentityScene.StartAsync();
        using var stop = new CancellationTokenSource();
        var publisher = scene.Publisher();
        var hang = scene["cluster2"].Faults.Add(
            fault == nameof(Fault.HangAfterwards) ? Fault.HangAfterwards : Fault.Hang, one => one is { Method: "PUT", Plural: "secrets" });
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var running = publisher.RunAsync(goal, stop.Token).ToListAsync(CancellationToken.None).AsTask();
        await hang.Reached;
        if (fault.Contains(' ', StringComparison.Ordinal))
            scene["cluster2"].Faults.Add(Fault.Hang, one => one is { Method: "GET", Plural: "secrets" }, times: FaultScript.Always);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var lines = publisher.Tally.Lines("It");
        Assert.Equal("It was stopped.", lines[0]);
        Assert.StartsWith("cluster1: written: 2 roots instead of 1", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("cluster2: " + said, lines[2], StringComparison.Ordinal);
        Assert.Empty(scene["cluster1"].All("leases"));
    }

    [Fact]
    public async Task Who_has_the_lease_is_told_while_it_is_waited_for()
    {
        await using var scene = await IdentityScene.StartAsync();
        scene["cluster1"].Put("{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: meshfederation.identity, namespace: "
            + "istio-system}, spec: {holderIdentity: alice@there/7, leaseDurationSeconds: 1, acquireTime: '2026-11-01T00:00:00.000000Z', "
            + "renewTime: '2026-11-01T00:00:00.000000Z', leaseTransitions: 0}}");
        var said = new ConcurrentQueue<string>();
        ApiMessages.ListenWith(said.Enqueue, null);
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        await RunAsync(scene.Publisher(restart: false, lease: (Patient, new SteppedClock())), goal);
        Assert.Contains(said, line => line.StartsWith(
            "Identities are being exchanged in the cluster 'cluster1' by alice@there/7", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Took over the Lease", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_advised_to_who_waits_or_loses_is_of_identities()
    {
        var (cluster, record) = (new MeshCluster("c", "c"), new LeaseRecord("a", default, default, TimeSpan.FromSeconds(30), 0));
        foreach (var isRenewed in new[] { true, false })
        {
            var busy = LeaseErrors.Busy(LeaseName.Identity, cluster, new(record, TimeSpan.Zero, isRenewed), TimeSpan.Zero);
            Assert.Contains("un the same command again", busy.RecommendedAction, StringComparison.Ordinal);
            Assert.DoesNotContain("-Wait", busy.RecommendedAction, StringComparison.Ordinal);
        }

        var lost = LeaseErrors.Lost(LeaseName.Identity, cluster, "was deleted");
        Assert.EndsWith("so exchanging identities stopped.", lost.Message, StringComparison.Ordinal);
        Assert.Contains("Get-MeshIdentity", lost.RecommendedAction, StringComparison.Ordinal);
    }

    private static Task<List<MeshIdentityChange>> RunAsync(IdentityPublisher publisher, RotationGoal goal) =>
        publisher.RunAsync(goal, Ct).ToListAsync(Ct).AsTask();
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Of two that publish at once one does, and addresses stay unique, on real servers and the one of the tests.</summary>
public sealed class LeaseTests(RealServers servers)
{
    private static readonly LeaseTimes Quick =
        LeaseTimes.Usual with { Renewal = TimeSpan.FromMilliseconds(20), Poll = TimeSpan.FromMilliseconds(40) };

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task The_second_is_told_who_publishes_and_since_when(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await using (await scene.SessionAsync(new() { LeaseTimes = Quick }))
        {
            var error = await Assert.ThrowsAsync<MeshException>(() => scene.SessionAsync(new() { LeaseTimes = Quick }));
            Assert.Equal((MeshErrorId.FederationBusy, MeshErrorKind.ResourceBusy), (error.ErrorId, error.Kind));
            Assert.Contains($"'{scene.Federation}' is being published in the cluster 'cluster", error.Message, StringComparison.Ordinal);
            Assert.Contains($"by {LeaseHolder.Current} since 20", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Who_waits_comes_when_the_first_is_done(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var waits = new TaskCompletionSource();
        var first = await scene.SessionAsync();
        var second = scene.SessionAsync(new() { WaitForOthers = TimeSpan.FromMinutes(5) }, happened => waits.TrySetResult());
        await waits.Task;
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await using var session = await second;
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_is_gone_is_waited_for_as_long_as_its_lease_holds_also_by_who_does_not_want_to_wait(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        using var dead = Lease(scene, new WrongClock(TimeProvider.System, TimeSpan.FromDays(1)));
        Assert.True(await dead.TakeAsync("dead@host/1", PublishingScene.Ct));
        var (clock, said) = (new SteppedClock(), new List<(TimeSpan When, string Text)>());
        await using var session = await scene.SessionAsync(new() { Clock = clock }, happened =>
        {
            if (happened is PublishingNote note) said.Add((clock.Elapsed, note.Text));
        });
        Assert.Collection(
            said,
            note =>
            {
                Assert.Contains("by dead@host/1 since 20", note.Text, StringComparison.Ordinal);
                Assert.EndsWith(
                    "Watching whether it is renewed. If it is not renewed, it is taken over once it was seen unchanged for 30 s.",
                    note.Text,
                    StringComparison.Ordinal);
            },
            note =>
            {
                Assert.InRange(note.When, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(32));
                Assert.Equal(
                    $"Took over the Lease istio-system/meshfederation-{scene.Federation} in the cluster 'cluster1' from dead@host/1. "
                    + "Waiting 26 s, within which a server may still do what that one sent last.",
                    note.Text);
            });
        Assert.InRange(clock.Elapsed - said[1].When, TimeSpan.FromSeconds(26), TimeSpan.FromSeconds(27));
    }

    /// <summary>Who is stopped while it outwaits one that is gone must not make the next one believe that nobody was there.</summary>
    [Fact]
    public async Task Who_is_stopped_before_late_writes_are_over_leaves_the_wait_to_the_next()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        using var dead = Lease(scene, TimeProvider.System);
        Assert.True(await dead.TakeAsync("dead@host/1", PublishingScene.Ct));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HeldLeases.TakeAsync(
            [(scene.Declared.One, scene.Declared.Api("cluster1"))],
            LeaseName.Of(scene.Federation),
            TimeSpan.Zero,
            text =>
            {
                if (text.StartsWith("Took over", StringComparison.Ordinal)) stop.Cancel();
            },
            new SteppedClock(),
            SteppedClock.Fit(new() { Clock = new SteppedClock() }).LeaseTimes,
            stop.Token));
        var clock = new SteppedClock();
        await using (await scene.SessionAsync(new() { Clock = clock }))
            Assert.True(clock.Elapsed >= LeaseTimes.Usual.Duration + LeaseTimes.Usual.Late, $"{clock.Elapsed}");
        Assert.Empty(scene.InProcess!["cluster1"].All("leases"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Two_contexts_of_one_cluster_do_not_wait_for_themselves(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var error = await Assert.ThrowsAsync<MeshException>(() => PublishingSession.OpenAsync(
            scene.Federation,
            [scene.Declared.One, scene.Declared.Two, scene.Declared.Two with { Name = "again" }],
            new() { WaitForOthers = TimeSpan.FromHours(1) },
            _ => { },
            null,
            PublishingScene.Ct));
        Assert.Equal(MeshErrorId.ContextDuplicate, error.ErrorId);
        Assert.Contains("lead to one cluster: they see the same Lease istio-system/", error.Message, StringComparison.Ordinal);
        Assert.Empty(await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Of_many_that_come_at_once_one_gets_it_and_the_others_are_told_by_whom_it_is_held(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var opened = new System.Collections.Concurrent.ConcurrentBag<PublishingSession>();
        var errors = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                opened.Add(await scene.SessionAsync(new() { LeaseTimes = Quick }));
                return null;
            }
            catch (MeshException exception)
            {
                return exception.ErrorId;
            }
        }));
        Assert.Equal(5, errors.Count(id => id == MeshErrorId.FederationBusy));
        await Assert.Single(opened).DisposeAsync();
        Assert.Empty(await scene.StateAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Who_loses_the_lease_is_told(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await using var held = await HeldLeases.TakeAsync(
            [(scene.Declared.One, scene.Declared.Api("cluster1"))],
            LeaseName.Of(scene.Federation),
            TimeSpan.Zero,
            _ => { },
            TimeProvider.System,
            Quick,
            PublishingScene.Ct);
        var lost = new TaskCompletionSource();
        await using var registration = held.Lost.Register(lost.SetResult);
        Assert.True(await scene.Declared.Api("cluster1")
            .DeleteAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, new(), PublishingScene.Ct));
        await lost.Task;
        Assert.Equal(MeshErrorId.LeaseLost, held.Loss!.ErrorId);
        Assert.Contains(
            $"The lease istio-system/meshfederation-{scene.Federation} of the cluster 'cluster1' was deleted by somebody else",
            held.Loss.Message,
            StringComparison.Ordinal);
        Assert.Null(await scene.Declared.Api("cluster1")
            .GetAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, PublishingScene.Ct));
    }

    /// <summary>Kubernetes counts them in 32 bits.</summary>
    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_says_that_it_was_taken_as_often_as_can_be_is_taken_all_the_same(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.Declared.ApplyAsync(
            "cluster1",
            "somebody-else",
            $"{{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {{namespace: istio-system, name: meshfederation-"
            + $"{scene.Federation}}}, spec: {{leaseTransitions: {int.MaxValue}}}}}");
        await using var session = await scene.SessionAsync();
        var lease = await scene.Declared.Api("cluster1")
            .GetAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, PublishingScene.Ct);
        Assert.Equal((LeaseHolder.Current, int.MaxValue), (LeaseRecord.Read(lease!).Holder, LeaseRecord.Read(lease!).Transitions));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Two_federations_that_publish_at_once_never_give_out_one_address_twice(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var pool = AddressPool.Parse(
            FormattableString.Invariant($"240.{Random.Shared.Next(16)}.{Random.Shared.Next(256)}.{Random.Shared.Next(63) * 4}/30"));
        var (one, other) = await CollidingAsync(scene, pool);
        var results =
            await Task.WhenAll(PublishAsync(scene, one.Name, one.Service, pool), PublishAsync(scene, other.Name, other.Service, pool));
        Assert.Equal(2, results.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Two federations that, asked by themselves, would both take the same address.</summary>
    private static async Task<((string Name, string Service) One, (string Name, string Service) Other)> CollidingAsync(
        PublishingScene scene, AddressPool pool)
    {
        var first = (Name: scene.Federation + "a", Service: "a-" + scene.Federation);
        var wanted = AddressOf(await CompareAsync(scene, first.Name, first.Service, pool));
        for (var number = 0; ; number++)
        {
            var second = (Name: scene.Federation + "b", Service: FormattableString.Invariant($"b{number}-{scene.Federation}"));
            if (AddressOf(await CompareAsync(scene, second.Name, second.Service, pool)) == wanted) return (first, second);
        }
    }

    /// <summary>As the cmdlet does it: plan, take the leases, and plan again while something has moved on.</summary>
    private static async Task<string> PublishAsync(PublishingScene scene, string federation, string service, AddressPool pool)
    {
        var plan = await CompareAsync(scene, federation, service, pool);
        await using var session = await scene.SessionAsync(federation: federation);
        var (now, moved) = await session.RefreshAsync(plan, PublishingScene.Ct);
        while (moved.Count > 0)
        {
            plan = await CompareAsync(scene, federation, service, pool);
            (now, moved) = await session.RefreshAsync(plan, PublishingScene.Ct);
        }

        Assert.Null((await session.PublishAsync(plan, now, new HashSet<ChangeKey>(), CancellationToken.None)).Error);
        return AddressOf(plan);
    }

    private static async Task<MeshPlan> CompareAsync(PublishingScene scene, string federation, string service, AddressPool pool) =>
        (await new Clusters.Comparing.FederationComparer(new())
            .CompareAsync(federation, [scene.Declared.Split(75, service)], pool, PublishingScene.Ct)).Plan;

    private static string AddressOf(MeshPlan plan) =>
        (string)plan.Changes.Single(change => change.Kind == "ServiceEntry").Wanted!.Map("spec")!.List("addresses")[0]!;

    private static ClusterLease Lease(PublishingScene scene, TimeProvider clock) =>
        new(scene.Declared.Api("cluster1"), scene.Declared.One, LeaseName.Of(scene.Federation), LeaseTimes.Usual, clock);
}

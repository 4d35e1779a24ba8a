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
    private static readonly LeaseTimes Quick = LeaseTimes.Usual with { Renewal = TimeSpan.FromMilliseconds(20) };

    /// <summary>When the clocks of the tests begin; only what they say of each other counts.</summary>
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task The_second_is_told_who_publishes_and_since_when(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await using (await scene.SessionAsync())
        {
            var error = await Assert.ThrowsAsync<MeshException>(() => scene.SessionAsync());
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
    public async Task An_expired_lease_is_taken_over_and_one_that_is_renewed_is_not(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var dead = Lease(scene, new HurriedClock(Now.AddSeconds(-40)));
        Assert.Null(await dead.TryTakeAsync("dead@host/1", PublishingScene.Ct));
        var living = Lease(scene, new HurriedClock(Now));
        Assert.Null(await living.TryTakeAsync("living@host/2", PublishingScene.Ct));
        Assert.False(await dead.RenewAsync(PublishingScene.Ct));
        Assert.StartsWith("was taken over by living@host/2 at 20", dead.Loss, StringComparison.Ordinal);
        Assert.True(await living.RenewAsync(PublishingScene.Ct));

        var third = Lease(scene, new HurriedClock(Now));
        Assert.Equal("living@host/2", (await third.TryTakeAsync("third@host/3", PublishingScene.Ct))!.Holder);
        await dead.ReleaseAsync(PublishingScene.Ct);
        Assert.NotNull(await third.TryTakeAsync("third@host/3", PublishingScene.Ct));
        await living.ReleaseAsync(PublishingScene.Ct);
        Assert.Null(await third.TryTakeAsync("third@host/3", PublishingScene.Ct));
        await third.ReleaseAsync(PublishingScene.Ct);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_lease_that_only_our_clock_calls_expired_is_left_to_who_renews_it(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var behind = new HurriedClock(Now.AddMinutes(-2));
        var theirs = Lease(scene, behind);
        Assert.Null(await theirs.TryTakeAsync("behind@host/1", PublishingScene.Ct));
        var ours = Lease(scene, new HurriedClock(Now, Renew));
        Assert.Equal("behind@host/1", (await ours.TryTakeAsync("ahead@host/2", PublishingScene.Ct))!.Holder);
        await theirs.ReleaseAsync(PublishingScene.Ct);

        void Renew()
        {
            behind.Advance(TimeSpan.FromSeconds(10));
            theirs.RenewAsync(PublishingScene.Ct).GetAwaiter().GetResult();
        }
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

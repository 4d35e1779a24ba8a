using CsCheck;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>
/// Whoever says what time it is, a lease is of one at a time, and one whose holder is gone is free when it was watched long enough.
/// </summary>
public sealed class LeaseClockTests(RealServers servers)
{
    private static readonly TimeSpan Duration = LeaseTimes.Usual.Duration;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    public static TheoryData<string, int> ServersAndDays
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var server in ComparisonScene.Servers)
            {
                foreach (var days in new[] { -1, 0, 1 }) data.Add(server, days);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(ServersAndDays))]
    public async Task One_whose_holder_died_is_free_when_it_was_seen_unchanged_for_as_long_as_it_holds(string server, int days)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var time = new SteppedClock();
        using var dead = Lease(scene, new WrongClock(time, days * Day));
        Assert.True(await dead.TakeAsync("dead@host/1", PublishingScene.Ct));
        using var next = Lease(scene, time);
        Assert.Equal("dead@host/1", (await next.LookAsync(PublishingScene.Ct))!.Record.Holder);
        time.Advance(Duration - TimeSpan.FromSeconds(1));
        Assert.Equal(Duration - TimeSpan.FromSeconds(1), (await next.LookAsync(PublishingScene.Ct))!.Unchanged);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await next.LookAsync(PublishingScene.Ct));
        Assert.True(await next.TakeAsync("next@host/2", PublishingScene.Ct));
        Assert.False(await dead.RenewAsync(always: true, PublishingScene.Ct));
        Assert.StartsWith("was taken over by next@host/2 at 20", dead.Loss, StringComparison.Ordinal);
        await dead.ReleaseAsync(PublishingScene.Ct);
        Assert.True(await next.RenewAsync(always: true, PublishingScene.Ct));
    }

    [Theory, MemberData(nameof(ServersAndDays))]
    public async Task One_that_is_renewed_is_never_free_whatever_its_holders_clock_says(string server, int days)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var time = new SteppedClock();
        var clock = new WrongClock(time, days * Day);
        using var holder = Lease(scene, clock);
        Assert.True(await holder.TakeAsync("holder@host/1", PublishingScene.Ct));
        using var next = Lease(scene, time);
        for (var number = 1; number <= 8; number++)
        {
            Assert.NotNull(await next.LookAsync(PublishingScene.Ct));
            time.Advance(TimeSpan.FromSeconds(10));

            // Set back each time by as much as went by, it says the same time again.
            clock.Jump(number % 2 == 0 ? -TimeSpan.FromSeconds(10) : -Day);
            Assert.True(await holder.RenewAsync(always: true, PublishingScene.Ct));
            Assert.True(holder.IsValid);
        }

        Assert.True((await next.LookAsync(PublishingScene.Ct))!.IsRenewed);
    }

    [Fact]
    public async Task A_renewal_that_the_server_took_counts_from_when_it_was_sent_also_when_its_answer_was_lost()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var time = new SteppedClock();
        using var holder = Lease(scene, time);
        Assert.True(await holder.TakeAsync("holder@host/1", PublishingScene.Ct));
        time.Advance(TimeSpan.FromSeconds(10));
        scene.InProcess!["cluster1"].Faults.Add(
            Fault.LoseAnswer, request => request is { Verb: "update", Plural: "leases" });
        await Assert.ThrowsAsync<MeshException>(() => holder.RenewAsync(always: true, PublishingScene.Ct));
        time.Advance(TimeSpan.FromSeconds(12));

        // The next one meets the version that the lost one made, and finds it; then it is renewed as of now.
        scene.InProcess["cluster1"].Faults.Add(Fault.InternalError, request => request is { Verb: "update", Plural: "leases" }, skip: 1);
        await Assert.ThrowsAsync<ApiException>(() => holder.RenewAsync(always: true, PublishingScene.Ct));
        time.Advance(LeaseTimes.Usual.Counted - TimeSpan.FromSeconds(13));
        Assert.True(holder.IsValid);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(holder.IsValid);
        Assert.True(await holder.RenewAsync(always: false, PublishingScene.Ct));
        Assert.True(holder.IsValid);
    }

    [Fact]
    public async Task Who_slept_is_not_sure_of_its_lease_until_the_server_takes_a_renewal()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var clock = new WrongClock(new SteppedClock(), TimeSpan.Zero);
        using var holder = Lease(scene, clock);
        Assert.True(await holder.TakeAsync("holder@host/1", PublishingScene.Ct));
        clock.Jump(TimeSpan.FromHours(1));
        Assert.False(holder.IsValid);
        Assert.True(await holder.RenewAsync(always: false, PublishingScene.Ct));
        Assert.True(holder.IsValid);
        clock.Jump(-Day);
        Assert.True(holder.IsValid);
    }

    /// <summary>
    /// Four publishers, each with a clock of its own that is wrong and jumps, take, renew, give up and die in any order, and answers are
    /// lost: at no moment do two of them believe that the lease is theirs.
    /// </summary>
    [Theory, MemberData(nameof(Servers))]
    public async Task At_no_moment_is_it_of_two(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var (runs, steps) = server == "in-process" ? (30, 120) : (5, 60);
        var total = new LeaseRaceCount();
        for (var seed = 0; seed < runs; seed++)
        {
            var race = new LeaseRace(scene, new PCG((uint)seed), total);
            for (var step = 0; step < steps; step++) await race.StepAsync();
            await race.EndAsync();
        }

        TestContext.Current.TestOutputHelper!.WriteLine(total.ToString());
        Assert.Empty(total.Problems);
        Assert.True(total.Takes > 0 && total.Faults > 0 && (total.Takeovers > 0 || server != "in-process"), total.ToString());
    }

    private static ClusterLease Lease(PublishingScene scene, TimeProvider clock) =>
        new(scene.Declared.Api("cluster1"), scene.Declared.One, LeaseName.Of(scene.Federation), LeaseTimes.Usual, clock);
}

using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>When the holder of a lease renews it.</summary>
public sealed class LeaseRetryTests(RealServers servers)
{
    [Fact]
    public async Task A_renewal_is_sent_after_ten_seconds_and_after_one_that_failed_in_two()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var renewals = scene.InProcess!["cluster1"].Faults;
        renewals.Add(Fault.InternalError, request => request is { Verb: "update", Plural: "leases" }, skip: 1, times: 2);
        var clock = new HurriedClock(waits: 6);
        await using var held = await HeldLeases.TakeAsync(
            [(scene.Declared.One, scene.Declared.Api("cluster1"))],
            LeaseName.Of(scene.Federation),
            TimeSpan.Zero,
            static _ => { },
            clock,
            LeaseTimes.Usual with { Answer = TimeSpan.FromHours(1), Release = TimeSpan.FromHours(1) },
            PublishingScene.Ct);
        var waits = await clock.Waits.WaitAsync(PublishingScene.Ct);
        Assert.Equal([10, 10, 2, 2, 10, 10], waits.Select(wait => (int)wait.TotalSeconds));
        Assert.Null(held.Loss);
    }

    /// <summary>A clock on which every wait of up to a minute is over at once; it tells for how long the first were.</summary>
    private sealed class HurriedClock(int waits) : TimeProvider
    {
        private readonly TaskCompletionSource<IReadOnlyList<TimeSpan>> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<TimeSpan> _waits = [];

        public Task<IReadOnlyList<TimeSpan>> Waits => _all.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime <= TimeSpan.Zero || dueTime > TimeSpan.FromMinutes(1)) return base.CreateTimer(callback, state, dueTime, period);
            lock (_waits)
            {
                _waits.Add(dueTime);
                if (_waits.Count == waits) _all.SetResult([.. _waits]);
            }

            return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }
}

using CsCheck;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Publishers that race for one lease, step by step. All count time alike; what each calls the time of day is wrong.</summary>
internal sealed class LeaseRace
{
    private const int Publishers = 4;
    private readonly SteppedClock _time = new();
    private readonly PublishingScene _scene;
    private readonly PCG _random;
    private readonly LeaseRaceCount _count;
    private readonly WrongClock[] _clocks;
    private readonly ClusterLease?[] _leases = new ClusterLease?[Publishers];
    private readonly List<ClusterLease> _dead = [];

    public LeaseRace(PublishingScene scene, PCG random, LeaseRaceCount count)
    {
        (_scene, _random, _count) = (scene, random, count);
        _clocks = [.. Enumerable.Range(0, Publishers).Select(number => new WrongClock(_time, TimeSpan.FromDays(number - 1)))];
    }

    public async Task StepAsync()
    {
        _count.Steps++;
        var who = Next(Publishers);
        switch (Next(10))
        {
            case 0 or 1: _time.Advance(TimeSpan.FromSeconds(1 + Next(12))); break;
            case 2: Jump(who); break;
            case 3: Die(who); break;
            case 4: await ReleaseAsync(who); break;
            case 5: LoseAnswer(); await RenewAsync(who); break;
            case 6 or 7: await RenewAsync(who); break;
            default: await TryTakeAsync(who); break;
        }

        Check();
    }

    /// <summary>All die, and one who comes then gets it when it was watched for as long as it holds, and no later.</summary>
    public async Task EndAsync()
    {
        _scene.InProcess?["cluster1"].Faults.Clear();
        for (var number = 0; number < Publishers; number++) Die(number);
        var last = Lease(_clocks[0]);
        var waited = TimeSpan.Zero;
        for (; await last.LookAsync(PublishingScene.Ct) is not null && waited < TimeSpan.FromMinutes(5); waited += TimeSpan.FromSeconds(1))
            _time.Advance(TimeSpan.FromSeconds(1));
        _count.Require(waited <= LeaseTimes.Usual.Duration, $"it was nobody's for {waited}");
        _count.Require(await last.TakeAsync("last@host", PublishingScene.Ct), "the last does not get it");
        await last.ReleaseAsync(PublishingScene.Ct);
        foreach (var lease in _dead.Append(last)) lease.Dispose();
    }

    private async Task TryTakeAsync(int who)
    {
        var lease = _leases[who] ??= Lease(_clocks[who]);
        if (IsHeld(lease)) return;
        try
        {
            if (await lease.LookAsync(PublishingScene.Ct) is not null) return;
            var wasDead = await HolderIsDeadAsync();
            if (!await lease.TakeAsync($"publisher{who}@host", PublishingScene.Ct)) return;
            _count.Takes++;
            if (wasDead) _count.Takeovers++;
        }
        catch (MeshException)
        {
            // The answer was lost.
        }
    }

    private async Task<bool> HolderIsDeadAsync() => await _scene.Declared.Api("cluster1").GetAsync(
        ResourceKinds.Lease, "istio-system", "meshfederation-" + _scene.Federation, PublishingScene.Ct) is not null;

    private async Task RenewAsync(int who)
    {
        if (_leases[who] is not { } lease || !IsHeld(lease)) return;
        try
        {
            if (!await lease.RenewAsync(always: true, PublishingScene.Ct)) Forget(who);
        }
        catch (MeshException)
        {
            // The answer was lost.
        }
    }

    private async Task ReleaseAsync(int who)
    {
        if (_leases[who] is not { } lease) return;
        try
        {
            await lease.ReleaseAsync(PublishingScene.Ct);
        }
        catch (MeshException)
        {
            // The answer was lost.
        }

        Forget(who);
    }

    private void Die(int who)
    {
        if (_leases[who] is null) return;
        _count.Faults++;
        Forget(who);
    }

    private void Forget(int who)
    {
        _dead.Add(_leases[who]!);
        _leases[who] = null;
    }

    private void Jump(int who)
    {
        _count.Faults++;
        _clocks[who].Jump(TimeSpan.FromMinutes(Next(4000) - 2000));
    }

    private void LoseAnswer()
    {
        if (_scene.InProcess is null) return;
        _count.Faults++;
        _scene.InProcess["cluster1"].Faults.Add(
            Fault.LoseAnswer, request => request is { Plural: "leases", Verb: "update" or "create" or "delete" });
    }

    private void Check()
    {
        var holders = _leases.OfType<ClusterLease>().Count(lease => lease.IsValid && lease.Loss.Length == 0);
        _count.Require(holders <= 1, $"it is of {holders} after {_time.Elapsed}");
    }

    /// <summary>Whether it was taken, be it that it has ended since.</summary>
    private static bool IsHeld(ClusterLease lease) => lease.IsValid || lease.Unrenewed > TimeSpan.Zero;

    private int Next(int below) => (int)_random.Next((uint)below);

    private ClusterLease Lease(TimeProvider clock) => new(
        _scene.Declared.Api("cluster1"), _scene.Declared.One, LeaseName.Of(_scene.Federation), LeaseTimes.Usual, clock);
}

using System.Runtime.CompilerServices;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>
/// Gives clusters their authorities, in steps of which each is seen to be everywhere before the next. Where it is stopped, the same call
/// goes on: what comes next is told by the clusters.
/// </summary>
public sealed class IdentityPublisher
{
    private readonly IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> _clusters;
    private readonly IdentityOptions _options;
    private readonly HashSet<(string, IdentityStep, WorkloadName)> _restarted = [];
    private readonly TimeBudget _budget;

    /// <summary>Makes one.</summary>
    /// <param name="clusters">All clusters that trust each other.</param>
    /// <param name="options">How.</param>
    public IdentityPublisher(IReadOnlyList<MeshCluster> clusters, IdentityOptions options)
    {
        _options = options;
        _budget = CommandBudget.Of(options.Timeout, options.IsTimeoutAsked, options.Clock);
        _clusters =
        [
            .. clusters.Select(cluster => (cluster, KubernetesConnections.For(cluster, _budget))),
        ];
        Tally = new(clusters.Select(cluster => cluster.Name));
    }

    /// <summary>What was done to each cluster, and what may have been.</summary>
    public ClusterTally Tally { get; }

    /// <summary>Reads all clusters.</summary>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>What was read of each, in their order.</returns>
    /// <exception cref="MeshException">One cannot be reached.</exception>
    public async Task<IReadOnlyList<AuthorityState>> ReadAsync(CancellationToken ct) => await Task.WhenAll(_clusters.Select(one =>
        new IdentityReader(one.Cluster, one.Api, _options.Clock.GetUtcNow()).ReadAsync(ct))).ConfigureAwait(false);

    /// <summary>What would be done next.</summary>
    /// <param name="goal">What the authorities are to become.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The step.</returns>
    /// <exception cref="MeshException">It may not be done.</exception>
    public async Task<RotationStep> NextAsync(RotationGoal goal, CancellationToken ct)
    {
        var (step, states) = await StepAsync(goal, ct).ConfigureAwait(false);
        if (goal.HasOnlyItsRoot(states, step) && states.FirstOrDefault(state => !goal.IsGiven(state)) is { } other)
            throw IdentityErrors.OtherAuthority(other, goal);
        return step.Step == IdentityStep.Done ? step : step with { Outlook = RotationOutlook.Of(states, goal) };
    }

    /// <summary>Goes on until something must be waited for, or with restarts until all is done.</summary>
    /// <param name="goal">What the authorities are to become.</param>
    /// <param name="ct">Stops it; what was written stays, and is sound.</param>
    /// <returns>What was done, as it is done.</returns>
    /// <exception cref="MeshException">It may not be done, or a cluster does not take it.</exception>
    public async IAsyncEnumerable<MeshIdentityChange> RunAsync(RotationGoal goal, [EnumeratorCancellation] CancellationToken ct)
    {
        _budget.Renew();
        await NextAsync(goal, ct).ConfigureAwait(false);
        var leases = await TakeAsync(ct).ConfigureAwait(false);
        await using var held = leases.ConfigureAwait(false);
        for (var seen = ""; ;)
        {
            var (step, states) = await StepAsync(goal, ct).ConfigureAwait(false);
            foreach (var write in step.Write)
            {
                yield return await WriteAsync(leases, step.Step, write, ct).ConfigureAwait(false);
                _budget.Renew();
            }

            if (step.Write.Count > 0)
            {
                // What was restarted before a write must be restarted again behind it.
                _restarted.Clear();
                continue;
            }

            if (step.Wait.Count == 0)
            {
                foreach (var state in states) yield return WaitText.Done(state, goal);
                yield break;
            }

            if (!_options.Restart)
            {
                foreach (var wait in step.Wait) yield return WaitText.Of(step.Step, wait);
                yield break;
            }

            foreach (var wait in step.Wait)
            {
                foreach (var workload in wait.Restart.Where(one => _restarted.Add((wait.Cluster.Name, step.Step, one))))
                {
                    var what = $"{workload} in {workload.Namespace}";
                    await RestartAsync(leases, wait.Cluster, workload, "restart of " + what, ct).ConfigureAwait(false);
                    yield return new(wait.Cluster.Name, step.Step, IdentityAction.Restart, what);
                }
            }

            var shown = string.Join('\n', step.Wait.Select(wait => $"{step.Step} {wait.Cluster.Name} {wait.Reason}"));
            if (shown != seen) _budget.Renew();
            else if (_budget.Left == TimeSpan.Zero) throw IdentityErrors.Timeout(step.Wait, _options.Timeout);
            seen = shown;
            await Task.Delay(_options.Poll, _options.Clock, ct).ConfigureAwait(false);
        }
    }

    /// <summary>What would be written at once, without a rotation.</summary>
    /// <param name="goal">What the authorities are to become.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The writes, of which each is one of a cluster that has none, or is forced.</returns>
    /// <exception cref="MeshException">A cluster has another authority already.</exception>
    public async Task<RotationStep> InstallationAsync(RotationGoal goal, CancellationToken ct)
    {
        var states = await ReadAsync(ct).ConfigureAwait(false);
        RequireListed(states, goal);
        GivenAuthorities.Require(states, goal);
        foreach (var state in states)
        {
            if (state.Source == IdentitySource.External) throw IdentityErrors.External(state);
            if (state.Unread.Count > 0) throw IdentityErrors.Unknown(state, Tally.Sentence);
            if (Installation.IsFree(state) || Installation.IsDone(state, goal)) continue;
            if (_options.Force) continue;
            var (isBelow, isOver) = (goal.IsBelow(state), state.Unsound.Length > 0 || AuthorityUse.HasEnded(state));
            throw IdentityErrors.Exists(
                state,
                Tally.Sentence,
                isOver && !isBelow
                    ? IdentityErrors.Replace
                    : $"Exchange it so that no cluster distrusts another meanwhile: -Rotate {(isBelow ? "Intermediate" : "Root")}.");
        }

        return new(IdentityStep.NewAuthority, Installation.Writes(states, goal), []);
    }

    /// <summary>Writes at once, without a rotation.</summary>
    /// <param name="goal">What the authorities are to become.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was done, as it is done.</returns>
    /// <exception cref="MeshException">It may not be done, or a cluster does not take it.</exception>
    public async IAsyncEnumerable<MeshIdentityChange> InstallAsync(RotationGoal goal, [EnumeratorCancellation] CancellationToken ct)
    {
        _budget.Renew();
        await InstallationAsync(goal, ct).ConfigureAwait(false);
        var leases = await TakeAsync(ct).ConfigureAwait(false);
        await using var held = leases.ConfigureAwait(false);
        var step = await InstallationAsync(goal, ct).ConfigureAwait(false);
        foreach (var (cluster, _) in _clusters)
        {
            var write = step.Write.FirstOrDefault(one => one.State.Cluster.Name == cluster.Name);
            if (write is null) yield return new(cluster.Name, IdentityStep.Done, IdentityAction.None, "it has this authority");
            else yield return await WriteAsync(leases, step.Step, write, ct).ConfigureAwait(false);
        }
    }

    private Task<HeldLeases> TakeAsync(CancellationToken ct) =>
        IdentityLease.TakeAsync(_clusters, ct, _budget, _options.Lease, _options.LeaseClock);

    /// <summary>Who has lists of revoked certificates refuses every authority that is in none of them, whose cluster ever it is.</summary>
    private void RequireListed(IReadOnlyList<AuthorityState> states, RotationGoal goal)
    {
        if (states.All(state => Installation.IsDone(state, goal))) return;
        if (states.FirstOrDefault(state => AuthoritySecret.RevocationText(state.Secret).Length > 0) is { } listed)
            throw IdentityErrors.Revokes(listed, Tally.Sentence);
        if (states.FirstOrDefault(AuthorityUse.StillRevokes) is { } still) throw IdentityErrors.StillRevokes(still, Tally.Sentence);
    }

    private async Task<(RotationStep Step, IReadOnlyList<AuthorityState> States)> StepAsync(RotationGoal goal, CancellationToken ct)
    {
        var states = await ReadAsync(ct).ConfigureAwait(false);
        Require(states, goal);
        var step = Rotation.Next(states, goal);
        if (step.Step == IdentityStep.TrustBoth && states.FirstOrDefault(AuthorityUse.HasEnded) is { } ended)
            throw IdentityErrors.Ended(ended, Tally.Sentence);
        return (step, states);
    }

    private Task<MeshIdentityChange> WriteAsync(HeldLeases leases, IdentityStep step, AuthorityWrite write, CancellationToken ct)
    {
        var (cluster, api) = (write.State.Cluster, Writing(leases, write.State.Cluster));
        return Tally.KeepAsync(cluster.Name, write.Detail, () => IdentityWriter.WriteAsync(api, step, write, ct));
    }

    private Task<UnstructuredMap> RestartAsync(
        HeldLeases leases, MeshCluster cluster, WorkloadName workload, string what, CancellationToken ct)
    {
        var (now, api) = (_options.Clock.GetUtcNow(), Writing(leases, cluster));
        return Tally.KeepAsync(cluster.Name, what, () => IdentityWriter.RestartAsync(api, workload, now, ct));
    }

    private KubernetesApi Writing(HeldLeases leases, MeshCluster cluster) => IdentityLease.Guarded(_clusters, leases, cluster);

    private void Require(IReadOnlyList<AuthorityState> states, RotationGoal goal)
    {
        GivenAuthorities.Require(states, goal);
        foreach (var state in states)
        {
            if (state.Source == IdentitySource.External) throw IdentityErrors.External(state);
            if (state is { Unsound.Length: > 0, Unread.Count: 0 }) throw IdentityErrors.Unsound(state, Tally.Sentence);
            if (state.Authority is null || state.Unread.Count > 0) throw IdentityErrors.Unknown(state, Tally.Sentence);
            if (RevocationRenewal.Obstacle(state, goal) is { } listed) throw IdentityErrors.Revokes(state, $"{listed} {Tally.Sentence}");
            // An istiod that is told to hand out none leaves the old ones where they are, however often it is restarted.
            if ((!goal.ChangesRoot || state.KeepsRevocations) && AuthorityUse.StillRevokes(state))
                throw IdentityErrors.StillRevokes(state, Tally.Sentence);
            if (!goal.ChangesRoot && !goal.IsBelow(state)) throw IdentityErrors.OtherRoot(state, goal, Tally.Sentence);
            if (RotationHazards.Untaken(state) is { } untaken) throw IdentityErrors.Untaken(state, untaken, Tally.Sentence);
            if (RotationHazards.Needed(state, states, goal) is var (peer, lost))
                throw IdentityErrors.Needed(state, peer, lost, Tally.Sentence);
            if (state.Source == IdentitySource.Cacerts && !state.IsOurs && !_options.Force)
            {
                throw IdentityErrors.Exists(
                    state, Tally.Sentence, "Where nothing else keeps it, take it over with -Force; what it was is kept in another Secret.");
            }
        }
    }
}

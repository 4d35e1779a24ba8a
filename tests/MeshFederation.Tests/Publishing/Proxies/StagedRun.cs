using MeshFederation.Planning.Publishing;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>
/// Makes the writes of a scenario on a modelled mesh, wave by wave and in any order inside one, and puts them back if asked to.
/// </summary>
internal sealed class StagedRun(StagedScenario scenario, int seed, bool waits)
{
    private readonly ProxyMesh _mesh = new(scenario.Before, scenario.Clusters, seed);
    private readonly Random _random = new(seed);
    private readonly List<ScheduledWrite> _done = [];

    public int Waits { get; private set; }

    /// <summary>Makes all writes.</summary>
    /// <param name="until">How many are made before everything is put back; null for all, and nothing is.</param>
    /// <returns>What was broken at any moment.</returns>
    public IReadOnlyList<string> Run(int? until = null)
    {
        _mesh.ExpectDirect(scenario.After);
        foreach (var wave in ScheduledWave.Of(PublishingSchedule.Of(scenario.Changes)))
        {
            if (wave.Waits) Settle($"before {wave.Wave}");
            foreach (var write in Shuffled(wave.Writes))
            {
                if (_done.Count == until) return PutBack();
                Do(write);
                _done.Add(write);
                _mesh.PassTime($"after {write}");
            }
        }

        _mesh.Settle("in the end");
        return _mesh.Problems;
    }

    /// <summary>Puts back as a roll-back does.</summary>
    private IReadOnlyList<string> PutBack()
    {
        var pending = new List<ScheduledWrite>();
        foreach (var wave in _done.GroupBy(write => write.Wave).OrderByDescending(wave => wave.Key).ToList())
        {
            if (WaitRule.IsNeeded(wave, pending, isUndone: true))
            {
                Settle($"before putting back {wave.Key}");
                pending.Clear();
            }

            foreach (var write in Shuffled(wave))
            {
                Undo(write);
                pending.Add(write);
                _mesh.PassTime($"after putting back {write}");
            }
        }

        _mesh.Settle("in the end, all being put back");
        return _mesh.Problems;
    }

    private void Settle(string when)
    {
        if (!waits) return;
        Waits++;
        _mesh.Settle(when);
    }

    private void Do(ScheduledWrite write)
    {
        if (write.Content is { } content) _mesh.Write(write.Change.Cluster, content);
        else _mesh.Remove(write.Change.Cluster, write.Change.Live!);
    }

    private void Undo(ScheduledWrite write)
    {
        var earlier =
            _done.TakeWhile(other => !ReferenceEquals(other, write)).LastOrDefault(other => ReferenceEquals(other.Change, write.Change));
        if ((earlier?.Content ?? write.Change.Live) is { } before) _mesh.Write(write.Change.Cluster, before);
        else _mesh.Remove(write.Change.Cluster, write.Content!);
    }

    private ScheduledWrite[] Shuffled(IEnumerable<ScheduledWrite> writes)
    {
        var shuffled = writes.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }
}

using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Publishing;

/// <summary>Turns the changes of a plan into writes, wave by wave.</summary>
public static class PublishingSchedule
{
    /// <summary>Schedules.</summary>
    /// <param name="changes">The changes; what is unchanged or in conflict is written by nobody.</param>
    /// <returns>The writes, sorted by wave, in a wave by cluster, step, namespace and name.</returns>
    public static IReadOnlyList<ScheduledWrite> Of(IReadOnlyCollection<MeshChange> changes)
    {
        var ports = CalledPorts.Of(changes);
        return
        [
            .. changes.SelectMany(change => WritesOf(change, ports))
                .OrderBy(write => write.Wave)
                .ThenBy(write => write.Change.Cluster, StringComparer.Ordinal)
                .ThenBy(write => write.Change.Step)
                .ThenBy(write => write.Change.Namespace, StringComparer.Ordinal)
                .ThenBy(write => write.Change.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ScheduledWrite> WritesOf(MeshChange change, CalledPorts ports) => change.Action switch
    {
        ChangeAction.Create => [new(change, WaveOrder.Grows(change.Step), change.Wanted, IsLast: true)],
        ChangeAction.Update => UpdatesOf(change, ports),
        ChangeAction.Delete => [new(change, WaveOrder.Shrinks(change.Step), null, IsLast: true)],
        _ => [],
    };

    private static IEnumerable<ScheduledWrite> UpdatesOf(MeshChange change, CalledPorts ports)
    {
        var (live, wanted) = (change.Live ?? UnstructuredMap.Empty, change.Wanted!);
        var both = Transition.Of(change, live, wanted, ports);
        var grows = new ScheduledWrite(change, WaveOrder.Grows(change.Step), both, IsLast: false);
        var shrinks = new ScheduledWrite(change, WaveOrder.Shrinks(change.Step), wanted, IsLast: true);
        if (both is null) return [grows with { Content = wanted, IsLast = true }];
        return UnstructuredEquality.AreEqual(both.Map("spec"), live.Map("spec")) ? [shrinks] : [grows, shrinks];
    }
}

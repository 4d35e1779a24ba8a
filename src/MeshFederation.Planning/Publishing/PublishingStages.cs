using MeshFederation.Model.Collections;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Publishing;

/// <summary>The stages of publishing, as a plan shows them.</summary>
public static class PublishingStages
{
    /// <summary>The stage that a wave belongs to.</summary>
    /// <param name="wave">The wave.</param>
    /// <returns>The stage.</returns>
    public static PublishingStage Of(PublishingWave wave) => wave switch
    {
        PublishingWave.ServingMoved => PublishingStage.Move,
        < PublishingWave.HostsPlaced => PublishingStage.Add,
        < PublishingWave.Routes => PublishingStage.Move,
        < PublishingWave.ClientsTrimmed => PublishingStage.Routes,
        _ => PublishingStage.Remove,
    };

    /// <summary>A plan that says of each change, and as a whole, in which stages it is published.</summary>
    /// <param name="plan">The plan, with what its clusters have.</param>
    /// <returns>The plan.</returns>
    public static MeshPlan Mark(MeshPlan plan)
    {
        var schedule = PublishingSchedule.Of(plan.Changes);
        var stages = schedule.ToLookup(write => write.Change, write => Of(write.Wave), ReferenceEqualityComparer.Instance);
        var planned = ScheduledWave.Of(schedule).GroupBy(wave => Of(wave.Wave))
            .Select(stage => new PlannedStage(stage.Key, stage.Sum(wave => wave.Writes.Count), stage.Count(wave => wave.Waits)));
        return plan with
        {
            Changes = plan.Changes.Select(
                change => stages.Contains(change) ? change with { Stage = stages[change].Distinct().ToValueList() } : change).ToValueList(),
            Stage = planned.ToValueList(),
        };
    }
}

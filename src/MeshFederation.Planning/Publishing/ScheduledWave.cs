namespace MeshFederation.Planning.Publishing;

/// <summary>The writes of one wave.</summary>
/// <param name="Wave">The wave.</param>
/// <param name="Writes">What is written in parallel.</param>
/// <param name="Waits">Whether the proxies must have all that was written before.</param>
public sealed record ScheduledWave(PublishingWave Wave, IReadOnlyList<ScheduledWrite> Writes, bool Waits)
{
    /// <summary>The waves of a schedule.</summary>
    /// <param name="schedule">The writes.</param>
    /// <returns>The waves that have any, in their order.</returns>
    public static IReadOnlyList<ScheduledWave> Of(IReadOnlyList<ScheduledWrite> schedule)
    {
        var (waves, pending) = (new List<ScheduledWave>(), new List<ScheduledWrite>());
        foreach (var writes in schedule.GroupBy(write => write.Wave).OrderBy(wave => wave.Key))
        {
            var waits = WaitRule.IsNeeded(writes, pending);
            if (waits) pending.Clear();
            pending.AddRange(writes);
            waves.Add(new(writes.Key, [.. writes], waits));
        }

        return waves;
    }
}

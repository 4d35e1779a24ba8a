namespace MeshFederation.Clusters.Leases;

/// <summary>A moment by the clock that only counts, and by that of the wall.</summary>
internal sealed record LeaseMoment(long Timestamp, DateTimeOffset Time)
{
    public static LeaseMoment Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>How long ago it was, by whichever of the two says more.</summary>
    public TimeSpan Since(TimeProvider clock)
    {
        var (counted, said) = (clock.GetElapsedTime(Timestamp), clock.GetUtcNow() - Time);
        return counted > said ? counted : said;
    }
}

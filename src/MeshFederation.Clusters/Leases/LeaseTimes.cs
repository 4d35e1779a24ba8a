namespace MeshFederation.Clusters.Leases;

/// <summary>How long a lease holds, and when it is taken over.</summary>
/// <param name="Duration">How long it holds after it was renewed.</param>
/// <param name="Renewal">How often it is renewed.</param>
/// <param name="Watch">How long one that looks expired is watched for a renewal, since clocks of two machines may differ.</param>
/// <param name="LongAgo">One that expired this long ago is taken over without being watched.</param>
/// <param name="Poll">How often one that is held is looked at while waiting for it.</param>
internal sealed record LeaseTimes(TimeSpan Duration, TimeSpan Renewal, TimeSpan Watch, TimeSpan LongAgo, TimeSpan Poll)
{
    /// <summary>How long one renewal may take, before the next one is tried.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long giving it up may take: one whose cluster does not answer ends by itself.</summary>
    public TimeSpan Release { get; init; } = TimeSpan.FromSeconds(5);

    public static readonly LeaseTimes Usual = new(
        TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
}

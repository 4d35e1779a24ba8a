namespace MeshFederation.Clusters.Leases;

/// <summary>How long a lease holds, and how often it is looked at. All of it is counted by clocks that only count.</summary>
/// <param name="Duration">How long it holds after the moment at which a renewal was sent that the server took.</param>
/// <param name="Renewal">How long after a renewal the next one is sent.</param>
/// <param name="Poll">How often one that somebody else holds is looked at.</param>
internal sealed record LeaseTimes(TimeSpan Duration, TimeSpan Renewal, TimeSpan Poll)
{
    /// <summary>
    /// How much sooner its holder stops counting on it than others may take it, so that a server is done by then with what it was told last
    /// (client-go tools/leaderelection, RenewDeadline is less than LeaseDuration).
    /// </summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after a renewal that failed the next one is sent (client-go tools/leaderelection, RetryPeriod).</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one renewal may take: three of them fit into what is left of the duration when the first is sent.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long giving it up may take: one whose cluster does not answer is taken over by who comes next.</summary>
    public TimeSpan Release { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long its holder counts on it after a renewal.</summary>
    public TimeSpan Counted => Duration - Margin;

    /// <summary>
    /// How long after it ended what its holder sent may still be done: a write that was sent with the last renewal may be on its way for as
    /// long as the lease was counted on, and the server may take as long again (kubernetes apiserver
    /// pkg/endpoints/filters/request_deadline.go, which counts from when a request came).
    /// </summary>
    public TimeSpan Late => (2 * Counted) - Duration;

    public static readonly LeaseTimes Usual = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
}

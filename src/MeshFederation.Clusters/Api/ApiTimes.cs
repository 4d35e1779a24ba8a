namespace MeshFederation.Clusters.Api;

/// <summary>How long a request may take, and how often it is sent again.</summary>
/// <param name="Request">How long one try may take, from the connection to the last byte; watches are not bound by it.</param>
/// <param name="Attempts">How often a request is sent at least, where that may help; more often as long as a budget lasts.</param>
/// <param name="FirstWait">
/// How long to wait before the second try; each further wait is twice as long, up to half of it by chance less.
/// </param>
/// <param name="LongestWait">The longest wait that a server may ask for; when it asks for more, its answer is the last.</param>
internal sealed record ApiTimes(TimeSpan Request, int Attempts, TimeSpan FirstWait, TimeSpan LongestWait)
{
    public static readonly ApiTimes Usual = new(TimeSpan.FromSeconds(30), 5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30));

    /// <summary>The longest wait between two tries where the server asks for none.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait after a try, spread by chance so that many requests that failed at once do not come back at once.</summary>
    /// <param name="attempt">The number of the try, from 1.</param>
    public TimeSpan WaitAfter(int attempt)
    {
        var longest = Math.Min(FirstWait.TotalSeconds * Math.Pow(2, attempt - 1), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(longest * (1 - (Random.Shared.NextDouble() / 2)));
    }
}

namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>How Istio is waited for.</summary>
/// <param name="Poll">How often it is looked.</param>
/// <param name="Patience">How long nothing at all must be seen before it counts as not to be seen.</param>
internal sealed record WaitTimes(TimeSpan Poll, TimeSpan Patience)
{
    public static readonly WaitTimes Usual = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
}

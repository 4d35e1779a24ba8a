namespace MeshFederation.Clusters.Istiod;

/// <summary>When it is looked whether proxies have what was written, and when a look counts.</summary>
/// <param name="Poll">How often it is looked.</param>
/// <param name="Quiet">How long after the last write, and after istiod is seen to hold it, a look counts: istiod collects changes before
/// it pushes.</param>
/// <param name="NoPush">How long a push is expected to show in any proxy. One that concerns no proxy shows in none.</param>
/// <param name="Away">How long a proxy is waited for that went before it was seen to have what was written.</param>
internal sealed record SightTimes(TimeSpan Poll, TimeSpan Quiet, TimeSpan NoPush, TimeSpan Away)
{
    /// <summary>
    /// istiod waits 100 ms for further changes, and under a thousand it pushed 1.7 s after the last (seen on Istio 1.30.3).
    /// </summary>
    public static readonly SightTimes Usual = new(
        TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
}

using MeshFederation.Clusters.Istiod;

namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>How Istio is waited for.</summary>
/// <param name="Sight">When it is looked, and when a look counts.</param>
/// <param name="Patience">How long nothing at all must be seen before it counts as not to be seen.</param>
internal sealed record WaitTimes(SightTimes Sight, TimeSpan Patience)
{
    public static readonly WaitTimes Usual = new(SightTimes.Usual, TimeSpan.FromSeconds(5));
}

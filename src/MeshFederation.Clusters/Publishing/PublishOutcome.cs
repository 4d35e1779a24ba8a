using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing;

/// <summary>How publishing came out.</summary>
/// <param name="Revision">The number of the revision; 0 when nothing was to be done.</param>
/// <param name="Error">Why the federation is not as wanted, and what is where; null when it is.</param>
public sealed record PublishOutcome(int Revision, MeshException? Error = null)
{
    /// <summary>Whether the histories of all clusters say so.</summary>
    public bool IsNoted { get; init; } = true;
}

using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>Waits, between two stages of a publish, until the proxies of the clusters have what the stage wrote.</summary>
internal interface ISettling
{
    /// <summary>Waits.</summary>
    /// <param name="written">What was written since the last wait, in any number of clusters; none waits for nothing.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="MeshException">Not every proxy took it within the time.</exception>
    Task SettleAsync(IReadOnlyCollection<WrittenObject> written, CancellationToken ct);
}

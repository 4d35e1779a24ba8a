namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>What can be seen of whether Istio has taken an object.</summary>
internal enum TakenState
{
    /// <summary>Nobody says anything.</summary>
    Unknown,

    /// <summary>Istio says that it has not, or not all proxies have.</summary>
    NotYet,

    /// <summary>Istio says that all proxies have it.</summary>
    Taken,
}

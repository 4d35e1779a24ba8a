using MeshFederation.Clusters.Publishing;

namespace MeshFederation.Clusters.Istiod;

/// <summary>What one look at a cluster's istiods showed.</summary>
internal sealed record ClusterSight
{
    /// <summary>Why nothing can be seen, as the end of a sentence without its full stop; empty while something can.</summary>
    public string Blind { get; init; } = "";

    /// <summary>Whether that is since there is no istiod to ask.</summary>
    public bool IsWithoutIstiod { get; init; }

    /// <summary>The istiod pods that were asked.</summary>
    public IReadOnlyList<string> Pods { get; init; } = [];

    /// <summary>What did not answer, and why.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>The objects that an istiod does not hold as they were written, with the pod.</summary>
    public IReadOnlyList<(string Pod, ObjectPlace Place)> Missing { get; init; } = [];

    /// <summary>The proxies that are not known to have what was written.</summary>
    public IReadOnlyList<ConnectedProxy> Waiting { get; init; } = [];

    /// <summary>How many proxies are connected.</summary>
    public int Proxies { get; init; }

    /// <summary>Whether every istiod holds what was written, and every proxy has what it was sent since.</summary>
    public bool IsSettled { get; init; }
}

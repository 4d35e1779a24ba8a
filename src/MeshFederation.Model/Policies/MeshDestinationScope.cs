using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Policies;

/// <summary>The destinations for which a policy holds.</summary>
/// <param name="Cluster">The cluster where they run; null for every one.</param>
/// <param name="Subset">The labels of their pods; none for all pods there.</param>
public sealed record MeshDestinationScope(string? Cluster, LabelSet Subset) : MeshPolicyScope
{
    /// <summary>All destinations.</summary>
    public static readonly MeshDestinationScope All = new(null, LabelSet.Empty);

    /// <summary>The cluster.</summary>
    public string? Cluster { get; internal init; } = Cluster;

    /// <summary>The labels.</summary>
    public LabelSet Subset { get; internal init; } = Subset;

    /// <inheritdoc />
    public override bool IsAll => Cluster is null && Subset.Count == 0;

    /// <summary>Whether it holds for pods of a cluster; all pods are in no scope that asks for labels.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="subset">The labels of the pods; none for all.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(string cluster, LabelSet subset) =>
        IsOf(cluster) && (Subset.Count == 0 || Subset.Equals(subset));

    /// <summary>Whether it holds for pods of a cluster, all or some of them.</summary>
    internal bool IsOf(string cluster) => Cluster is null || Cluster == cluster;

    /// <summary>The destinations as they can be typed.</summary>
    /// <returns>The text, as <c>cluster2/v3</c>, or <c>everything</c>.</returns>
    public override string ToString() => IsAll ? "everything" : new MeshFallback(Cluster ?? "", Subset).ToString();
}

using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Model.Traffic;

/// <summary>Where requests go while a destination, and what comes before in its fallbacks, does not answer.</summary>
public sealed record MeshFallback(string Cluster, LabelSet Subset)
{
    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>The labels of the pods; none means all pods of the service.</summary>
    public LabelSet Subset { get; internal init; } = Subset;

    /// <summary>The name of the subset in DestinationRules and in the SNI; empty for all pods.</summary>
    public string SubsetName => Traffic.SubsetName.Of(Subset);

    /// <summary>The fallback as it can be typed.</summary>
    /// <returns>The text, as <c>cluster1/v1</c>.</returns>
    public override string ToString() => Subset.Count switch
    {
        0 => Cluster,
        1 when Subset.ContainsKey(MeshVersion.UsualLabel) => Cluster + "/" + Subset[MeshVersion.UsualLabel],
        _ => Cluster + "/" + Subset,
    };
}

using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>A share of the traffic and where it goes.</summary>
public sealed record MeshDestination(string Cluster, LabelSet Subset, int Weight, int? Port = null)
{
    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>The labels of the pods; none means all pods of the service.</summary>
    public LabelSet Subset { get; internal init; } = Subset;

    /// <summary>The share, in percent: 0 to 100.</summary>
    public int Weight { get; internal init; } = Weight;

    /// <summary>The port of the service to call instead of the one that was called, or null.</summary>
    public int? Port { get; internal init; } = Port;

    /// <summary>The name of the subset in DestinationRules and in the SNI; empty for all pods.</summary>
    public string SubsetName => Traffic.SubsetName.Of(Subset);

    /// <summary>
    /// The destination as it can be typed: <c>cluster2/v3:75</c>. A port of its own has no short form and is told behind it.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Target}:{Weight}{(Port is null ? "" : FormattableString.Invariant($" (port {Port})"))}");

    internal string Target => Subset.Count switch
    {
        0 => Cluster,
        1 when Subset.ContainsKey("version") => Cluster + "/" + Subset["version"],
        _ => Cluster + "/" + Subset,
    };
}

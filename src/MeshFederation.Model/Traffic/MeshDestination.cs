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

    /// <summary>Where its requests go while it does not answer, the first choice first; none where they fail then.</summary>
    public ValueList<MeshFallback> Fallback { get; internal init; } = [];

    /// <summary>
    /// How the regions of it and its fallbacks take over for each other, or share its requests; none where the clusters themselves are in
    /// an order.
    /// </summary>
    public ValueList<MeshRegion> Region { get; internal init; } = [];

    /// <summary>The name of the subset in DestinationRules and in the SNI; empty for all pods.</summary>
    public string SubsetName => Traffic.SubsetName.Of(Subset);

    /// <summary>
    /// The destination as it can be typed: <c>cluster2/v3:75</c>. A port of its own has no short form and is told behind it, as are
    /// fallbacks.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var more = string.Join(", ", Extras());
        return FormattableString.Invariant($"{Target}:{Weight}{(more.Length == 0 ? "" : $" ({more})")}");
    }

    internal string Target => Place.ToString();

    /// <summary>The cluster and pods alone.</summary>
    internal MeshFallback Place => new(Cluster, Subset);

    /// <summary>The destination, then its fallbacks.</summary>
    internal IEnumerable<MeshFallback> Places => Fallback.Prepend(Place);

    /// <summary>The regions in words.</summary>
    internal string RegionText => Region is [{ Weight: null }, ..] ? "own, else " + string.Join(", else ", Region) : Region.ToString();

    private IEnumerable<string> Extras()
    {
        if (Port is not null) yield return FormattableString.Invariant($"port {Port}");
        if (Fallback.Count == 0) yield break;
        if (Region.Count == 0) yield return "else " + string.Join(", else ", Fallback);
        else yield return $"and {string.Join(" and ", Fallback)} by region {RegionText}";
    }
}

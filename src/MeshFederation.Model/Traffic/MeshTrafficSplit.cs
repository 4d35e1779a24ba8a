using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>How the requests of a match are shared between destinations.</summary>
public sealed record MeshTrafficSplit(MeshMatch? Match, ValueList<MeshDestination> Destination)
{
    /// <summary>Which requests, or null for all that no other split takes.</summary>
    public MeshMatch? Match { get; internal init; } = Match;

    /// <summary>The destinations; their weights total 100.</summary>
    public ValueList<MeshDestination> Destination { get; internal init; } = Destination;

    /// <summary>
    /// Whether, of one destination and its fallbacks, in each client cluster the one there comes first, and the others behind it in their
    /// order.
    /// </summary>
    public bool IsLocalFirst { get; internal init; }

    /// <summary>Where the requests go, a line for each destination.</summary>
    public ValueList<string> Line => IsLocalFirst && Destination[0] is { Region.Count: > 0 } regional
        ? [$"{string.Join(", ", regional.Places)} (by region: {regional.RegionText})"]
        : IsLocalFirst ? [string.Join(", else ", Destination[0].Places) + " (own cluster first)"]
        : Destination.Select(destination => destination.ToString()).ToValueList();

    /// <summary>The split in one line.</summary>
    /// <returns>The text, as <c>cluster2/v3:75, cluster1/v1:25</c>, with its match before it.</returns>
    public override string ToString() => Match is null ? Line.ToString() : $"{Match} => {Line}";
}

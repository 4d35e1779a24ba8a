using System.Globalization;

namespace MeshFederation.Reporting.Topology;

/// <summary>A share of a flow.</summary>
/// <param name="House">The place of the house that it goes to.</param>
/// <param name="Pods">The place of the version in the room there.</param>
/// <param name="Weight">The share in percent; null where there is no split.</param>
/// <param name="Port">The port that is called instead of the one that the caller named, or null.</param>
internal sealed record FlowBranch(int House, int Pods, int? Weight, int? Port)
{
    /// <summary>Its place in the order in which places take over for each other; 0 for what is called while it answers.</summary>
    public int Rank { get; init; }

    /// <summary>Whether it is a place in an order that is another one for each house that is among the places.</summary>
    public bool IsPlace { get; init; }

    /// <summary>How many of the requests it gets a copy of, in percent; null where it gets the requests themselves.</summary>
    public double? CopiedPercent { get; init; }

    /// <summary>Whether it gets requests only sometimes, or copies: what is not part of the shares.</summary>
    public bool IsBeside => Rank > 0 || CopiedPercent is not null;

    /// <summary>What stands on the arrow; empty where there is no share.</summary>
    public string Text => Rank switch
    {
        _ when CopiedPercent is { } copied => FormattableString.Invariant($"copy {copied:0.##} %"),
        _ when Share.Length == 0 => "",
        _ when IsPlace => (Rank + 1).ToString(CultureInfo.InvariantCulture) + ".",
        0 => Share,
        1 => "else " + Share,
        _ => FormattableString.Invariant($"else {Share} ({Rank})"),
    };

    private string Share => (Weight, Port) switch
    {
        (null, _) => "",
        (_, null) => FormattableString.Invariant($"{Weight} %"),
        _ => FormattableString.Invariant($"{Weight} % :{Port}"),
    };
}

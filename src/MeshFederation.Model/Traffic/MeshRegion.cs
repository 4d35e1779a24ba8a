namespace MeshFederation.Model.Traffic;

/// <summary>
/// A region of clusters that take over for each other, as the label <c>topology.kubernetes.io/region</c> of their nodes says it.
/// </summary>
public sealed record MeshRegion(string Name, int? Weight = null)
{
    /// <summary>The name.</summary>
    public string Name { get; internal init; } = Name;

    /// <summary>The share of all requests, in percent: 1 to 100; null where regions take over for each other in an order.</summary>
    public int? Weight { get; internal init; } = Weight;

    /// <summary>The region as it can be typed.</summary>
    /// <returns>The text, as <c>eu-west-1:20</c> or <c>eu-west-1</c>.</returns>
    public override string ToString() => Weight is { } weight ? FormattableString.Invariant($"{Name}:{weight}") : Name;
}

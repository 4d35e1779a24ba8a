using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>What takes over for destinations of a split.</summary>
public sealed record FallbackChoice(MeshFallback? Of, ValueList<MeshFallback> To)
{
    /// <summary>The destination, by cluster and pods; null for every one that is in none of the clusters that take over.</summary>
    public MeshFallback? Of { get; internal init; } = Of;

    /// <summary>What takes over, the first choice first.</summary>
    public ValueList<MeshFallback> To { get; internal init; } = To;
}

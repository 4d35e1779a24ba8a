using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>What takes over for destinations of a split.</summary>
/// <param name="Of">The destination, by cluster and pods; null for every destination that is in none of the clusters that take over.</param>
/// <param name="To">What takes over, the first choice first.</param>
public sealed record FallbackChoice(MeshFallback? Of, ValueList<MeshFallback> To);

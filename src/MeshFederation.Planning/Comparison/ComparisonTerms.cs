namespace MeshFederation.Planning.Comparison;

/// <summary>How clusters are compared with what is wanted.</summary>
/// <param name="Federation">The name of the federation.</param>
/// <param name="Prune">Whether objects of the federation that are no longer wanted are removed.</param>
/// <param name="Force">Whether objects and fields of others are taken over where that is safe.</param>
public sealed record ComparisonTerms(string Federation, bool Prune = false, bool Force = false);

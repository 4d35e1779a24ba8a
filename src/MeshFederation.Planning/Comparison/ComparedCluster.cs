namespace MeshFederation.Planning.Comparison;

/// <summary>What a comparison says of one cluster.</summary>
/// <param name="Wanted">The objects that are wanted, in the order of publishing.</param>
/// <param name="Unwanted">The objects of the federation that are no longer wanted, in the order of removing.</param>
public sealed record ComparedCluster(IReadOnlyList<ComparedObject> Wanted, IReadOnlyList<ComparedObject> Unwanted);

namespace MeshFederation.Planning.Comparison;

/// <summary>What a comparison says of one cluster.</summary>
/// <param name="Wanted">The objects that are wanted, in the order of publishing.</param>
/// <param name="Unwanted">The objects of the federation that are no longer wanted, in the order of removing.</param>
/// <param name="Moved">
/// The objects of the federation whose work one that is wanted does at another place; they go even where nothing is pruned.
/// </param>
public sealed record ComparedCluster(
    IReadOnlyList<ComparedObject> Wanted, IReadOnlyList<ComparedObject> Unwanted, IReadOnlyList<ComparedObject> Moved);

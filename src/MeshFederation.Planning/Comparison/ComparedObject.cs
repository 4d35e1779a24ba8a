using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison;

/// <summary>What a comparison says of one object.</summary>
/// <param name="Change">The change; while it is open, an Update without differences.</param>
/// <param name="IsOpen">Whether only the server can tell what applying it would change, by a dry run; <see cref="DryRunOutcome"/> then concludes.</param>
public sealed record ComparedObject(MeshChange Change, bool IsOpen = false);

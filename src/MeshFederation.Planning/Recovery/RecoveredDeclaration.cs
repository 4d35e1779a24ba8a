using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Recovery;

/// <summary>What objects tell of the declaration that they were made of.</summary>
/// <param name="Services">The services, sorted by namespace and name.</param>
/// <param name="Unknown">
/// What the objects say and the services do not, and what no object tells, in sentences; empty when planning the services makes the same
/// objects.
/// </param>
public sealed record RecoveredDeclaration(IReadOnlyList<MeshService> Services, IReadOnlyList<string> Unknown);

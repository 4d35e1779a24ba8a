using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Recovery;

/// <summary>What objects tell of the declaration that they were made of.</summary>
/// <param name="Services">The services, sorted by namespace and name; each says of itself what was not read.</param>
/// <param name="Unread">What the objects say and the services do not, in sentences; empty when the services plan the same objects.</param>
/// <param name="Untold">What no object tells, and what it is taken to be, in sentences.</param>
public sealed record RecoveredDeclaration(
    IReadOnlyList<MeshService> Services, IReadOnlyList<string> Unread, IReadOnlyList<string> Untold);

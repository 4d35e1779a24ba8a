using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Access;

/// <summary>What the AuthorizationPolicies of pods make of a request, and why.</summary>
/// <param name="Outcome">Whether it is let in.</param>
/// <param name="Policy">The policy that decides; null where none is for the pods.</param>
/// <param name="Why">The reason, in one sentence.</param>
public sealed record AccessAnswer(AccessOutcome Outcome, MeshManifest? Policy, string Why);

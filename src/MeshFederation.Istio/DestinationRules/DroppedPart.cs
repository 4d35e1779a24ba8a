using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>What a DestinationRule says and does not hold, since it is merged into older ones of which one says it already.</summary>
/// <param name="Rule">The DestinationRule.</param>
/// <param name="Subset">The subset; null for the traffic policy of the host as a whole.</param>
/// <param name="By">The older one that says it.</param>
/// <param name="Instead">The subset of that name which holds; null for the traffic policy.</param>
public sealed record DroppedPart(MeshManifest Rule, RuleSubset? Subset, MeshManifest By, RuleSubset? Instead);

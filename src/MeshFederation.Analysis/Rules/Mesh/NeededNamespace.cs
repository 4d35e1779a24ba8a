using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Mesh;

/// <summary>A namespace that a federation stands on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWatched">Whether istiod looks at it; null when that is not known.</param>
/// <param name="First">An object in it; null when none is at hand.</param>
/// <param name="What">What is in it, for people.</param>
internal sealed record NeededNamespace(string Name, bool? IsWatched, MeshManifest? First, string What);

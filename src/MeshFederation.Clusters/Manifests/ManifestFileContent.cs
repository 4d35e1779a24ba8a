using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Manifests;

/// <summary>What was read of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Objects">Its objects, each with its place in the file.</param>
/// <param name="Faults">What could not be read: a document each, or the file.</param>
public sealed record ManifestFileContent(ManifestFile File, IReadOnlyList<MeshManifest> Objects, IReadOnlyList<MeshException> Faults);

using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>The objects of one kind.</summary>
/// <param name="Item">The objects; each has <c>apiVersion</c> and <c>kind</c>, which the server leaves out of the items of a list.</param>
/// <param name="ResourceVersion">The state of the list, from which a watch can go on; empty when the kind is missing.</param>
/// <param name="Missing">Whether the cluster does not serve the kind at all: its CRD is not installed.</param>
public sealed record ResourceList(IReadOnlyList<UnstructuredMap> Item, string ResourceVersion, bool Missing = false);

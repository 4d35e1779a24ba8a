using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Recovery;

/// <summary>What a cluster has of a federation.</summary>
/// <param name="Cluster">The cluster by its name in the federation, with what is known of it beside its objects.</param>
/// <param name="Objects">The objects, as they are in the cluster.</param>
public sealed record PublishedObjects(MeshCluster Cluster, IReadOnlyList<MeshManifest> Objects);

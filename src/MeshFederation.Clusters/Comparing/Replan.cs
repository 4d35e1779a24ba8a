using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Comparing;

/// <summary>Plans again, round the addresses that a cluster has in use already.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="inUse">What its ServiceEntries have.</param>
/// <returns>The objects of all clusters; right for this one.</returns>
internal delegate IEnumerable<MeshManifest> Replan(MeshCluster cluster, AddressesInUse inUse);

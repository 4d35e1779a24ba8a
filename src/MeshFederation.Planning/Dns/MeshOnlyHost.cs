using MeshFederation.Model.Clusters;

namespace MeshFederation.Planning.Dns;

/// <summary>A host that only the mesh of a client cluster knows.</summary>
/// <param name="Client">The cluster.</param>
/// <param name="Name">The name.</param>
/// <param name="Address">Its address there.</param>
/// <param name="Zone">The domain that DNS is asked for: a suffix of ours, or a name that may lie in a domain of others.</param>
internal sealed record MeshOnlyHost(MeshCluster Client, string Name, string Address, string Zone);

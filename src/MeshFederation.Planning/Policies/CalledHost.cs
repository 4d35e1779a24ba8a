using MeshFederation.Model.Clusters;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Policies;

/// <summary>A host of a service as callers in a cluster have it, or a subset of it: what its policies go by.</summary>
/// <param name="Service">The service.</param>
/// <param name="Client">The cluster of the callers.</param>
internal abstract record CalledHost(MeshService Service, MeshCluster Client)
{
    /// <summary>The number of a port of the host.</summary>
    public abstract int NumberOf(MeshPort port);

    /// <summary>The server name that is sent to a gateway; null for the one that follows from host, port and subset.</summary>
    public abstract string? ServerName(MeshPort port);
}

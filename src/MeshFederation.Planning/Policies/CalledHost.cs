using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies;

/// <summary>A host of a service as callers in a cluster have it, or a subset of it: what its policies go by.</summary>
/// <param name="Service">The service.</param>
/// <param name="Client">The cluster of the callers.</param>
internal abstract record CalledHost(MeshService Service, MeshCluster Client)
{
    /// <summary>The cluster and pods that it is; of a destination with fallbacks the destination.</summary>
    public abstract MeshFallback Place { get; }

    /// <summary>Whether the host has ports that are not federated, and so are none of these policies.</summary>
    public virtual bool HasOtherPorts => false;

    /// <summary>The number of a port of the host.</summary>
    public abstract int NumberOf(MeshPort port);

    /// <summary>The server name that is sent to a gateway; null for the one that follows from host, port and subset.</summary>
    public abstract string? ServerName(MeshPort port);

    /// <summary>What was chosen for it: of several policies of a kind the most specific.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    public T? Chosen<T>()
        where T : MeshPolicy => Service.Policy.Count == 0 ? null : Service.PolicyAt<T>(Place.Cluster, Place.Subset);
}

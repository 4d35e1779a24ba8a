using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning;

/// <summary>Calls of one cluster to a service that runs in another.</summary>
/// <param name="Service">The service.</param>
/// <param name="Client">The cluster that calls.</param>
/// <param name="Instance">The service where it is served.</param>
public sealed record RemoteCall(MeshService Service, MeshCluster Client, MeshServiceInstance Instance)
{
    /// <summary>The cluster that serves.</summary>
    public MeshCluster Server => Instance.Cluster;

    /// <summary>The host by which the client calls: <c>reviews.default.svc.cluster2.global</c>.</summary>
    public string Host { get; } = Hosts.Remote(Service, Instance.Cluster);

    /// <summary>
    /// The number of a port of that host. The filter of the mode EnvoyFilter rewrites the host only, so there it must be the server's.
    /// </summary>
    /// <param name="port">The port of the service.</param>
    /// <returns>The number.</returns>
    public int PortNumber(MeshPort port) => Server.EffectiveRoutingMode() == MeshRoutingMode.EnvoyFilter
        ? Instance.NumberOf(port)
        : Service.NumberSeenFrom(Client, port);
}

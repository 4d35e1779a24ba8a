using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>What a call in ambient mode passes between two clusters, as it is declared.</summary>
/// <param name="Client">The cluster that calls.</param>
/// <param name="Server">The cluster that is called.</param>
/// <param name="Waypoint">The waypoint of the caller's cluster, as <c>default/waypoint</c>; null where none takes the call.</param>
/// <param name="Service">The Service that is called, in both clusters.</param>
/// <param name="Account">The service accounts that may answer; none where they are not known.</param>
/// <param name="Gateway">The gateway of the serving cluster; null where it is not known.</param>
public sealed record TunnelPassage(
    string Client, string Server, string? Waypoint, string Service, ValueList<string> Account, MeshGateway? Gateway)
{
    /// <summary>What is passed by calls of pods in another cluster.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster that calls.</param>
    /// <param name="server">The service in the other cluster.</param>
    /// <param name="subset">The labels of the pods; none for all.</param>
    /// <returns>The passage.</returns>
    public static TunnelPassage Of(MeshService service, MeshCluster client, MeshServiceInstance server, LabelSet subset) => new(
        client.Name,
        server.Cluster.Name,
        ServiceWaypoints.Of(client, service.Namespace, service.Name) is var (space, name) ? $"{space}/{name}" : null,
        WaypointSplits.Are(service, client) ? new WaypointGroup(service, server, subset).Name : service.Name,
        AmbientAccounts.Answering(service, server),
        server.Cluster.Tunnels());

    /// <summary>The Service and the accounts that answer for it: <c>Service ratings, answered as ratings or waypoint</c>.</summary>
    /// <returns>The text.</returns>
    public string Called() =>
        $"Service {Service}, answered as {(Account.Count == 0 ? "an account that is not known" : string.Join(" or ", Account))}";

    /// <summary>The gateway: <c>gateway istio-system/istio-eastwestgateway at 172.18.0.230:15008</c>.</summary>
    /// <returns>The text.</returns>
    public string Through() => Gateway is null ? "gateway that is not known"
        : $"gateway {AmbientClusters.WholeName(Gateway)}" + (Gateway.Address.Count == 0 ? "" : $" at {Gateway}");

    /// <summary>All of it, in the order in which it is passed, in lines.</summary>
    /// <returns>The lines.</returns>
    public IEnumerable<string> Lines() =>
        [$"{Client} to {Server}:" + (Waypoint is null ? "" : $" waypoint {Waypoint},"), Called() + ",", Through()];

    /// <summary>The same in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(' ', Lines());
}

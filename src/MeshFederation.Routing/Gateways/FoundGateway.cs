namespace MeshFederation.Routing.Gateways;

/// <summary>The gateway that an endpoint leads to.</summary>
/// <param name="Cluster">Its cluster.</param>
/// <param name="Workload">Its pods.</param>
/// <param name="Match">How it was found.</param>
public sealed record FoundGateway(RoutingCluster Cluster, GatewayWorkload Workload, GatewayMatch Match);

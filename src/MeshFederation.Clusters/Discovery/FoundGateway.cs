using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Discovery;

/// <summary>A gateway, and what was seen of it.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Service">Its Service; empty when none was found.</param>
/// <param name="ServicePort">The port of that Service which leads to the gateway's target port; null when that is not known.</param>
/// <param name="Pods">Its pods; null when no Service tells them.</param>
internal sealed record FoundGateway(MeshGateway Gateway, string Service, int? ServicePort, GatewayPods? Pods);

using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Where other clusters reach a gateway: addresses, and the port they have it on.</summary>
/// <param name="Address">IP addresses or host names.</param>
/// <param name="Port">The port.</param>
internal sealed record GatewayAddresses(ValueList<string> Address, int Port);

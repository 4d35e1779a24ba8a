using MeshFederation.Istio.Ports;

namespace MeshFederation.Istio.Gateways;

/// <summary>An address and port at which clients outside of a cluster reach a Service.</summary>
/// <param name="Address">The IP address or host name.</param>
/// <param name="Port">The port there: the Service's, or at a node its nodePort.</param>
/// <param name="Of">The port of the Service.</param>
public sealed record OutsidePort(string Address, int Port, ServicePort Of)
{
    /// <summary>Whether it is a nodePort, at the address of a node, which every Service with nodePorts has.</summary>
    public bool IsOfNode { get; init; }
}

using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>An address and port at which clients outside of a cluster reach a Service.</summary>
/// <param name="Address">The IP address or host name.</param>
/// <param name="Port">The port there: the Service's, or at a node its nodePort.</param>
/// <param name="Content">What the Service says of the port.</param>
public sealed record OutsidePort(string Address, int Port, UnstructuredMap Content)
{
    /// <summary>The port of the Service.</summary>
    public int ServicePort => (int)Math.Clamp(Content.Number("port") ?? 0, 0, ushort.MaxValue);

    /// <summary>
    /// The ports by which Gateways may name what listens behind it: the Service's, and the pods' (istio pilot/pkg/model/gateway.go
    /// resolvePorts).
    /// </summary>
    public IReadOnlyList<int> Listening =>
        Content.Number("targetPort") is > 0 and <= ushort.MaxValue and var target && target != ServicePort ? [ServicePort, (int)target]
            : [ServicePort];
}

namespace MeshFederation.Model.Ports;

/// <summary>How Istio writes protocols and reads them from port names (istio pkg/config/kube/conversion.go).</summary>
public static class ProtocolNames
{
    private static readonly Dictionary<string, IstioProtocol> ByName = Enum.GetValues<IstioProtocol>()
        .ToDictionary(ToIstioName, protocol => protocol, StringComparer.OrdinalIgnoreCase);

    /// <summary>The protocol as Istio writes it.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The word, as <c>GRPC-Web</c>.</returns>
    public static string ToIstioName(this IstioProtocol protocol) =>
        protocol is IstioProtocol.GRPCWeb ? "GRPC-Web" : protocol.ToString();

    /// <summary>The protocol that Istio would read from a word, whatever its case.</summary>
    /// <param name="name">The word.</param>
    /// <returns>The protocol, or null when Istio does not know the word.</returns>
    public static IstioProtocol? Parse(string name) => ByName.TryGetValue(name, out var protocol) ? protocol : null;

    /// <summary>The protocol that Istio reads from a port's name or appProtocol: the part before the first hyphen.</summary>
    /// <param name="portName">The name, as <c>http-web</c>, or an appProtocol, as <c>kubernetes.io/h2c</c>.</param>
    /// <returns>The protocol; TCP where the name says none, since nothing can be read off the wire before the mesh is left.</returns>
    public static IstioProtocol FromPortName(string portName) => portName switch
    {
        "kubernetes.io/h2c" => IstioProtocol.HTTP2,
        "kubernetes.io/ws" => IstioProtocol.HTTP,
        "kubernetes.io/wss" => IstioProtocol.HTTPS,
        _ when portName.StartsWith("grpc-web", StringComparison.OrdinalIgnoreCase) => IstioProtocol.GRPCWeb,
        _ => Parse(portName.Split('-')[0]) ?? IstioProtocol.TCP,
    };

    /// <summary>Which list of a VirtualService routes the protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The kind of route.</returns>
    public static RouteKind RouteKind(this IstioProtocol protocol) => protocol switch
    {
        IstioProtocol.HTTP or IstioProtocol.HTTP2 or IstioProtocol.GRPC or IstioProtocol.GRPCWeb => Ports.RouteKind.Http,
        IstioProtocol.HTTPS or IstioProtocol.TLS => Ports.RouteKind.Tls,
        _ => Ports.RouteKind.Tcp,
    };
}

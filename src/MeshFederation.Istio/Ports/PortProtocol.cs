using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Ports;

/// <summary>Decides what a port is taken for. Everything that depends on the protocol of a port asks here.</summary>
public static class PortProtocol
{
    private const string GrpcWeb = "grpc-web";

    /// <summary>
    /// What a port of a Kubernetes Service is taken for: its appProtocol, else its name up to the first hyphen. SMTP, DNS, MySQL and
    /// MongoDB, where the server speaks first, are told by their numbers where neither says anything (istio pkg/config/kube/conversion.go
    /// ConvertProtocol).
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="name">The name, or empty.</param>
    /// <param name="transport">The Kubernetes protocol: TCP, UDP or SCTP; null for TCP, which a port has that says none.</param>
    /// <param name="appProtocol">
    /// The appProtocol, which counts instead of the name even where Istio does not know it; null for none.
    /// </param>
    /// <returns>The protocol.</returns>
    public static IstioProtocol OfService(int number, string name, string? transport, string? appProtocol)
    {
        if (transport is TransportProtocol.Udp) return IstioProtocol.UDP;
        switch (appProtocol)
        {
            case "kubernetes.io/h2c": return IstioProtocol.HTTP2;
            case "kubernetes.io/ws": return IstioProtocol.HTTP;
            case "kubernetes.io/wss": return IstioProtocol.HTTPS;
        }

        var declared = appProtocol ?? name;
        if (declared.StartsWith(GrpcWeb, StringComparison.OrdinalIgnoreCase)) return IstioProtocol.GRPCWeb;
        return At(number, ProtocolNames.Parse(declared.Split('-')[0]) ?? IstioProtocol.Undeclared);
    }

    /// <summary>The same for a port as a Service writes it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="port">The port.</param>
    /// <returns>The protocol.</returns>
    public static IstioProtocol OfService(int number, UnstructuredMap port) =>
        OfService(number, port.Text("name") ?? "", port.Text("protocol"), port.Text("appProtocol"));

    /// <summary>
    /// What a port of a ServiceEntry is taken for: what it says. Neither its name nor its number tells anything
    /// (istio pilot/pkg/serviceregistry/serviceentry/conversion.go convertPort).
    /// </summary>
    /// <param name="protocol">The protocol as written; empty or unknown means that the proxy looks at the bytes.</param>
    /// <returns>The protocol.</returns>
    public static IstioProtocol OfServiceEntry(string protocol) => ProtocolNames.Parse(protocol) ?? IstioProtocol.Undeclared;

    /// <summary>
    /// What the port of a Service that declares a protocol, or none, is at a number: proxies that looked at the bytes would wait for ever
    /// where the server speaks first.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="declared">The protocol.</param>
    /// <returns>TCP for the undeclared ports of SMTP, DNS, MySQL and MongoDB; else the protocol.</returns>
    public static IstioProtocol At(int number, IstioProtocol declared) =>
        declared == IstioProtocol.Undeclared && number is 25 or 53 or 3306 or 27017 ? IstioProtocol.TCP : declared;

    /// <summary>
    /// Whether proxies speak HTTP/2 to a port of the protocol, and so send all requests of a caller through one connection (istio
    /// pkg/config/protocol/instance.go IsHTTP2).
    /// </summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>True for HTTP/2 and gRPC, gRPC-Web among it.</returns>
    public static bool IsHttp2(this IstioProtocol protocol) =>
        protocol is IstioProtocol.HTTP2 or IstioProtocol.GRPC or IstioProtocol.GRPCWeb;

    /// <summary>
    /// Whether a list of a VirtualService routes what goes to a port of the protocol. Where none is declared HTTP is routed by one list and
    /// everything else by another (istio pilot/pkg/networking/core/listener.go, ListenerProtocolAuto); the application's TLS is no
    /// exception.
    /// </summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="kind">The list.</param>
    /// <returns>True when it does.</returns>
    public static bool IsRoutedBy(this IstioProtocol protocol, RouteKind kind) => protocol switch
    {
        IstioProtocol.HTTP or IstioProtocol.HTTP2 or IstioProtocol.GRPC or IstioProtocol.GRPCWeb or IstioProtocol.HTTPProxy =>
            kind == RouteKind.Http,
        IstioProtocol.HTTPS or IstioProtocol.TLS => kind == RouteKind.Tls,
        IstioProtocol.Undeclared => kind is RouteKind.Http or RouteKind.Tcp,
        IstioProtocol.UDP => false,
        _ => kind == RouteKind.Tcp,
    };
}

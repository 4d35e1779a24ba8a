namespace MeshFederation.Istio.Registry;

/// <summary>How Istio treats what goes to a port (istio pkg/config/protocol/instance.go).</summary>
public enum PortTraffic
{
    /// <summary>Nothing is known of the port; which list of a VirtualService routes it decides.</summary>
    Unknown,

    /// <summary>Requests: HTTP, HTTP/2 and gRPC.</summary>
    Http,

    /// <summary>Connections with the application's own TLS, told apart by their SNI.</summary>
    Tls,

    /// <summary>Connections.</summary>
    Tcp,

    /// <summary>
    /// No protocol is declared: the proxy looks at the first bytes, and treats HTTP as requests and the rest as connections.
    /// </summary>
    Sniffed,

    /// <summary>UDP, which the proxy does not carry.</summary>
    Udp,
}

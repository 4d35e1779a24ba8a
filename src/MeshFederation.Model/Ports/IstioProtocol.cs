namespace MeshFederation.Model.Ports;

/// <summary>What Istio takes a port for (istio pkg/config/protocol/instance.go).</summary>
public enum IstioProtocol : long
{
    /// <summary>TCP: connections of bytes of which nothing more is known.</summary>
    TCP,

    /// <summary>HTTP/1.1.</summary>
    HTTP,

    /// <summary>HTTP/2.</summary>
    HTTP2,

    /// <summary>gRPC.</summary>
    GRPC,

    /// <summary>gRPC for browsers; Istio writes it GRPC-Web.</summary>
    GRPCWeb,

    /// <summary>HTTP inside the application's own TLS.</summary>
    HTTPS,

    /// <summary>The application's own TLS.</summary>
    TLS,

    /// <summary>MongoDB.</summary>
    Mongo,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>MySQL.</summary>
    MySQL,

    /// <summary>
    /// Nothing is declared: the caller's proxy looks at the first bytes, and takes HTTP for requests and everything else for connections.
    /// </summary>
    Undeclared,

    /// <summary>UDP, which proxies do not carry, and a gateway cannot pass to another mesh.</summary>
    UDP,

    /// <summary>Requests to a forward proxy; Istio writes it HTTP_PROXY. Only listeners of a Sidecar have it.</summary>
    HTTPProxy,
}

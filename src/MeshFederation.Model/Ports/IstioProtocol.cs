namespace MeshFederation.Model.Ports;

/// <summary>The protocols of a port that a gateway can pass to another mesh (istio pkg/config/protocol/instance.go).</summary>
public enum IstioProtocol
{
    /// <summary>TCP, and everything that Istio has no better word for.</summary>
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
}

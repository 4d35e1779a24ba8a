namespace MeshFederation.Analysis.Routing.Registry;

/// <summary>Reads what Istio takes a port for.</summary>
public static class PortProtocol
{
    private const string GrpcWeb = "grpc-web";

    /// <summary>What a protocol's name means, whatever its case (istio pkg/config/protocol/instance.go Parse).</summary>
    /// <param name="name">The name, as in a ServiceEntry's port; empty or unknown means that the proxy looks at the bytes.</param>
    /// <returns>The treatment.</returns>
    public static PortTraffic Parse(string name) => name.ToUpperInvariant() switch
    {
        "HTTP" or "HTTP2" or "GRPC" or "GRPC-WEB" or "HTTP_PROXY" => PortTraffic.Http,
        "HTTPS" or "TLS" => PortTraffic.Tls,
        "TCP" or "MONGO" or "REDIS" or "MYSQL" => PortTraffic.Tcp,
        "UDP" => PortTraffic.Udp,
        _ => PortTraffic.Sniffed,
    };

    /// <summary>
    /// What a port of a Kubernetes Service is taken for: its appProtocol, else its name up to the first hyphen; SMTP, DNS, MySQL and MongoDB by
    /// their numbers, where neither says anything (istio pkg/config/kube/conversion.go ConvertProtocol).
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="name">The name, or empty.</param>
    /// <param name="transport">The Kubernetes protocol: TCP, UDP or SCTP.</param>
    /// <param name="appProtocol">The appProtocol, or null.</param>
    /// <returns>The treatment.</returns>
    public static PortTraffic OfService(int number, string name, string transport, string? appProtocol)
    {
        if (transport is "UDP") return PortTraffic.Udp;
        switch (appProtocol)
        {
            case "kubernetes.io/h2c" or "kubernetes.io/ws": return PortTraffic.Http;
            case "kubernetes.io/wss": return PortTraffic.Tls;
        }

        var declared = appProtocol ?? name;
        if (declared.StartsWith(GrpcWeb, StringComparison.OrdinalIgnoreCase)) return PortTraffic.Http;
        var traffic = Parse(declared.Split('-')[0]);
        return traffic == PortTraffic.Sniffed && number is 25 or 53 or 3306 or 27017 ? PortTraffic.Tcp : traffic;
    }
}

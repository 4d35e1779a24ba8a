using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies.ConnectionPool;

/// <summary>The connections of callers to the gateway of another cluster, and to what takes over for it.</summary>
internal sealed class ConnectionPoolPolicy : DestinationPolicy
{
    /// <summary>
    /// How many requests a connection carries where nobody chose. A gateway passes a connection on as a whole, so all requests of an HTTP/2
    /// connection reach one pod; seen on Istio 1.30.3, 100 share gRPC calls among the pods and cost a tenth of the speed, 1,000 share them
    /// badly, and 10 cost half.
    /// </summary>
    public const int DefaultRequests = 100;

    /// <summary>
    /// How long a caller waits for a connection. Istio's own 10 s (istio pkg/config/mesh/mesh.go DefaultMeshConfig) are how long each
    /// request hangs when a gateway does not answer. TCP repeats a packet that was lost after one second (RFC 6298), so less than two would
    /// fail what is only late.
    /// </summary>
    public const string ConnectTimeout = "2s";

    public override string Field => "connectionPool";

    public override UnstructuredMap Of(CalledHost host, MeshPort port)
    {
        var requests = Requests(host, PortProtocol.At(host.NumberOf(port), port.Protocol));
        return UnstructuredMap.Of(
            ("tcp", UnstructuredMap.Of(("connectTimeout", ConnectTimeout))),
            ("http", requests == 0 ? null : UnstructuredMap.Of(("maxRequestsPerConnection", (long)requests))));
    }

    private static int Requests(CalledHost host, IstioProtocol protocol) => host.Service.MaxRequestsPerConnection is { } chosen
        ? protocol.IsRoutedBy(RouteKind.Http) ? chosen : 0
        : protocol.IsHttp2() || IsUpgraded(host.Client, protocol) ? DefaultRequests : 0;

    /// <summary>A mesh may carry declared HTTP as HTTP/2 (istio pilot/pkg/networking/core/cluster_builder.go shouldH2Upgrade).</summary>
    private static bool IsUpgraded(MeshCluster client, IstioProtocol protocol) =>
        client.MeshConfig.UpgradesHttp && protocol == IstioProtocol.HTTP;
}

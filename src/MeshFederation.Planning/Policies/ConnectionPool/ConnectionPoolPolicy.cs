using System.Collections.Immutable;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies.ConnectionPool;

/// <summary>
/// The connections of callers: to the gateway of another cluster, to what takes over for it, and, where somebody chose, to pods of their
/// own cluster. What was chosen takes the place of what a host has otherwise, value by value.
/// </summary>
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

    private static readonly MeshConnectionPool Nothing = new();

    public override string Field => "connectionPool";

    public override string Kind => "connectionPool";

    public override ImmutableArray<SaidField> Said => ConnectionPoolFields.All;

    public override UnstructuredMap? Of(CalledHost host, MeshPort port)
    {
        var chosen = host.Chosen<MeshConnectionPool>();
        if (chosen is null && host is LocalHost) return null;
        var pool = chosen ?? Nothing;
        var protocol = PortProtocol.At(host.NumberOf(port), port.Protocol);
        return OrNull(UnstructuredMap.Of(("tcp", Tcp(host, pool)), ("http", Http(host, pool, protocol))));
    }

    public override MeshPolicy AtGateway(MeshPolicy policy) =>
        policy is MeshConnectionPool pool ? pool with { MaxConnections = null, MaxPendingRequests = null } : policy;

    private static UnstructuredMap? Tcp(CalledHost host, MeshConnectionPool pool) => OrNull(UnstructuredMap.Of(
        ("maxConnections", (long?)pool.MaxConnections),
        ("connectTimeout", Text(pool.ConnectTimeout) ?? (host is LocalHost ? null : ConnectTimeout)),
        ("tcpKeepalive", OrNull(UnstructuredMap.Of(
            ("probes", (long?)pool.KeepaliveProbes),
            ("time", Text(pool.KeepaliveTime)),
            ("interval", Text(pool.KeepaliveInterval))))),
        ("maxConnectionDuration", Text(pool.MaxConnectionDuration)),
        ("idleTimeout", Text(pool.TcpIdleTimeout))));

    /// <summary>What is of requests, where proxies see them.</summary>
    private static UnstructuredMap? Http(CalledHost host, MeshConnectionPool pool, IstioProtocol protocol) =>
        !protocol.IsRoutedBy(RouteKind.Http) ? null : OrNull(UnstructuredMap.Of(
            ("http1MaxPendingRequests", (long?)pool.MaxPendingRequests),
            ("http2MaxRequests", (long?)pool.MaxRequests),
            ("maxRequestsPerConnection", Requests(host, pool, protocol) is > 0 and var requests ? (long)requests : null),
            ("maxRetries", (long?)pool.MaxRetries),
            ("maxConcurrentStreams", (long?)pool.MaxConcurrentStreams),
            ("http2KeepAlive", OrNull(UnstructuredMap.Of(
                ("interval", Text(pool.Http2KeepaliveInterval)), ("timeout", Text(pool.Http2KeepaliveTimeout))))),
            ("idleTimeout", Text(pool.IdleTimeout)),
            ("useClientProtocol", pool.UseClientProtocol),
            (MeshConfigWords.HttpUpgrade,
                pool.UpgradeToHttp2 is { } upgrades ? upgrades ? MeshConfigWords.Upgrade : MeshConfigWords.DoNotUpgrade : null)));

    private static int? Requests(CalledHost host, MeshConnectionPool pool, IstioProtocol protocol)
    {
        if (pool.MaxRequestsPerConnection is { } chosen) return chosen;
        if (host is LocalHost) return null;
        return host.Service.MaxRequestsPerConnection
            ?? (protocol.IsHttp2() || pool.UseClientProtocol is true || IsUpgraded(host, pool, protocol) ? DefaultRequests : 0);
    }

    /// <summary>A mesh may carry declared HTTP as HTTP/2 (istio pilot/pkg/networking/core/cluster_builder.go shouldH2Upgrade).</summary>
    private static bool IsUpgraded(CalledHost host, MeshConnectionPool pool, IstioProtocol protocol) =>
        protocol == IstioProtocol.HTTP && (pool.UpgradeToHttp2 ?? host.Client.MeshConfig.UpgradesHttp);

    private static string? Text(TimeSpan? duration) => duration is { } said ? IstioDuration.Of(said) : null;

    private static UnstructuredMap? OrNull(UnstructuredMap map) => map.Count == 0 ? null : map;
}

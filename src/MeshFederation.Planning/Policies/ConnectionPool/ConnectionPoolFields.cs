using System.Collections.Immutable;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.ConnectionPool;

/// <summary>Which parameters say which fields of a connection pool.</summary>
internal static class ConnectionPoolFields
{
    public static readonly ImmutableArray<SaidField> All =
    [
        new("tcp.maxConnections", nameof(MeshConnectionPool.MaxConnections)),
        new("tcp.connectTimeout", nameof(MeshConnectionPool.ConnectTimeout)),
        new("tcp.tcpKeepalive.probes", nameof(MeshConnectionPool.KeepaliveProbes)),
        new("tcp.tcpKeepalive.time", nameof(MeshConnectionPool.KeepaliveTime)),
        new("tcp.tcpKeepalive.interval", nameof(MeshConnectionPool.KeepaliveInterval)),
        new("tcp.maxConnectionDuration", nameof(MeshConnectionPool.MaxConnectionDuration)),
        new("tcp.idleTimeout", nameof(MeshConnectionPool.TcpIdleTimeout)),
        new("http.http1MaxPendingRequests", nameof(MeshConnectionPool.MaxPendingRequests)),
        new("http.http2MaxRequests", nameof(MeshConnectionPool.MaxRequests)),
        new("http.maxRequestsPerConnection", nameof(MeshConnectionPool.MaxRequestsPerConnection)) { Absent = 0L },
        new("http.maxRetries", nameof(MeshConnectionPool.MaxRetries)),
        new("http.maxConcurrentStreams", nameof(MeshConnectionPool.MaxConcurrentStreams)),
        new("http.http2KeepAlive.interval", nameof(MeshConnectionPool.Http2KeepaliveInterval)),
        new("http.http2KeepAlive.timeout", nameof(MeshConnectionPool.Http2KeepaliveTimeout)),
        new("http.idleTimeout", nameof(MeshConnectionPool.IdleTimeout)),
        new("http.useClientProtocol", nameof(MeshConnectionPool.UseClientProtocol)),
        new("http.h2UpgradePolicy", nameof(MeshConnectionPool.UpgradeToHttp2)) { Read = value => value is MeshConfigWords.Upgrade },
    ];
}

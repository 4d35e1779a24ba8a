using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Recovery;

/// <summary>Which parameter of which policy says a field of a traffic policy.</summary>
internal static class PolicyFields
{
    private const string Pool = "connectionPool";
    private const string Outliers = Policies.OutlierDetection.OutlierDetectionPolicy.Name;
    private const string Balancer = "loadBalancer";
    private const string RequestsField = "connectionPool.http.maxRequestsPerConnection";

    private static readonly Dictionary<string, (string Kind, string Parameter)> Known = new(StringComparer.Ordinal)
    {
        ["connectionPool.tcp.maxConnections"] = (Pool, nameof(MeshConnectionPool.MaxConnections)),
        ["connectionPool.tcp.connectTimeout"] = (Pool, nameof(MeshConnectionPool.ConnectTimeout)),
        ["connectionPool.tcp.tcpKeepalive.probes"] = (Pool, nameof(MeshConnectionPool.KeepaliveProbes)),
        ["connectionPool.tcp.tcpKeepalive.time"] = (Pool, nameof(MeshConnectionPool.KeepaliveTime)),
        ["connectionPool.tcp.tcpKeepalive.interval"] = (Pool, nameof(MeshConnectionPool.KeepaliveInterval)),
        ["connectionPool.tcp.maxConnectionDuration"] = (Pool, nameof(MeshConnectionPool.MaxConnectionDuration)),
        ["connectionPool.tcp.idleTimeout"] = (Pool, nameof(MeshConnectionPool.TcpIdleTimeout)),
        ["connectionPool.http.http1MaxPendingRequests"] = (Pool, nameof(MeshConnectionPool.MaxPendingRequests)),
        ["connectionPool.http.http2MaxRequests"] = (Pool, nameof(MeshConnectionPool.MaxRequests)),
        [RequestsField] = (Pool, nameof(MeshConnectionPool.MaxRequestsPerConnection)),
        ["connectionPool.http.maxRetries"] = (Pool, nameof(MeshConnectionPool.MaxRetries)),
        ["connectionPool.http.maxConcurrentStreams"] = (Pool, nameof(MeshConnectionPool.MaxConcurrentStreams)),
        ["connectionPool.http.http2KeepAlive.interval"] = (Pool, nameof(MeshConnectionPool.Http2KeepaliveInterval)),
        ["connectionPool.http.http2KeepAlive.timeout"] = (Pool, nameof(MeshConnectionPool.Http2KeepaliveTimeout)),
        ["connectionPool.http.idleTimeout"] = (Pool, nameof(MeshConnectionPool.IdleTimeout)),
        ["connectionPool.http.useClientProtocol"] = (Pool, nameof(MeshConnectionPool.UseClientProtocol)),
        ["connectionPool.http.h2UpgradePolicy"] = (Pool, nameof(MeshConnectionPool.UpgradeToHttp2)),
        ["retryBudget.percent"] = (Pool, nameof(MeshConnectionPool.RetryBudgetPercent)),
        ["retryBudget.minRetryConcurrency"] = (Pool, nameof(MeshConnectionPool.RetryBudgetMinConcurrency)),
        ["retryBudget.budgetInterval"] = (Pool, nameof(MeshConnectionPool.RetryBudgetInterval)),
        ["outlierDetection.consecutiveGatewayErrors"] = (Outliers, nameof(MeshOutlierDetection.ConsecutiveGatewayErrors)),
        ["outlierDetection.consecutive5xxErrors"] = (Outliers, nameof(MeshOutlierDetection.Consecutive5xxErrors)),
        ["outlierDetection.consecutiveLocalOriginFailures"] = (Outliers, nameof(MeshOutlierDetection.ConsecutiveLocalOriginFailures)),
        ["outlierDetection.outlierDetectionHttpErrorCodes"] = (Outliers, nameof(MeshOutlierDetection.HttpErrorCode)),
        ["outlierDetection.interval"] = (Outliers, nameof(MeshOutlierDetection.Interval)),
        ["outlierDetection.baseEjectionTime"] = (Outliers, nameof(MeshOutlierDetection.BaseEjectionTime)),
        ["outlierDetection.maxEjectionPercent"] = (Outliers, nameof(MeshOutlierDetection.MaxEjectionPercent)),
        ["outlierDetection.minHealthPercent"] = (Outliers, nameof(MeshOutlierDetection.MinHealthPercent)),
        ["loadBalancer.simple"] = (Balancer, nameof(MeshLoadBalancer.Algorithm)),
        ["loadBalancer.consistentHash.httpHeaderName"] = (Balancer, nameof(MeshLoadBalancer.HashHeader)),
        ["loadBalancer.consistentHash.httpCookie.name"] = (Balancer, nameof(MeshLoadBalancer.HashCookie)),
        ["loadBalancer.consistentHash.httpCookie.path"] = (Balancer, nameof(MeshLoadBalancer.CookiePath)),
        ["loadBalancer.consistentHash.httpCookie.ttl"] = (Balancer, nameof(MeshLoadBalancer.CookieTtl)),
        ["loadBalancer.consistentHash.httpQueryParameterName"] = (Balancer, nameof(MeshLoadBalancer.HashQueryParameter)),
        ["loadBalancer.consistentHash.useSourceIp"] = (Balancer, nameof(MeshLoadBalancer.HashSourceIp)),
        ["loadBalancer.warmup.duration"] = (Balancer, nameof(MeshLoadBalancer.Warmup)),
        ["loadBalancer.warmup.minimumPercent"] = (Balancer, nameof(MeshLoadBalancer.WarmupMinimumPercent)),
        ["loadBalancer.warmupDurationSecs"] = (Balancer, nameof(MeshLoadBalancer.Warmup)),
    };

    /// <summary>The parameter that says a field; null where none does.</summary>
    /// <param name="path">The field, as <c>connectionPool.tcp.maxConnections</c>.</param>
    /// <param name="value">What it says.</param>
    public static (string Kind, string Parameter, object Value)? Of(string path, object? value)
    {
        if (!Known.TryGetValue(path, out var known)) return null;
        object? said = (known.Parameter, value) switch
        {
            (nameof(MeshConnectionPool.UpgradeToHttp2), var policy) => policy is "UPGRADE",
            (nameof(MeshLoadBalancer.CookieTtl), "0s") => null,
            (nameof(MeshLoadBalancer.Algorithm), "ROUND_ROBIN") => nameof(LoadBalancerAlgorithm.RoundRobin),
            (nameof(MeshLoadBalancer.Algorithm), "RANDOM") => nameof(LoadBalancerAlgorithm.Random),
            (nameof(MeshLoadBalancer.Algorithm), _) => nameof(LoadBalancerAlgorithm.LeastRequest),
            (_, UnstructuredList list) => list.ToArray(),
            var (_, other) => other,
        };
        return said is null ? null : (known.Kind, known.Parameter, said);
    }

    /// <summary>The parameter that says that a field is not there which is there otherwise; null where none does.</summary>
    /// <param name="path">The field.</param>
    public static (string Kind, string Parameter, object Value)? Absent(string path) =>
        path == RequestsField ? (Pool, nameof(MeshConnectionPool.MaxRequestsPerConnection), 0L) : null;
}

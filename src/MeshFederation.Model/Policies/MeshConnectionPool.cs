namespace MeshFederation.Model.Policies;

/// <summary>
/// How each caller's proxy uses connections (istio networking/v1 ConnectionPoolSettings). What it does not say is as without it: to
/// another cluster two seconds for a connection, and a hundred requests for one of HTTP/2.
/// </summary>
public sealed record MeshConnectionPool : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "connectionPool";

    /// <summary>How long a caller waits for a connection.</summary>
    public TimeSpan? ConnectTimeout { get; internal init; }

    /// <summary>How many connections a caller has at most.</summary>
    public int? MaxConnections { get; internal init; }

    /// <summary>How old a connection becomes.</summary>
    public TimeSpan? MaxConnectionDuration { get; internal init; }

    /// <summary>After how long a connection that carries bytes ends when none come.</summary>
    public TimeSpan? TcpIdleTimeout { get; internal init; }

    /// <summary>How long a connection is quiet before it is asked whether it lives.</summary>
    public TimeSpan? KeepaliveTime { get; internal init; }

    /// <summary>How long lies between such questions.</summary>
    public TimeSpan? KeepaliveInterval { get; internal init; }

    /// <summary>How many of them stay without an answer before it is taken for dead.</summary>
    public int? KeepaliveProbes { get; internal init; }

    /// <summary>How many requests of a caller wait for a connection at most.</summary>
    public int? MaxPendingRequests { get; internal init; }

    /// <summary>How many requests of a caller are under way at most.</summary>
    public int? MaxRequests { get; internal init; }

    /// <summary>How many requests a connection carries; 0 for as many as come.</summary>
    public int? MaxRequestsPerConnection { get; internal init; }

    /// <summary>How many requests of a caller are sent again at a time at most.</summary>
    public int? MaxRetries { get; internal init; }

    /// <summary>How many requests are under way on a connection of HTTP/2 at most.</summary>
    public int? MaxConcurrentStreams { get; internal init; }

    /// <summary>How often a connection of HTTP/2 is asked whether it lives, by a PING (Istio 1.31 and later).</summary>
    public TimeSpan? Http2KeepaliveInterval { get; internal init; }

    /// <summary>How long an answer to that may take before the connection is taken for dead.</summary>
    public TimeSpan? Http2KeepaliveTimeout { get; internal init; }

    /// <summary>
    /// How many requests of a caller are sent again at a time at most, in percent of those under way: above 0 to 100 (Istio 1.27 and
    /// later).
    /// </summary>
    public double? RetryBudgetPercent { get; internal init; }

    /// <summary>How many may be sent again at a time however few are under way.</summary>
    public int? RetryBudgetMinConcurrency { get; internal init; }

    /// <summary>Over what time those under way are counted (Istio 1.31 and later).</summary>
    public TimeSpan? RetryBudgetInterval { get; internal init; }

    /// <summary>After how long a connection that carries requests ends when none come.</summary>
    public TimeSpan? IdleTimeout { get; internal init; }

    /// <summary>Whether requests of HTTP/1.1 are carried by HTTP/2; null where the mesh decides.</summary>
    public bool? UpgradeToHttp2 { get; internal init; }

    /// <summary>Whether the caller's own protocol, HTTP/1.1 or HTTP/2, is that of its connections; null where the mesh decides.</summary>
    public bool? UseClientProtocol { get; internal init; }

    /// <inheritdoc />
    public override string Value => PolicyText.Of(
        ("connectTimeout", ConnectTimeout),
        ("maxConnections", MaxConnections),
        ("maxConnectionDuration", MaxConnectionDuration),
        ("tcpIdleTimeout", TcpIdleTimeout),
        ("keepaliveTime", KeepaliveTime),
        ("keepaliveInterval", KeepaliveInterval),
        ("keepaliveProbes", KeepaliveProbes),
        ("maxPendingRequests", MaxPendingRequests),
        ("maxRequests", MaxRequests),
        ("maxRequestsPerConnection", MaxRequestsPerConnection),
        ("maxRetries", MaxRetries),
        ("maxConcurrentStreams", MaxConcurrentStreams),
        ("http2KeepaliveInterval", Http2KeepaliveInterval),
        ("http2KeepaliveTimeout", Http2KeepaliveTimeout),
        ("retryBudgetPercent", RetryBudgetPercent),
        ("retryBudgetMinConcurrency", RetryBudgetMinConcurrency),
        ("retryBudgetInterval", RetryBudgetInterval),
        ("idleTimeout", IdleTimeout),
        ("upgradeToHttp2", UpgradeToHttp2),
        ("useClientProtocol", UseClientProtocol));

    /// <summary>Whether it limits retries by a budget.</summary>
    internal bool HasRetryBudget =>
        RetryBudgetPercent is not null || RetryBudgetMinConcurrency is not null || RetryBudgetInterval is not null;

    /// <summary>Whether it says anything of connections, whatever they carry.</summary>
    internal bool IsOfConnections =>
        (ConnectTimeout ?? MaxConnectionDuration ?? TcpIdleTimeout ?? KeepaliveTime ?? KeepaliveInterval) is not null
        || (MaxConnections ?? KeepaliveProbes) is not null;
}

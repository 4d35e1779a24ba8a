using MeshFederation.Istio.Ports;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.ConnectionPool;

/// <summary>Connection pools of destinations.</summary>
internal sealed class ConnectionPoolKind : PolicyKind<MeshConnectionPool>
{
    public override string Kind => "connectionPool";

    public override string Cmdlet => "Set-MeshConnectionPool";

    public override string Form => "Set-MeshConnectionPool -MaxConnections 100 -ConnectTimeout 1s";

    public override IReadOnlyList<string> Parameters { get; } =
    [
        nameof(MeshConnectionPool.ConnectTimeout),
        nameof(MeshConnectionPool.MaxConnections),
        nameof(MeshConnectionPool.MaxConnectionDuration),
        nameof(MeshConnectionPool.TcpIdleTimeout),
        nameof(MeshConnectionPool.KeepaliveTime),
        nameof(MeshConnectionPool.KeepaliveInterval),
        nameof(MeshConnectionPool.KeepaliveProbes),
        nameof(MeshConnectionPool.MaxPendingRequests),
        nameof(MeshConnectionPool.MaxRequests),
        nameof(MeshConnectionPool.MaxRequestsPerConnection),
        nameof(MeshConnectionPool.MaxRetries),
        nameof(MeshConnectionPool.MaxConcurrentStreams),
        nameof(MeshConnectionPool.Http2KeepaliveInterval),
        nameof(MeshConnectionPool.Http2KeepaliveTimeout),
        nameof(MeshConnectionPool.RetryBudgetPercent),
        nameof(MeshConnectionPool.RetryBudgetMinConcurrency),
        nameof(MeshConnectionPool.RetryBudgetInterval),
        nameof(MeshConnectionPool.IdleTimeout),
        nameof(MeshConnectionPool.UpgradeToHttp2),
        nameof(MeshConnectionPool.UseClientProtocol),
    ];

    public override PolicyScopes Scopes => PolicyScopes.Destinations;

    internal override void Check(MeshService service, MeshPolicy policy)
    {
        if (((MeshConnectionPool)policy).IsOfConnections || service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http))) return;
        throw PolicyErrors.WithoutRequests(service, policy);
    }

    protected override MeshConnectionPool Of(PolicyArguments values)
    {
        if (!Parameters.Any(values.Has)) throw values.Invalid("it does not say anything");
        var pool = Given(values);
        if (WhyNot(pool) is { } why) throw values.Invalid(why);
        return pool;
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshConnectionPool policy) =>
    [
        (nameof(policy.ConnectTimeout), Text(policy.ConnectTimeout)),
        (nameof(policy.MaxConnections), (long?)policy.MaxConnections),
        (nameof(policy.MaxConnectionDuration), Text(policy.MaxConnectionDuration)),
        (nameof(policy.TcpIdleTimeout), Text(policy.TcpIdleTimeout)),
        (nameof(policy.KeepaliveTime), Text(policy.KeepaliveTime)),
        (nameof(policy.KeepaliveInterval), Text(policy.KeepaliveInterval)),
        (nameof(policy.KeepaliveProbes), (long?)policy.KeepaliveProbes),
        (nameof(policy.MaxPendingRequests), (long?)policy.MaxPendingRequests),
        (nameof(policy.MaxRequests), (long?)policy.MaxRequests),
        (nameof(policy.MaxRequestsPerConnection), (long?)policy.MaxRequestsPerConnection),
        (nameof(policy.MaxRetries), (long?)policy.MaxRetries),
        (nameof(policy.MaxConcurrentStreams), (long?)policy.MaxConcurrentStreams),
        (nameof(policy.Http2KeepaliveInterval), Text(policy.Http2KeepaliveInterval)),
        (nameof(policy.Http2KeepaliveTimeout), Text(policy.Http2KeepaliveTimeout)),
        (nameof(policy.RetryBudgetPercent), policy.RetryBudgetPercent is { } percent ? FormattableString.Invariant($"{percent}%") : null),
        (nameof(policy.RetryBudgetMinConcurrency), (long?)policy.RetryBudgetMinConcurrency),
        (nameof(policy.RetryBudgetInterval), Text(policy.RetryBudgetInterval)),
        (nameof(policy.IdleTimeout), Text(policy.IdleTimeout)),
        (nameof(policy.UpgradeToHttp2), policy.UpgradeToHttp2),
        (nameof(policy.UseClientProtocol), policy.UseClientProtocol),
    ];

    private static MeshConnectionPool Given(PolicyArguments values) => new()
    {
        ConnectTimeout = values.Duration(nameof(MeshConnectionPool.ConnectTimeout)),
        MaxConnections = values.Number(nameof(MeshConnectionPool.MaxConnections), 1, int.MaxValue),
        MaxConnectionDuration = values.Duration(nameof(MeshConnectionPool.MaxConnectionDuration)),
        TcpIdleTimeout = values.Duration(nameof(MeshConnectionPool.TcpIdleTimeout)),
        KeepaliveTime = values.Duration(nameof(MeshConnectionPool.KeepaliveTime)),
        KeepaliveInterval = values.Duration(nameof(MeshConnectionPool.KeepaliveInterval)),
        KeepaliveProbes = values.Number(nameof(MeshConnectionPool.KeepaliveProbes), 1, int.MaxValue),
        MaxPendingRequests = values.Number(nameof(MeshConnectionPool.MaxPendingRequests), 1, int.MaxValue),
        MaxRequests = values.Number(nameof(MeshConnectionPool.MaxRequests), 1, int.MaxValue),
        MaxRequestsPerConnection = values.Number(nameof(MeshConnectionPool.MaxRequestsPerConnection), 0, int.MaxValue),
        MaxRetries = values.Number(nameof(MeshConnectionPool.MaxRetries), 1, int.MaxValue),
        MaxConcurrentStreams = values.Number(nameof(MeshConnectionPool.MaxConcurrentStreams), 1, int.MaxValue),
        Http2KeepaliveInterval = values.Duration(nameof(MeshConnectionPool.Http2KeepaliveInterval)),
        Http2KeepaliveTimeout = values.Duration(nameof(MeshConnectionPool.Http2KeepaliveTimeout)),
        RetryBudgetPercent = values.Percent(nameof(MeshConnectionPool.RetryBudgetPercent)),
        RetryBudgetMinConcurrency = values.Number(nameof(MeshConnectionPool.RetryBudgetMinConcurrency), 0, int.MaxValue),
        RetryBudgetInterval = values.Duration(nameof(MeshConnectionPool.RetryBudgetInterval)),
        IdleTimeout = values.Duration(nameof(MeshConnectionPool.IdleTimeout)),
        UpgradeToHttp2 = values.Flag(nameof(MeshConnectionPool.UpgradeToHttp2)),
        UseClientProtocol = values.Flag(nameof(MeshConnectionPool.UseClientProtocol)),
    };

    /// <summary>
    /// What istiod refuses or would not heed (istio pkg/config/validation/validation.go validateConnectionPool; envoyproxy.io docs:
    /// config.cluster.v3.CircuitBreakers.Thresholds, whose budget takes the place of maxRetries).
    /// </summary>
    private static string? WhyNot(MeshConnectionPool pool) => pool switch
    {
        { Http2KeepaliveInterval: null, Http2KeepaliveTimeout: not null }
            or { Http2KeepaliveInterval: not null, Http2KeepaliveTimeout: null }
            => "Http2KeepaliveInterval and Http2KeepaliveTimeout go together",
        { UpgradeToHttp2: true, UseClientProtocol: true } => "connections cannot be HTTP/2 always and have the caller's own protocol",
        { HasRetryBudget: true, MaxRetries: not null } => "MaxRetries would not be heeded beside a retry budget",
        { RetryBudgetPercent: 0, RetryBudgetMinConcurrency: null or 0 } =>
            "a budget of nothing would send no request again; Set-MeshRetryPolicy 0 says that",
        _ => null,
    };

    private static string? Text(TimeSpan? duration) => duration is { } said ? DurationText.Of(said) : null;
}

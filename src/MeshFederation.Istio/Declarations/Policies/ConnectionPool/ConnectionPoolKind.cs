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
        nameof(MeshConnectionPool.IdleTimeout),
        nameof(MeshConnectionPool.UpgradeToHttp2),
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
        return new()
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
            IdleTimeout = values.Duration(nameof(MeshConnectionPool.IdleTimeout)),
            UpgradeToHttp2 = values.Flag(nameof(MeshConnectionPool.UpgradeToHttp2)),
        };
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
        (nameof(policy.IdleTimeout), Text(policy.IdleTimeout)),
        (nameof(policy.UpgradeToHttp2), policy.UpgradeToHttp2),
    ];

    private static string? Text(TimeSpan? duration) => duration is { } said ? DurationText.Of(said) : null;
}

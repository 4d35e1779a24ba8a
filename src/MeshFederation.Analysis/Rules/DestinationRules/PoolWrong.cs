using MeshFederation.Analysis.Text;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class PoolWrong : ObjectRule
{
    private static readonly string[] HttpLimits = ["http1MaxPendingRequests", "http2MaxRequests", "maxRequestsPerConnection", "maxRetries", "maxConcurrentStreams"];

    public override string Id => "MF1210";

    public override string Title => "The limits of a connection pool are not negative, and its times at least 1 ms.";

    public override string Recommendation => "Correct the value.";

    public override string Source => "pkg/config/validation/validation.go validateConnectionPool";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var policy in TrafficPolicy.Of(manifest))
        {
            if (policy.Map.Map("connectionPool") is not { } pool) continue;
            if (pool.Map("http") is { } http) CheckHttp(manifest, http, report);
            if (pool.Map("tcp") is { } tcp) CheckTcp(manifest, tcp, report);
        }
    }

    private static void CheckHttp(MeshManifest manifest, UnstructuredMap http, Report report)
    {
        foreach (var limit in HttpLimits)
        {
            if (http.Number(limit) < 0) report.At(manifest, http, limit, $"{limit} is negative.");
        }

        DurationCheck.Require(manifest, http, "idleTimeout", report);
        if (http.Text("h2UpgradePolicy") == "UPGRADE" && http.IsTrue("useClientProtocol")) report.At(manifest, http, "useClientProtocol", "The client's protocol cannot be kept and upgraded.");
    }

    private static void CheckTcp(MeshManifest manifest, UnstructuredMap tcp, Report report)
    {
        if (tcp.Number("maxConnections") < 0) report.At(manifest, tcp, "maxConnections", "maxConnections is negative.");
        DurationCheck.Require(manifest, tcp, "connectTimeout", report);
        DurationCheck.Require(manifest, tcp, "maxConnectionDuration", report);
        DurationCheck.Require(manifest, tcp, "idleTimeout", report, allowsZero: true);
        if (tcp.Map("tcpKeepalive") is not { } keepalive) return;
        DurationCheck.Require(manifest, keepalive, "time", report);
        DurationCheck.Require(manifest, keepalive, "interval", report);
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>
/// What a connection pool may say, in a DestinationRule and in a Sidecar (istio pkg/config/validation/validation.go
/// validateConnectionPool).
/// </summary>
internal static class ConnectionPools
{
    private static readonly string[] HttpLimits =
        ["http1MaxPendingRequests", "http2MaxRequests", "maxRequestsPerConnection", "maxRetries", "maxConcurrentStreams"];

    /// <summary>Reports limits that are negative and times that are none.</summary>
    public static void Check(MeshManifest manifest, UnstructuredMap pool, Report report)
    {
        if (pool.Map("http") is { } http) CheckHttp(manifest, http, report);
        if (pool.Map("tcp") is { } tcp) CheckTcp(manifest, tcp, report);
    }

    private static void CheckHttp(MeshManifest manifest, UnstructuredMap http, Report report)
    {
        foreach (var limit in HttpLimits)
        {
            if (http.Number(limit) < 0) report.At(manifest, http, limit, $"{limit} is negative.");
        }

        DurationCheck.Require(manifest, http, "idleTimeout", report);
        if (http.Text(MeshConfigWords.HttpUpgrade) == MeshConfigWords.Upgrade && http.IsTrue("useClientProtocol"))
            report.At(manifest, http, "useClientProtocol", "The client's protocol cannot be kept and upgraded.");
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

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

/// <summary>The names that Envoy's filters had before 1.14, which listeners no longer have (istio pkg/config/xds/deprecated.go).</summary>
internal static class FilterNames
{
    private const string ConnectionManager = "envoy.filters.network.http_connection_manager";

    private static readonly Dictionary<string, string> Now = new(StringComparer.Ordinal)
    {
        ["envoy.buffer"] = "envoy.filters.http.buffer",
        ["envoy.cors"] = "envoy.filters.http.cors",
        ["envoy.csrf"] = "envoy.filters.http.csrf",
        ["envoy.ext_authz"] = "envoy.filters.http.ext_authz",
        ["envoy.fault"] = "envoy.filters.http.fault",
        ["envoy.grpc_http1_bridge"] = "envoy.filters.http.grpc_http1_bridge",
        ["envoy.grpc_json_transcoder"] = "envoy.filters.http.grpc_json_transcoder",
        ["envoy.grpc_web"] = "envoy.filters.http.grpc_web",
        ["envoy.health_check"] = "envoy.filters.http.health_check",
        ["envoy.ip_tagging"] = "envoy.filters.http.ip_tagging",
        ["envoy.lua"] = "envoy.filters.http.lua",
        ["envoy.rate_limit"] = "envoy.filters.http.ratelimit",
        ["envoy.router"] = "envoy.filters.http.router",
        ["envoy.http_connection_manager"] = ConnectionManager,
        ["envoy.mongo_proxy"] = "envoy.filters.network.mongo_proxy",
        ["envoy.ratelimit"] = "envoy.filters.network.ratelimit",
        ["envoy.redis_proxy"] = "envoy.filters.network.redis_proxy",
        ["envoy.tcp_proxy"] = "envoy.filters.network.tcp_proxy",
        ["envoy.listener.original_dst"] = "envoy.filters.listener.original_dst",
        ["envoy.listener.original_src"] = "envoy.filters.listener.original_src",
        ["envoy.listener.proxy_protocol"] = "envoy.filters.listener.proxy_protocol",
        ["envoy.listener.tls_inspector"] = "envoy.filters.listener.tls_inspector",
        ["envoy.listener.http_inspector"] = "envoy.filters.listener.http_inspector",
    };

    /// <summary>Whether a filter is the one that has filters of HTTP in it, by its name of today or the old one.</summary>
    public static bool IsConnectionManager(string name) => (NowOf(name) ?? name) == ConnectionManager;

    /// <summary>Today's name of a filter that had another one; null for every other name.</summary>
    public static string? NowOf(string? old) => old is null ? null : Now.GetValueOrDefault(old);
}

namespace MeshFederation.Istio.Objects;

/// <summary>
/// The words of the patches of EnvoyFilters: what they apply to, what they do, and for whom (istio/api
/// networking/v1alpha3/envoy_filter.proto).
/// </summary>
internal static class EnvoyPatch
{
    /// <summary>The list of the patches.</summary>
    public const string Field = "configPatches";

    /// <summary>Where the filters of Envoy have what they are told, since Istio 1.7.</summary>
    public const string TypedConfig = "typed_config";

    /// <summary>Which type a configuration of Envoy's is of.</summary>
    public const string TypeField = "@type";

    public const string Listener = "LISTENER";
    public const string FilterChain = "FILTER_CHAIN";
    public const string NetworkFilter = "NETWORK_FILTER";
    public const string HttpFilter = "HTTP_FILTER";
    public const string RouteConfiguration = "ROUTE_CONFIGURATION";
    public const string VirtualHost = "VIRTUAL_HOST";
    public const string HttpRoute = "HTTP_ROUTE";
    public const string Cluster = "CLUSTER";

    public const string Add = "ADD";
    public const string Merge = "MERGE";
    public const string Remove = "REMOVE";
    public const string Replace = "REPLACE";
    public const string InsertBefore = "INSERT_BEFORE";
    public const string InsertAfter = "INSERT_AFTER";

    public const string Gateway = "GATEWAY";
    public const string Waypoint = "WAYPOINT";
}

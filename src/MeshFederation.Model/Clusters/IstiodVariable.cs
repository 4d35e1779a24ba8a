namespace MeshFederation.Model.Clusters;

/// <summary>The variables of istiod's environment that decide about a federation's objects (istio pilot/pkg/features).</summary>
public static class IstiodVariable
{
    /// <summary>The only namespace that istiod looks at.</summary>
    public const string WatchNamespace = "ISTIO_WATCH_NAMESPACE";

    /// <summary>Whether discoverySelectors hold for Istio's objects as they do for Services (1.16 and newer).</summary>
    public const string ResourceScoping = "ENABLE_ENHANCED_RESOURCE_SCOPING";

    /// <summary>Whether a Gateway is for gateway pods of its own namespace only.</summary>
    public const string ScopeGateway = "PILOT_SCOPE_GATEWAY_TO_NAMESPACE";

    /// <summary>Whether gateways keep the single chain of old versions (1.8.6 to 1.18).</summary>
    public const string LegacyPassthrough = "PILOT_ENABLE_LEGACY_AUTO_PASSTHROUGH";

    /// <summary>Whether sidecars accept every trust domain under their root.</summary>
    public const string SkipTrustDomain = "PILOT_SKIP_VALIDATE_TRUST_DOMAIN";

    /// <summary>Whether clusters and endpoints carry what telemetry reads.</summary>
    public const string TelemetryLabel = "PILOT_ENABLE_TELEMETRY_LABEL";

    /// <summary>Whether endpoints carry what telemetry reads.</summary>
    public const string EndpointTelemetryLabel = "PILOT_ENDPOINT_TELEMETRY_LABEL";

    /// <summary>Whether Services select WorkloadEntries beside pods.</summary>
    public const string SelectWorkloadEntries = "PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES";

    /// <summary>Whether istiod gives ServiceEntries addresses by itself.</summary>
    public const string AllocateAddresses = "PILOT_ENABLE_IP_AUTOALLOCATE";

    /// <summary>The name under which istiod knows its own cluster, which it gives to all endpoints as a label.</summary>
    public const string ClusterId = "CLUSTER_ID";

    /// <summary>Whether istiod serves ztunnels and waypoints.</summary>
    public const string EnableAmbient = "PILOT_ENABLE_AMBIENT";

    /// <summary>Whether ambient meshes of several networks are joined, in clients and servers (1.27 and newer).</summary>
    public const string AmbientMultiNetwork = "AMBIENT_ENABLE_MULTI_NETWORK";

    /// <summary>Whether ingress gateways call other networks of an ambient mesh.</summary>
    public const string AmbientMultiNetworkIngress = "AMBIENT_ENABLE_MULTI_NETWORK_INGRESS";

    /// <summary>Whether waypoints call other networks of an ambient mesh, which they do where it is not set.</summary>
    public const string AmbientMultiNetworkWaypoint = "AMBIENT_ENABLE_MULTI_NETWORK_WAYPOINT";

    /// <summary>Those that are kept of what a Deployment says.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AllocateAddresses, AmbientMultiNetwork, AmbientMultiNetworkIngress, AmbientMultiNetworkWaypoint, ClusterId, EnableAmbient,
        EndpointTelemetryLabel, LegacyPassthrough, ResourceScoping, ScopeGateway, SelectWorkloadEntries, SkipTrustDomain, TelemetryLabel,
        WatchNamespace,
    ];
}

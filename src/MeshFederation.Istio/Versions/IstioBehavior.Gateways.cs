using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Versions;

public static partial class IstioBehavior
{
    private static readonly IstioVersion ExactChains18 = new(1, 8, 6);
    private static readonly IstioVersion ExactChains19 = new(1, 9, 5);

    /// <summary>
    /// Versions that stand for all before the current one in what their gateways do with server names: two with the single chain, with
    /// filters in the form before 1.7 and in that since, and one that has the chain of a service twice where a host or a subset is.
    /// </summary>
    public static IReadOnlyList<IstioVersion> OlderGateways { get; } = [new(1, 4, 0), new(1, 7, 0), new(1, 21, 0)];

    /// <summary>
    /// Versions that stand for all others in which endpoints gateways take to speak the mesh's TLS: one that takes all of hosts which are
    /// looked up by DNS for such, and one that goes by the tls mode of the whole host in subsets, too.
    /// </summary>
    public static IReadOnlyList<IstioVersion> OtherGatewayEndpoints { get; } = [new(1, 19, 0), new(1, 31, 0)];

    /// <summary>
    /// Whether AUTO_PASSTHROUGH gateways have one chain for each service, port and subset, with the SNI matched exactly and the Gateway's
    /// hosts matched against the service's host: 1.8.6, 1.9.5 and newer (istio pilot/pkg/networking/core/gateway.go
    /// builtAutoPassthroughFilterChains). Older ones have a single chain with sni_cluster, and match the Gateway's hosts against the SNI.
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool GatewayChainsPerService(IstioVersion version) => version.Minor switch
    {
        8 => version >= ExactChains18,
        9 => version >= ExactChains19,
        var minor => minor > 9,
    };

    /// <summary>
    /// Whether istiod can be told to keep the old single chain by PILOT_ENABLE_LEGACY_AUTO_PASSTHROUGH: until 1.18
    /// (istio releasenotes/notes/drop-legacy-autopassthrough.yaml).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it can.</returns>
    public static bool LegacyAutoPassthroughFlag(IstioVersion version) => GatewayChainsPerService(version) && version.Minor <= 18;

    /// <summary>
    /// Whether proxies have the filter tcp_cluster_rewrite: until 1.19 (istio releasenotes/notes/envoy-filter-removal.yaml).
    /// </summary>
    /// <param name="version">The version of the gateway's proxy.</param>
    /// <returns>True when they have.</returns>
    public static bool TcpClusterRewriteInProxy(IstioVersion version) => version.Minor <= 19;

    /// <summary>Whether EnvoyFilter values carry their type, <c>typed_config</c>: newer than 1.6.</summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool TypedFilterConfig(IstioVersion version) => version.Minor >= 7;

    /// <summary>
    /// Whether the router mode sni-dnat must be set on gateways by hand: 1.8 to 1.10 (istio releasenotes/notes/auto-auto-passthrough.yaml).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it must.</returns>
    public static bool RouterModeByHand(IstioVersion version) => version.Minor is >= 8 and <= 10;

    /// <summary>
    /// Whether <c>istioctl analyze</c> warns of subsets that requests through a gateway would not see (IST0140, from 1.10). It looks at the
    /// VirtualService itself too, whose subsets they do see (istio pkg/config/analysis/analyzers/virtualservice/destinationhosts.go
    /// analyzeSubset).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool AnalyzesGatewaySubsets(IstioVersion version) => version.Minor >= 10;

    /// <summary>
    /// Whether a gateway that looks for pods that speak the mesh's TLS takes the tls mode of the DestinationRule where the subset itself
    /// says none: from 1.31 (istio pilot/pkg/xds/endpoints/mtls_checker.go tlsModeForDestinationRule).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool SubsetsInheritTlsAtGateways(IstioVersion version) => version.Minor >= 31;

    /// <summary>
    /// Whether gateways that pass the mesh's TLS on leave out endpoints without it of hosts that are looked up by DNS, too: from 1.20,
    /// where the clusters of such hosts go the way of all others (istio pilot/pkg/xds/endpoints/endpoint_builder.go FromServiceEndpoints,
    /// generate at 1.20.0; before, pilot/pkg/ networking/core/v1alpha3/cluster_builder.go buildLocalityLbEndpoints at 1.18.0 filters
    /// nothing).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool GatewaysFilterDnsEndpoints(IstioVersion version) => version.Minor >= 20;

    /// <summary>
    /// Whether a gateway takes a host once that several objects have: from 1.22. Before, it gets each chain twice, and Envoy refuses the
    /// listener (istio pilot/pkg/model/sidecar.go appendSidecarServices).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool GatewaysTakeHostsOnce(IstioVersion version) => version.Minor >= 22;

    /// <summary>
    /// Whether a gateway takes a subset once that a DestinationRule has twice: from 1.22. Before, it gets its chain twice, and Envoy
    /// refuses the listener (istio releasenotes: duplicate subset names in a DestinationRule, istio/istio pull request 49994).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool GatewaysTakeSubsetsOnce(IstioVersion version) => version.Minor >= 22;

    /// <summary>
    /// Whether gateways that pass the mesh's TLS on lose all endpoints where istiod is told to leave out what telemetry reads: until 1.26
    /// (istio pilot/pkg/networking/util/util.go AppendLbEndpointMetadata at 1.26.0 and 1.27.0; seen on 1.24.6).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool GatewaysNeedTelemetryLabels(IstioVersion version) => version.Minor <= 26;
}

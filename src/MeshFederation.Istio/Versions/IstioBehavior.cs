using MeshFederation.Istio.Fields;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Versions;

/// <summary>What depends on the version of Istio, named after the behaviour. With <see cref="FieldTable"/> the only place that compares versions.</summary>
public static class IstioBehavior
{
    private static readonly IstioVersion ExactChains18 = new(1, 8, 6);
    private static readonly IstioVersion ExactChains19 = new(1, 9, 5);
    private static readonly IstioVersion DefaultsName = new(1, 30, 3);

    /// <summary>
    /// Whether AUTO_PASSTHROUGH gateways have one chain for each service, port and subset, with the SNI matched exactly and the Gateway's
    /// hosts matched against the service's host: 1.8.6, 1.9.5 and newer (istio pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains).
    /// Older ones have a single chain with sni_cluster, and match the Gateway's hosts against the SNI.
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

    /// <summary>Whether proxies have the filter tcp_cluster_rewrite: until 1.19 (istio releasenotes/notes/envoy-filter-removal.yaml).</summary>
    /// <param name="version">The version of the gateway's proxy.</param>
    /// <returns>True when they have.</returns>
    public static bool TcpClusterRewriteInProxy(IstioVersion version) => version.Minor <= 19;

    /// <summary>Whether EnvoyFilter values carry their type, <c>typed_config</c>: newer than 1.6.</summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool TypedFilterConfig(IstioVersion version) => version.Minor >= 7;

    /// <summary>
    /// Whether istiod refuses EnvoyFilters with types of version 2 of Envoy's API, which it no longer knows: since 1.19
    /// (istio pkg/config/xds/filter_types.gen.go has none of them from 1.19 on).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool RefusesEnvoyV2(IstioVersion version) => version.Minor >= 19;

    /// <summary>
    /// Whether proxies verify a server's certificate by the authorities of their system where client TLS names none: by default from
    /// 1.21 on, always
    /// from 1.24 on (istio pilot/pkg/features/pilot.go VERIFY_CERTIFICATE_AT_CLIENT).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool VerifiesServersByItself(IstioVersion version) => version.Minor >= 21;

    /// <summary>Whether the router mode sni-dnat must be set on gateways by hand: 1.8 to 1.10 (istio releasenotes/notes/auto-auto-passthrough.yaml).</summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it must.</returns>
    public static bool RouterModeByHand(IstioVersion version) => version.Minor is >= 8 and <= 10;

    /// <summary>The API version of the networking kinds that the version serves: v1 from 1.22, v1beta1 from 1.5. EnvoyFilter is always v1alpha3.</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>Group and version.</returns>
    public static string NetworkingApiVersion(IstioVersion version) => version.Minor switch
    {
        >= 22 => "networking.istio.io/v1",
        >= 5 => "networking.istio.io/v1beta1",
        _ => "networking.istio.io/v1alpha3",
    };

    /// <summary>A version of Istio whose networking kinds are the newest that a cluster serves, to read what is there without knowing the version.</summary>
    /// <param name="served">The versions that the cluster serves of the group, as <c>v1beta1</c>.</param>
    /// <returns>A version for which <see cref="NetworkingApiVersion"/> gives one of them; null when the cluster serves none.</returns>
    public static IstioVersion? VersionServing(IReadOnlyCollection<string> served)
    {
        if (served.Contains("v1", StringComparer.Ordinal)) return IstioVersion.Current;
        if (served.Contains("v1beta1", StringComparer.Ordinal)) return new(1, 21, 0);
        return served.Contains("v1alpha3", StringComparer.Ordinal) ? new(1, 4, 0) : null;
    }

    /// <summary>The API version of the security kinds that the version serves: v1 from 1.22, v1beta1 from 1.5.</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>Group and version.</returns>
    public static string SecurityApiVersion(IstioVersion version) => version.Minor >= 22 ? "security.istio.io/v1" : "security.istio.io/v1beta1";

    /// <summary>
    /// Whether <c>istioctl analyze</c> calls a subset that selects no pod an error (IST0173, from 1.27), which for the hosts of other clusters
    /// is a false alarm (istio pkg/config/analysis/analyzers/destinationrule/subset.go looks at pods only).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool AnalyzesSubsetSelectors(IstioVersion version) => version.Minor >= 27;

    /// <summary>
    /// Whether <c>istioctl analyze</c> warns of subsets that requests through a gateway would not see (IST0140, from 1.10). It looks at the VirtualService
    /// itself too, whose subsets they do see (istio pkg/config/analysis/analyzers/virtualservice/destinationhosts.go analyzeSubset).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool AnalyzesGatewaySubsets(IstioVersion version) => version.Minor >= 10;

    /// <summary>
    /// Whether retries may be asked for where a connection broke before the request was sent on: from 1.23; before, the webhook refuses the word
    /// (istio pkg/config/validation supportedRetryOnPolicies; releasenotes/notes/reset-before-request.yaml).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they may.</returns>
    public static bool RetriesResetBeforeRequest(IstioVersion version) => version.Minor >= 23;

    /// <summary>
    /// Whether a status code in retryOn is enough to be retried: from 1.12. Before, retriable-status-codes must be written beside it
    /// (istio pilot/pkg/networking/core/v1alpha3/route/retry/retry.go ConvertPolicy).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool RetriesStatusCodesAlone(IstioVersion version) => version.Minor >= 12;

    /// <summary>Whether weights must total exactly 100: until 1.14 (istio pkg/config/validation at 1.14.0).</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they must.</returns>
    public static bool WeightsMustTotalHundred(IstioVersion version) => version.Minor <= 14;

    /// <summary>
    /// Whether a VirtualService can match the beginning of a query parameter: from 1.18 (istio releasenotes/notes/43710.yaml). Before, the condition
    /// is taken for one that the parameter is there (istio pilot/pkg/networking/core/v1alpha3/route/route.go translateQueryParamMatch at 1.17.0).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it can.</returns>
    public static bool MatchesQueryPrefix(IstioVersion version) => version.Minor >= 18;

    /// <summary>
    /// Whether proxies can answer DNS queries for ServiceEntry hosts well enough to be relied on: from 1.9.
    /// Before, a CoreDNS stub domain is the way (the istiocoredns add-on left the charts with 1.9.0).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they can.</returns>
    public static bool ProxyDnsCapture(IstioVersion version) => version.Minor >= 9;

    /// <summary>
    /// Whether istiod gives every ServiceEntry that has none an address of 240.240.0.0/16 by itself: from 1.25, where
    /// PILOT_ENABLE_IP_AUTOALLOCATE is on by default (istio releasenotes/notes/ip-allocation-v2-default.yaml).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool AllocatesAddresses(IstioVersion version) => version.Minor >= 25;

    /// <summary>
    /// Whether a gateway that looks for pods that speak the mesh's TLS takes the tls mode of the DestinationRule where the subset itself says none:
    /// from 1.31 (istio pilot/pkg/xds/endpoints/mtls_checker.go tlsModeForDestinationRule).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool SubsetsInheritTlsAtGateways(IstioVersion version) => version.Minor >= 31;

    /// <summary>
    /// Whether istiod panics, and crashes again after every restart, when endpoints of several localities that are looked up by DNS get priorities:
    /// from 1.30, where such hosts got priorities at all (istio releasenotes 58674; pilot/pkg/networking/core/cluster.go buildOutboundClusters). Seen on
    /// 1.30.3 and 1.31.0-rc.0, not on 1.24.6 and 1.29.6; reported as istio issue 61857, and no version is known that has it mended.
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool PanicsOnPrioritiesOfDnsEndpoints(IstioVersion version) => version.Minor >= 30;

    /// <summary>Whether a DestinationRule can balance by zones, zoneAwareLbSetting (istio networking/v1 LoadBalancerSettings).</summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it can.</returns>
    public static bool BalancesByZones(IstioVersion version) =>
        FieldTable.Knows(IstioKind.DestinationRule, "spec.trafficPolicy.loadBalancer.zoneAwareLbSetting", version);

    /// <summary>
    /// Whether gateways that pass the mesh's TLS on leave out endpoints without it of hosts that are looked up by DNS, too: from 1.20, where the clusters of
    /// such hosts go the way of all others (istio pilot/pkg/xds/endpoints/endpoint_builder.go FromServiceEndpoints, generate at 1.20.0; before, pilot/pkg/
    /// networking/core/v1alpha3/cluster_builder.go buildLocalityLbEndpoints at 1.18.0 filters nothing).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool GatewaysFilterDnsEndpoints(IstioVersion version) => version.Minor >= 20;

    /// <summary>
    /// Whether a gateway takes a host once that several objects have: from 1.22. Before, it gets each chain twice, and Envoy refuses the listener
    /// (istio pilot/pkg/model/sidecar.go appendSidecarServices).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool GatewaysTakeHostsOnce(IstioVersion version) => version.Minor >= 22;

    /// <summary>
    /// Whether a gateway takes a subset once that a DestinationRule has twice: from 1.22. Before, it gets its chain twice, and Envoy refuses the listener
    /// (istio releasenotes: duplicate subset names in a DestinationRule, istio/istio pull request 49994).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool GatewaysTakeSubsetsOnce(IstioVersion version) => version.Minor >= 22;

    /// <summary>
    /// Whether sidecars speak the mesh's TLS by themselves where nothing says otherwise: from 1.5, whose installer sets enableAutoMtls
    /// (istio manifests/istio-control/istio-discovery/templates/configmap.yaml at 1.5.0; at 1.4.0 global.mtls.auto is off).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool AutoMtlsByDefault(IstioVersion version) => version.Minor >= 5;

    /// <summary>
    /// Whether DestinationRules of one host and namespace that are exported differently stand apart: from 1.24, where
    /// ENABLE_ENHANCED_DESTINATIONRULE_MERGE is on. Before, they are one, exported as the oldest of them
    /// (istio pilot/pkg/model/destination_rule.go mergeDestinationRule at 1.17.8 and 1.24.2).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool KeepsRulesOfOtherExportApart(IstioVersion version) => version.Minor >= 24;

    /// <summary>
    /// Whether sidecars know every HTTP host NAME.NAMESPACE.svc.* by its short names NAME, NAME.NAMESPACE and NAME.NAMESPACE.svc too, whatever the domain:
    /// 1.13.0 to 1.13.3 and 1.14.0 to 1.14.4 (istio pilot/pkg/networking/core/v1alpha3/httproute.go generateAltVirtualHostsForKubernetesService at 1.13.3).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool ShortensForeignHosts(IstioVersion version) => version.Minor switch
    {
        13 => version.Patch <= 3,
        14 => version.Patch <= 4,
        _ => false,
    };

    /// <summary>Whether istiod knows meshConfig.discoverySelectors: from 1.10 (istio releasenotes/notes/pilot-discovery-scoped-namespaces.yaml).</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool DiscoverySelectors(IstioVersion version) => version.Minor >= 10;

    /// <summary>
    /// Whether discoverySelectors hold for Istio's objects as they do for Services: from 1.22, where ENABLE_ENHANCED_RESOURCE_SCOPING is on by default
    /// (istio pilot/pkg/features/experimental.go at 1.21.0 and 1.22.0).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool SelectorsCoverIstioObjects(IstioVersion version) => version.Minor >= 22;

    /// <summary>
    /// Whether the mesh's default exportTo may name namespaces: from 1.30.3. Before, what has neither '.' nor '*' in it hides from everybody
    /// (istio pilot/pkg/model/push_context.go initServiceRegistry, initVirtualServices at 1.30.0 and 1.30.3).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it may.</returns>
    public static bool DefaultExportToNamesNamespaces(IstioVersion version) => version >= DefaultsName;

    /// <summary>
    /// Whether gateways that pass the mesh's TLS on lose all endpoints where istiod is told to leave out what telemetry reads: until 1.26
    /// (istio pilot/pkg/networking/util/util.go AppendLbEndpointMetadata at 1.26.0 and 1.27.0; seen on 1.24.6).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool GatewaysNeedTelemetryLabels(IstioVersion version) => version.Minor <= 26;

    /// <summary>
    /// The version in which objects of a type are read and written: of Istio's the newest that it serves; of the Gateway API v1beta1, which clusters serve
    /// since 0.5 and still do (kubernetes-sigs/gateway-api config/crd/standard).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <param name="type">The type.</param>
    /// <returns>Group and version, as objects write them.</returns>
    public static string ApiVersion(IstioVersion version, ObjectType type)
    {
        if (type.Group.Length == 0) return "v1";
        if (type.Group.EndsWith(".istio.io", StringComparison.Ordinal)) return $"{type.Group}/{ApiVersions(version, type.Group, type.Kind)[0]}";
        return type.Group == ObjectGroups.GatewayApi ? $"{type.Group}/v1beta1" : $"{type.Group}/v1";
    }

    /// <summary>The versions in which a kind of Istio's is served (istio manifests/charts/base/files/crd-all.gen.yaml of each version).</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <param name="group">The API group, as <c>networking.istio.io</c>.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The versions, the newest first.</returns>
    public static IReadOnlyList<string> ApiVersions(IstioVersion version, string group, string kind) => (group, kind) switch
    {
        ("networking.istio.io", "EnvoyFilter") => ["v1alpha3"],
        ("networking.istio.io", "ProxyConfig") => ["v1beta1"],
        ("networking.istio.io", _) => version.Minor switch { >= 22 => ["v1", "v1beta1", "v1alpha3"], >= 5 => ["v1beta1", "v1alpha3"], _ => ["v1alpha3"] },
        ("security.istio.io", _) => version.Minor >= 22 ? ["v1", "v1beta1"] : ["v1beta1"],
        ("telemetry.istio.io", _) => version.Minor >= 22 ? ["v1", "v1alpha1"] : ["v1alpha1"],
        _ => ["v1alpha1"],
    };
}

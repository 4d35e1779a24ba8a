using MeshFederation.Istio.Fields;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Versions;

/// <summary>
/// What depends on the version of Istio, named after the behaviour. With <see cref="FieldTable"/> the only place that compares versions.
/// </summary>
public static partial class IstioBehavior
{
    private static readonly IstioVersion KeepsRetryBudget = new(1, 29, 2);
    private static readonly IstioVersion TunnelsApart = new(1, 29, 2);

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

    /// <summary>A version that stands for the newest that verify none.</summary>
    public static IstioVersion LastToVerifyNoServer { get; } = new(1, 20, 0);

    /// <summary>
    /// Whether <c>istioctl analyze</c> calls a subset that selects no pod an error (IST0173, from 1.27), which for the hosts of other
    /// clusters is a false alarm (istio pkg/config/analysis/analyzers/destinationrule/subset.go looks at pods only).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool AnalyzesSubsetSelectors(IstioVersion version) => version.Minor >= 27;

    /// <summary>
    /// Whether retries may be asked for where a connection broke before the request was sent on: from 1.23; before, the webhook refuses the
    /// word (istio pkg/config/validation supportedRetryOnPolicies; releasenotes/notes/reset-before-request.yaml).
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

    /// <summary>
    /// Whether gateways between ambient meshes keep connections to different services apart: from 1.29.2. Before, Envoy pools them, and
    /// some go to the wrong service (istio releasenotes 59513, issue 58630).
    /// </summary>
    /// <param name="version">The version of istiod, or of the gateway's proxy.</param>
    /// <returns>True when they do.</returns>
    public static bool KeepsTunnelsApart(IstioVersion version) => version >= TunnelsApart;

    /// <summary>Whether weights must total exactly 100: until 1.14 (istio pkg/config/validation at 1.14.0).</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they must.</returns>
    public static bool WeightsMustTotalHundred(IstioVersion version) => version.Minor <= 14;

    /// <summary>
    /// Whether a VirtualService can match the beginning of a query parameter: from 1.18 (istio releasenotes/notes/43710.yaml). Before, the
    /// condition is taken for one that the parameter is there (istio pilot/pkg/networking/core/v1alpha3/route/route.go
    /// translateQueryParamMatch at 1.17.0).
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
    /// Whether istiod panics, and crashes again after every restart, when endpoints of several localities that are looked up by DNS get
    /// priorities: from 1.30, where such hosts got priorities at all (istio releasenotes 58674; pilot/pkg/networking/core/cluster.go
    /// buildOutboundClusters). Seen on 1.30.3 and 1.31.0-rc.0, not on 1.24.6 and 1.29.6; reported as istio issue 61857, and no version is
    /// known that has it mended.
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool PanicsOnPrioritiesOfDnsEndpoints(IstioVersion version) => version.Minor >= 30;

    /// <summary>
    /// Whether a DestinationRule can put endpoints into an order by their labels, failoverPriority: from 1.12 (istio networking/v1
    /// LocalityLoadBalancerSetting).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it can.</returns>
    public static bool OrdersEndpointsByLabels(IstioVersion version) =>
        FieldTable.Knows(IstioKind.DestinationRule, "spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority", version);

    /// <summary>
    /// Whether a ServiceEntry selects pods at a port of another number than the host's, targetPort: from 1.7 (istio networking/v1
    /// ServicePort).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool SelectsPodsByPort(IstioVersion version) =>
        FieldTable.Knows(IstioKind.ServiceEntry, "spec.ports[].targetPort", version);

    /// <summary>
    /// Whether that order may ask for a value of a label, whatever the caller's own is: from 1.18. Before, endpoints that have a label are
    /// never before pods that lack it (istio releasenotes/notes/failover-priority-kv.yaml; pilot/pkg/networking/core/loadbalancer
    /// applyFailoverPriorityPerLocality).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it may.</returns>
    public static bool OrdersEndpointsByValues(IstioVersion version) => version.Minor >= 18;

    /// <summary>
    /// Whether endpoints that are looked up by DNS are ordered by labels: from 1.30 (istio releasenotes 58674). See
    /// <see cref="PanicsOnPrioritiesOfDnsEndpoints"/>.
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they are.</returns>
    public static bool OrdersDnsEndpointsByLabels(IstioVersion version) => version.Minor >= 30;

    /// <summary>
    /// Whether a DestinationRule can choose by least requests in these words: from 1.14. Before, LEAST_CONN is the name of the same (istio
    /// releasenotes/notes/least-request.yaml; networking/v1 LoadBalancerSettings.SimpleLB).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it can.</returns>
    public static bool NamesLeastRequest(IstioVersion version) =>
        FieldTable.Knows(IstioKind.DestinationRule, "spec.trafficPolicy.loadBalancer.simple=LEAST_REQUEST", version);

    /// <summary>
    /// Whether a warm-up is a block of its own, with the share at which it begins: from 1.24. Before, it is a duration alone (istio
    /// networking/v1 LoadBalancerSettings.warmup, warmupDurationSecs).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool WarmsUpInSteps(IstioVersion version) =>
        FieldTable.Knows(IstioKind.DestinationRule, "spec.trafficPolicy.loadBalancer.warmup", version);

    /// <summary>
    /// Whether the retry budget of a host is lost for its subsets that have any trafficPolicy, and their own too: 1.27, 1.28 and 1.29.0 to
    /// 1.29.1 (istio releasenotes/notes/retry-budget-subset-merge.yaml; pilot/pkg/networking/util ShallowCopyTrafficPolicy at 1.28.0).
    /// Older ones have none.
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool LosesRetryBudgetOfSubsets(IstioVersion version) => version < KeepsRetryBudget;

    /// <summary>Whether a DestinationRule can balance by zones, zoneAwareLbSetting (istio networking/v1 LoadBalancerSettings).</summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it can.</returns>
    public static bool BalancesByZones(IstioVersion version) =>
        FieldTable.Knows(IstioKind.DestinationRule, "spec.trafficPolicy.loadBalancer.zoneAwareLbSetting", version);

    /// <summary>
    /// Whether sidecars speak the mesh's TLS by themselves where nothing says otherwise: from 1.5, whose installer sets enableAutoMtls
    /// (istio manifests/istio-control/istio-discovery/templates/configmap.yaml at 1.5.0; at 1.4.0 global.mtls.auto is off).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool AutoMtlsByDefault(IstioVersion version) => version.Minor >= 5;

    /// <summary>
    /// Whether DestinationRules of one host and namespace that are exported differently stand apart: from 1.24, where
    /// ENABLE_ENHANCED_DESTINATIONRULE_MERGE is on. Before, they are one, exported as the oldest of them that says so
    /// (istio pilot/pkg/model/destination_rule.go mergeDestinationRule at 1.17.8, 1.23.6 and 1.24.2).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool KeepsRulesOfOtherExportApart(IstioVersion version) => version.Minor >= 24;

    /// <summary>
    /// Versions that stand for all before the current one in how DestinationRules of one host and namespace are merged: one that goes by
    /// their age alone, and the newest that merges all of them.
    /// </summary>
    public static IReadOnlyList<IstioVersion> OlderRuleMerging { get; } = [new(1, 21, 0), new(1, 23, 0)];

    /// <summary>
    /// Whether DestinationRules with a workloadSelector are merged before all others, whatever their age: from 1.22. Before, age alone
    /// decides (istio pilot/pkg/model/push_context.go setDestinationRules at 1.21.6 and 1.22.0).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they are.</returns>
    public static bool TakesRulesOfChosenProxiesFirst(IstioVersion version) => version.Minor >= 22;

    /// <summary>
    /// Whether sidecars know every HTTP host NAME.NAMESPACE.svc.* by its short names NAME, NAME.NAMESPACE and NAME.NAMESPACE.svc too,
    /// whatever the domain: 1.13.0 to 1.13.3 and 1.14.0 to 1.14.4 (istio pilot/pkg/networking/core/v1alpha3/httproute.go
    /// generateAltVirtualHostsForKubernetesService at 1.13.3).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool ShortensForeignHosts(IstioVersion version) => version.Minor switch
    {
        13 => version.Patch <= 3,
        14 => version.Patch <= 4,
        _ => false,
    };

    /// <summary>The newest version that does.</summary>
    public static IstioVersion LastToShortenForeignHosts { get; } = new(1, 14, 4);
}

namespace MeshFederation.Tests.Istio;

/// <summary>The names that have one home.</summary>
public sealed partial class FactHomeTests
{
    private static readonly string[] Facts =
    [
        "topology.istio.io/network", "topology.istio.io/cluster", "topology.istio.io/subzone", "topology.istio.io/locality",
        "topology.kubernetes.io/region",
        "topology.kubernetes.io/zone", "networking.istio.io/gatewayPort", "networking.istio.io/exportTo",
        "networking.istio.io/traffic-distribution", "traffic.istio.io/nodeSelector", "gateway.networking.k8s.io",
        "gateway.networking.k8s.io/gateway-name", "security.istio.io/tlsMode", "sidecar.istio.io/inject", "istio.io/rev",
        "istio.io/dataplane-mode", "istio-injection", "istio-locality", "istio-system", "cluster.local", "clusterset.local",
        "sni-dnat", "spiffe://", ".svc.",
        "istio.io/dry-run", "istio-ca-root-cert", "istio-sidecar-injector", "istio-proxy", ".istio.io",
        "exportTo", "initContainers", "retriable-4xx", "PERMISSION_DENIED", "PILOT_ENABLE_LEGACY_AUTO_PASSTHROUGH",
        "sidecar.istio.io/status", "template", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet",
        "istio.io/use-waypoint", "istio.io/use-waypoint-namespace", "istio.io/waypoint-for", "istio-waypoint", "istio-east-west",
        "istio-remote", "gatewayClassName", "gateway.istio.io/service-account", "outbound_", "_.", "discovery", "unix://",
        "resolution", "STATIC", "DNS_ROUND_ROBIN", "DYNAMIC_DNS", "MESH_INTERNAL", "AUTO_PASSTHROUGH", "ALLOW", "DENY", "CUSTOM", "AUDIT",
        "root-cert.pem", "serviceAccountName", "pod-template-hash", "ingressgateway", "@request.auth.claims",
        "envoy.filters.network.http_connection_manager", "networking.istio.io", "security.istio.io", "debug/syncz", "debug/configz",
        "debug/endpointz", "debug/ambientz",
        "source.principal", "source.namespace", "source.serviceAccount", "source.trustDomain", "destination.port", "PreferClose",
        "PreferSameZone", "mirrorPercent", "mirror_percent", "tcp_cluster_rewrite", "cluster_pattern", "cluster_replacement",
        "typed_config", "configPatches", "LISTENER", "FILTER_CHAIN", "NETWORK_FILTER", "HTTP_FILTER", "ROUTE_CONFIGURATION",
        "VIRTUAL_HOST", "HTTP_ROUTE", "REMOVE", "REPLACE", "INSERT_BEFORE", "INSERT_AFTER", "WAYPOINT", "ISTIO_MUTUAL", "SIMPLE",
        "MUTUAL", "OPTIONAL_MUTUAL", "OPTIONS", "TRACE", "ALLOW_ANY", "REGISTRY_ONLY", "UPGRADE", "DO_NOT_UPGRADE", "ExternalName",
        "NodePort", "LoadBalancer", "IPAddress", ":authority", "stringData", "tls.crt", "tls.key", "ca.crt", "deletionTimestamp",
        "Programmed", "defaultServiceExportTo", "defaultVirtualServiceExportTo", "defaultDestinationRuleExportTo",
        "discoverySelectors", "outboundTrafficPolicy", "enableAutoMtls", "localityLbSetting", "failoverPriority", "distribute",
        "zoneAwareLbSetting", "h2UpgradePolicy", "serviceScopeConfigs", "trustDomainAliases", "ISTIO_META_DNS_CAPTURE",
        "connect-failure", "refused-stream", "reset-before-request", "gateway-error", "5xx", "retriable-status-codes", "cancelled",
        "unavailable", "sailoperator.io", "install.istio.io", "istios", "IstioRevision", "IstioOperator",
        "SCTP", "ca-cert.pem", "cert-chain.pem", "ca-key.pem", "validationMessages", "@type", "envoy.", "targetRef", "targetRefs",
        "0.0.0.0", "UH", "NC", "NR", "f:", "managedFields", "fieldsV1", "certificate-authority", "client-certificate", "client-key",
        "proxy-url", "tls-server-name", "insecure-skip-tls-verify", "auth-provider", "IGNORE", "FORWARD",
    ];

    [Theory]
    [InlineData("and <= 65535")]
    [InlineData("(1, 65535")]
    [InlineData("(300, 399")]
    [InlineData("(< 200 or > 600)")]
    [InlineData("TextList(\".\")")]
    [InlineData("(\"*\" or \".\"")]
    [InlineData("Label = 63;")]
    [InlineData("transport is \"")]
    [InlineData("(\"name\", \"mesh\")")]
    [InlineData("\"captureMode\") is \"")]
    [InlineData("\"*\" or \".\")")]
    public void What_has_a_name_is_not_written_beside_it(string part) => Assert.DoesNotContain(
        Sources().SelectMany(File.ReadLines), line => !IsComment(line) && line.Contains(part, StringComparison.Ordinal));
}

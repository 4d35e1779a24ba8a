namespace MeshFederation.Clusters.Tests.Server.Kinds;

/// <summary>The kinds that a test server serves unless a test says otherwise.</summary>
public static class ServedKinds
{
    private static readonly string[] V1 = ["v1"];
    private static readonly string[] Networking = ["v1", "v1beta1", "v1alpha3"];
    private static readonly string[] Security = ["v1", "v1beta1"];

    /// <summary>All of them: what Kubernetes has and we use, and Istio's kinds as its 1.30 defines them.</summary>
    public static IReadOnlyList<ServedKind> All { get; } =
    [
        new(
            "",
            V1,
            "namespaces",
            "Namespace",
            Namespaced: false) { ShortNames = ["ns"], Schema = FieldSchema.Metadata.WithList("status.conditions", "type") },
        new(
            "",
            V1,
            "nodes",
            "Node",
            Namespaced: false)
        {
            ShortNames = ["no"],
            Schema = FieldSchema.Metadata.WithList("status.addresses", "type").WithList("status.conditions", "type")
        },
        new("", V1, "configmaps", "ConfigMap") { ShortNames = ["cm"] },
        new("", V1, "secrets", "Secret"),
        new(
            "",
            V1,
            "serviceaccounts",
            "ServiceAccount")
        {
            ShortNames = ["sa"],
            Schema = FieldSchema.Metadata.WithList("secrets", "name").WithList("imagePullSecrets", "name")
        },
        new("", V1, "services", "Service") { ShortNames = ["svc"], Schema = Service },
        new("", V1, "pods", "Pod") { ShortNames = ["po"], Schema = WorkloadSchemas.PodAt("", FieldSchema.Metadata) },
        new("", V1, "endpoints", "Endpoints") { ShortNames = ["ep"] },
        new("", V1, "events", "Event") { ShortNames = ["ev"] },
        new("apps", V1, "deployments", "Deployment") { ShortNames = ["deploy"], Schema = WorkloadSchemas.Template },
        new("apps", V1, "statefulsets", "StatefulSet") { ShortNames = ["sts"], Schema = WorkloadSchemas.Template },
        new("apps", V1, "daemonsets", "DaemonSet") { ShortNames = ["ds"], Schema = WorkloadSchemas.Template },
        new("coordination.k8s.io", V1, "leases", "Lease"),
        new("discovery.k8s.io", V1, "endpointslices", "EndpointSlice"),
        new("sailoperator.io", V1, "istios", "Istio", Namespaced: false),
        new("sailoperator.io", V1, "istiorevisions", "IstioRevision", Namespaced: false),
        new("install.istio.io", ["v1alpha1"], "istiooperators", "IstioOperator"),
        Istio("networking.istio.io", Networking, "destinationrules", "DestinationRule", "dr"),
        Istio("networking.istio.io", ["v1alpha3"], "envoyfilters", "EnvoyFilter", "ef"),
        Istio("networking.istio.io", Networking, "gateways", "Gateway", "gw"),
        Istio("networking.istio.io", Networking, "serviceentries", "ServiceEntry", "se", ServiceEntry),
        Istio("networking.istio.io", Networking, "sidecars", "Sidecar", "sc"),
        Istio("networking.istio.io", Networking, "virtualservices", "VirtualService", "vs"),
        Istio("networking.istio.io", Networking, "workloadentries", "WorkloadEntry", "we"),
        Istio("networking.istio.io", Networking, "workloadgroups", "WorkloadGroup", "wg"),
        Istio("security.istio.io", Security, "authorizationpolicies", "AuthorizationPolicy", "ap"),
        Istio("security.istio.io", Security, "peerauthentications", "PeerAuthentication", "pa", PeerAuthentication),
        Istio("security.istio.io", Security, "requestauthentications", "RequestAuthentication", "ra"),
    ];

    // Of all lists in these kinds Istio 1.30 gives keys to this one alone; the others are atomic.
    private static FieldSchema ServiceEntry => FieldSchema.Metadata.WithList("spec.ports", "name");

    private static FieldSchema PeerAuthentication => FieldSchema.Metadata.WithOpenMaps("spec.portLevelMtls");

    private static FieldSchema Service => FieldSchema.Metadata
        .WithList("spec.ports", "port", "protocol").WithKeyDefault("protocol", "TCP")
        .WithList("status.conditions", "type").WithAtomicMaps("spec.selector");

    private static ServedKind Istio(
        string group, string[] versions, string plural, string kind, string shortName, FieldSchema? schema = null) =>
            new(group, versions, plural, kind) { Custom = true, ShortNames = [shortName], Schema = schema ?? FieldSchema.Metadata };
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of what ambient meshes cannot be asked for.</summary>
internal static class AmbientErrors
{
    public static MeshException Mixed(MeshService service, MeshCluster ambient, MeshCluster other) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The service '{service}' is in '{ambient}', which is called in ambient mode, and in '{other}', which is not: sidecars call "
        + "a gateway's port for tunnels as if it were a pod, and ztunnels know no SNI of a DestinationRule, so calls between them fail.",
        $"Give both clusters the same mode, by -RoutingMode Ambient of New-MeshCluster, or leave '{other}' out of the service.",
        service);

    public static MeshException PodsWithSidecars(MeshService service, MeshCluster server) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The pods of '{service}' have sidecars in '{server}', by the labels of their namespace, and '{server}' is called in ambient mode: "
        + "no ztunnel ends the tunnel that a caller opens to such a pod.",
        $"Label the namespace istio.io/dataplane-mode=ambient there, without istio-injection and istio.io/rev, and restart the pods; or "
        + "read the clusters with -RoutingMode Auto, and call the service through sidecars.",
        service);

    public static MeshException CallersWithSidecars(MeshService service, MeshCluster client) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"'{client}' calls '{service}' in ambient mode, and no namespace of it is in that mode, while some have sidecars: these call a "
        + "gateway's port for tunnels as if it were a pod, and get 503.",
        $"Label the callers' namespaces istio.io/dataplane-mode=ambient, or leave '{client}' out of -ClientCluster.",
        service);

    public static MeshException TrustDomains(MeshService service, MeshCluster client, MeshCluster server) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"'{client}' has the trust domain '{client.TrustDomain}' and '{server}', where '{service}' runs, has '{server.TrustDomain}': "
        + "ztunnels refuse the certificates of another trust domain, and trustDomainAliases do not help.",
        "Give both meshes the same trustDomain, or call the service through sidecars: leave -RoutingMode out.",
        service);

    public static MeshException NoNetwork(MeshCluster cluster) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The network of the cluster '{cluster}' is not known; in ambient mode gateways are found by it.",
        $"Give it: New-MeshCluster {cluster} -Network network2. It is the label topology.istio.io/network of the namespace "
        + $"'{cluster.IstioNamespace}'.",
        cluster);

    public static MeshException SameNetwork(MeshCluster one, MeshCluster other) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The clusters '{one}' and '{other}' have the same network, '{one.Network}': what is of one's own network is called without a "
        + "gateway, and of two gateways of a network only one is used.",
        "Give each its own -Network, and the namespace of its istiod the label topology.istio.io/network to match.",
        other);

    public static MeshException Version(MeshCluster cluster, IstioVersion version) => Of(
        MeshErrorId.AmbientVersionUnsafe,
        $"The Istio {version} of the cluster '{cluster}' is older than 1.29.2: its gateways send connections to the wrong service where "
        + "two are called through one of them.",
        $"Update istiod and the gateway to 1.29.2 or newer. If they are newer than declared: New-MeshCluster {cluster} -IstioVersion.",
        cluster);

    public static MeshException Addresses(MeshCluster server) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The gateway of the cluster '{server}' has the addresses {server.Gateway.Address}: in ambient mode one of them is used, and "
        + "nothing takes over when it dies.",
        "Give the one address of a load balancer in front of them to -GatewayAddress.",
        server);

    public static MeshException NoName(MeshCluster server) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The labels {server.Gateway.Selector} of the gateway of '{server}' do not tell the name of its Gateway, by whose service account "
        + "callers know it.",
        "Leave -GatewaySelector out, which means istio-eastwestgateway, or say the Gateway's name: -GatewaySelector "
        + "gateway.networking.k8s.io/gateway-name=istio-eastwestgateway.",
        server);

    public static MeshException NoAccount(MeshService service, MeshCluster server) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"The service accounts of '{service}' in '{server}' are not known; in ambient mode callers refuse pods whose account is not "
        + "named.",
        "Give all that may answer, that of its waypoint too: New-MeshServiceEntry -ServiceAccount. Get-MeshService reads those of the "
        + "pods.",
        service);

    public static MeshException WaypointElsewhere(MeshService service, MeshCluster server, string waypoint) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"The waypoint of '{service}' in '{server}' is {waypoint}, in another namespace: callers in other networks expect identities of "
        + "the service's own, and refuse who answers.",
        $"Use a waypoint in the namespace '{service.Namespace}' there: the label istio.io/use-waypoint without "
        + "istio.io/use-waypoint-namespace.",
        service);

    public static MeshException ShareTaken(MeshService service, string name, MeshCluster cluster, MeshService other) => new(
        MeshErrorId.ObjectDuplicate,
        MeshErrorKind.InvalidArgument,
        $"A share of '{service}' needs a Service '{service.Namespace}/{name}' in '{cluster}', which is one of '{other}' already.",
        "Its name comes of those of the service and the cluster: give the cluster another name, New-MeshCluster -Context, or the service.",
        service);

    public static MeshException ShareSelects(MeshService service, string name, MeshCluster client, MeshService other) => Unsupported(
        service,
        $"the Service '{name}' of its share in '{client}' would select what stands there for the pods of '{other}' in other clusters; both "
        + "have the same -Selector.",
        "Give both a selector of their own, or split both services at the waypoint.");

    public static MeshException NoSelector(MeshService service, MeshCluster client) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"The labels by which the Service '{service}' selects its pods in '{client}' are not known; what stands for the pods of other "
        + "clusters there must have them.",
        "Give them: New-MeshServiceEntry -Selector, or read the Service with Get-MeshService.",
        service);

    public static MeshException PortDiffers(MeshService service, string port, MeshCluster client, MeshCluster server) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"The port '{port}' of '{service}' has another number in '{server}' than in '{client}': a call goes to the port of the same "
        + "number.",
        "Give the Services the same port, or leave it out of -Port.",
        service);

    public static MeshException NoScope(MeshService service, MeshCluster cluster) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"No label makes the Service '{service}' global in '{cluster}': its mesh configuration has no serviceScopeConfigs with the scope "
        + "GLOBAL that holds for it.",
        "Add the one of Istio's ambient profile, which selects Services with istio.io/global=true, to the mesh configuration.",
        service);

    public static MeshException Unsupported(MeshService service, string what, string recommendation) => Of(
        MeshErrorId.AmbientUnsupported,
        $"The service '{service}' is called in ambient mode, and {what}",
        recommendation,
        service);

    public static MeshException Share(MeshService service, MeshCluster client, string why) => Of(
        MeshErrorId.AmbientShareUnfit,
        $"The shares of '{service}' cannot be had in '{client}': {why}",
        "Endpoints of other clusters have whole weights, and each pod of the own cluster counts 1. Choose shares that fit the number of "
        + "pods, or leave the split out.",
        service);

    private static MeshException Of(string id, string message, string recommendation, object subject) =>
        new(id, MeshErrorKind.InvalidArgument, message, recommendation, subject);
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of what ambient meshes cannot be asked for.</summary>
internal static class AmbientErrors
{
    public static MeshException Mixed(MeshService service, MeshCluster ambient, MeshCluster other) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The service '{service}' is in '{ambient}', which is called in ambient mode, and in '{other}', which is not: sidecars call "
        + "a gateway's port for tunnels as if it were a pod, and ztunnels know no SNI of a DestinationRule, so calls between them fail.",
        $"Give both clusters the same mode, by -RoutingMode Ambient of New-MeshCluster, or say it of this service alone: "
        + $"New-MeshServiceEntry -RoutingMode Ambient. Or leave '{other}' out of the service.",
        service);

    public static MeshException ModeOfGateway(MeshService service, MeshRoutingMode mode) => new(
        MeshErrorId.RoutingModeUnsupported,
        MeshErrorKind.InvalidArgument,
        $"The service '{service}' cannot have the routing mode {mode} for itself: in which way a gateway for sidecars finds services is "
        + "the same for all that it serves.",
        $"Say it of the cluster: New-MeshCluster -RoutingMode {mode}. Of a service it is Ambient, for tunnels, or Auto, for sidecars.",
        service);

    public static MeshException TunnelGatewayOfAmbient(MeshCluster cluster) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The cluster '{cluster}' is called in ambient mode, so its gateway takes tunnels, and it has another one for them besides.",
        "Give the address of the gateway for tunnels to -GatewayAddress, or leave -RoutingMode Ambient out and give -GatewayAddress that "
        + "of the gateway for sidecars.",
        cluster);

    public static MeshException NoTunnelGateway(MeshService service, MeshCluster server) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The service '{service}' is called in ambient mode, and the gateway of '{server}' is for sidecars: it knows no tunnels, so calls "
        + "would get no connection.",
        $"Say where its gateway of the class istio-east-west is reached: New-MeshCluster {server} -TunnelGatewayAddress 172.18.0.231. "
        + "Get-MeshCluster -RoutingMode Auto finds both.",
        service);

    public static MeshException NoSidecarGateway(MeshService service, MeshCluster server) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The service '{service}' is called through sidecars, and the gateway of '{server}' is for tunnels: it knows no SNI, so calls "
        + "would fail in the handshake.",
        $"Describe both gateways: New-MeshCluster {server} -GatewayAddress with that for sidecars, -TunnelGatewayAddress with that for "
        + "tunnels, and no -RoutingMode; say New-MeshServiceEntry -RoutingMode Ambient of the services that are called through the latter.",
        service);

    public static MeshException PodsWithoutSidecars(MeshService service, MeshCluster server) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The pods of '{service}' are in ambient mode in '{server}', by the labels of their namespace, and the service is called through "
        + "sidecars: the gateway passes the callers' TLS on to pods, and no label of the namespace says that its pods have sidecars, which "
        + "end it. Pods with the label sidecar.istio.io/inject=true are not seen.",
        "Have it called through tunnels: New-MeshServiceEntry -RoutingMode Ambient. If its pods have sidecars, take the label "
        + $"istio.io/dataplane-mode off the namespace '{service.Namespace}' there, label it for injection, and read '{server}' again.",
        service);

    public static MeshException CallersWithoutSidecars(MeshService service, MeshCluster client) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"'{client}' calls '{service}' through sidecars, and no label of a namespace says that its pods have sidecars, while some are in "
        + "ambient mode: ztunnels know no SNI of a DestinationRule, and get no connection to pods of other clusters. Pods with the label "
        + "sidecar.istio.io/inject=true are not seen.",
        $"Have it called through tunnels: New-MeshServiceEntry -RoutingMode Ambient. If its callers in '{client}' have sidecars, or are "
        + $"gateways, leave -RoutingMode out of the service; else leave '{client}' out of -ClientCluster.",
        service);

    public static MeshException PodsWithSidecars(MeshService service, MeshCluster server) => Of(
        MeshErrorId.AmbientPairUnfit,
        $"The pods of '{service}' have sidecars in '{server}', by the labels of their namespace, and it is called in ambient mode: "
        + "no ztunnel ends the tunnel that a caller opens to such a pod.",
        "Label the namespace istio.io/dataplane-mode=ambient there, without istio-injection and istio.io/rev, and restart the pods; or "
        + (service.RoutingMode == MeshRoutingMode.Ambient
            ? "leave -RoutingMode Ambient out of the service, to have it called through sidecars."
            : "read the clusters with -RoutingMode Auto, and call the service through sidecars."),
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

    public static MeshException Addresses(MeshCluster server, MeshGateway gateway) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The gateway of the cluster '{server}' has the addresses {gateway.Address}: in ambient mode one of them is used, and "
        + "nothing takes over when it dies.",
        "Give the one address of a load balancer in front of them to "
        + $"-{GatewayParameter.Of(server, gateway)}Address.",
        server);

    public static MeshException NoName(MeshCluster server, MeshGateway gateway) => Of(
        MeshErrorId.AmbientGatewayUnfit,
        $"The labels {gateway.Selector} of the gateway of '{server}' do not tell the name of its Gateway, by whose service account "
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

    public static MeshException WaypointKeepsHome(MeshService service, MeshCluster client, string waypoint) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"The waypoint {waypoint} takes the calls of '{service}' in '{client}', and istiod has "
        + $"{IstiodVariable.AmbientMultiNetworkWaypoint}=false there: waypoints call no other network, so calls meet its own pods alone, "
        + "or none (no healthy upstream).",
        $"Take that variable out of istiod's environment, or have the Service called past the waypoint: the label "
        + "istio.io/use-waypoint=none.",
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

    public static MeshException PortLacking(MeshService service, MeshPort port, MeshCluster client, MeshCluster server) => Of(
        MeshErrorId.AmbientServiceUnfit,
        $"The Service '{service}' has the port {port} in '{client}', and none is declared in '{server}'. It becomes global as a whole, so "
        + $"connections to that port would be shared with '{server}' too, and end there with 503 Service Unavailable.",
        $"Read it there as well, with Get-MeshService, or give the Service that port in '{server}', or the port a Service of its own in "
        + $"'{client}'. Where it runs in these two alone, "
        + $"Set-MeshFailover {client}, {server} has the own pods first, and connections to the port stay there.",
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

using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The ways in which a request can break on its way, sorted by id; docs/rules.md lists them.</summary>
public static class TraceProblems
{
    /// <summary>The caller does not see the host.</summary>
    public static readonly TraceProblem HostHidden = Error(
        "MF9001", "The called host is seen in the caller's namespace.", "Add the caller's namespace to exportTo of the object that has the host, or to the egress hosts of the Sidecar.");

    /// <summary>The called service has no such port.</summary>
    public static readonly TraceProblem PortUnknown = Error(
        "MF9002", "The called port is one of the service.", "Call one of its ports, or add the port to the Service or ServiceEntry.");

    /// <summary>No route matches: 404, flag NR.</summary>
    public static readonly TraceProblem NoRoute = Error(
        "MF9003", "Some route of the VirtualService matches the request.", "Add a last route without match to the VirtualService; once it has a route for the port, nothing falls back to the service.");

    /// <summary>No destination of the route has a weight.</summary>
    public static readonly TraceProblem NoWeight = Error("MF9004", "Some destination of the route has a weight.", "Give the destinations weights that total 100.");

    /// <summary>A destination's host is not known: 503, flag NC.</summary>
    public static readonly TraceProblem DestinationUnknown = Error(
        "MF9005", "The host of every destination is known to the caller.", "Publish the ServiceEntry or Service of the host, or mend the host; a short name is one in the VirtualService's namespace.");

    /// <summary>A destination's port is not known: 503, flag NC.</summary>
    public static readonly TraceProblem DestinationPort = Error("MF9006", "The port of every destination is one of its service.", "Set destination.port to a port of the service.");

    /// <summary>A destination's subset is not known: 503, flag NC.</summary>
    public static readonly TraceProblem DestinationSubset = Error(
        "MF9007", "The subset of every destination is one of a DestinationRule that the caller is given.", "Publish a DestinationRule for the host with the subset, in the service's namespace or the caller's, exported to the caller.");

    /// <summary>A destination has no endpoint: 503, flag UH or NC.</summary>
    public static readonly TraceProblem NoEndpoint = Error(
        "MF9008", "Every destination has an endpoint.", "Give the subset labels that the endpoints have, and IP addresses to endpoints with resolution STATIC; resolution DNS takes host names.");

    /// <summary>The connection to a gateway that passes the mesh's TLS on is not the mesh's TLS.</summary>
    public static readonly TraceProblem NotMeshTls = Error(
        "MF9009", "Calls to another cluster's gateway speak the mesh's TLS.", "Set trafficPolicy.tls.mode ISTIO_MUTUAL in the DestinationRule of the host, and location MESH_INTERNAL in its ServiceEntry.");

    /// <summary>An endpoint has a gateway's address and another port.</summary>
    public static readonly TraceProblem GatewayPort = Error(
        "MF9010", "Endpoints name the port at which the gateway listens.", "Map every port of the ServiceEntry by its name to the gateway's port: endpoints[].ports: { NAME: 15443 }.");

    /// <summary>No server of the gateway passes the mesh's TLS on.</summary>
    public static readonly TraceProblem NoServer = Error(
        "MF9011", "The serving gateway has an AUTO_PASSTHROUGH server.", "Publish a Gateway with tls.mode AUTO_PASSTHROUGH whose selector is met by the gateway's pods.");

    /// <summary>No server of the gateway covers the host.</summary>
    public static readonly TraceProblem HostNotCovered = Error(
        "MF9012", "An AUTO_PASSTHROUGH server of the serving gateway covers the host in the server name.", "Add the host to the server's hosts; it is matched against the service's host in the serving cluster.");

    /// <summary>The serving gateway does not know the service of a server name.</summary>
    public static readonly TraceProblem ServedHostUnknown = Error(
        "MF9013", "The server name holds a host of the serving cluster.", "Set tls.sni in the caller's DestinationRule to outbound_.PORT_.SUBSET_.HOST with the port and host of the serving cluster.");

    /// <summary>The service of a server name is outside of the mesh.</summary>
    public static readonly TraceProblem ServedExternal = Error(
        "MF9014", "Services that gateways pass calls on to are of the mesh.", "Set location MESH_INTERNAL in the ServiceEntry of the host; without a location it is MESH_EXTERNAL.");

    /// <summary>The port of a server name is none of the service.</summary>
    public static readonly TraceProblem ServedPort = Error(
        "MF9015", "The port in the server name is one of the Service in the serving cluster.", "Put the number of the Service's port into the SNI: neither the gateway's, nor the pods' own.");

    /// <summary>The subset of a server name is none that the gateway is given.</summary>
    public static readonly TraceProblem ServedSubset = Error(
        "MF9016", "The subset in the server name is one of a DestinationRule that the serving gateway is given.", "Publish the DestinationRule with the subset in the service's namespace, exported to the gateway's namespace or to all; or mend tls.sni in the caller's DestinationRule.");

    /// <summary>Two servers make the same chain.</summary>
    public static readonly TraceProblem ServedTwice = Error(
        "MF9017", "Only one AUTO_PASSTHROUGH server on a port covers a host.", "Take the host out of one of the Gateways; Envoy refuses a listener that has a chain twice.");

    /// <summary>A server name is none that chains have.</summary>
    public static readonly TraceProblem ServedName = Error(
        "MF9018", "The server name is of the form outbound_.PORT_.SUBSET_.HOST.", "Set tls.sni so, or leave it out where the host is the same in both clusters.");

    /// <summary>An EnvoyFilter is hoped for on a gateway where it does nothing.</summary>
    public static readonly TraceProblem FilterInert = Error(
        "MF9019", "No gateway is hoped to rewrite server names on a version that cannot.", "Let the caller send the server name that the gateway knows: tls.sni in its DestinationRule (routing mode ClientSni).");

    /// <summary>An old gateway is not in its router mode.</summary>
    public static readonly TraceProblem RouterMode = Error(
        "MF9020", "A gateway of Istio 1.8 to 1.10 that passes the mesh's TLS on is in the router mode sni-dnat.", "Set the variable ISTIO_META_ROUTER_MODE=sni-dnat on the gateway.");

    /// <summary>No pod is there for the service and subset.</summary>
    public static readonly TraceProblem NoPods = Error("MF9021", "Some ready pod has the labels of the Service and the subset.", "Deploy pods with the labels, or mend the subset's labels.");

    /// <summary>The gateway calls none of the pods.</summary>
    public static readonly TraceProblem PodsRefused = Error(
        "MF9022", "The serving gateway calls some pod of the service and subset.", "Inject sidecars, leave mTLS on for the pods, and let the gateway's network view hold the pods' network.");

    /// <summary>Declarations know of no version with a subset's labels.</summary>
    public static readonly TraceProblem VersionUnknown = new(
        "MF9023", FindingSeverity.Warning, "Some declared version has the labels of the subset.", "Check the labels against kubectl get pods --show-labels in the serving cluster.");

    /// <summary>The caller expects another identity than the pods have.</summary>
    public static readonly TraceProblem IdentityUnexpected = Error(
        "MF9024", "The identities that the caller expects are those of the pods.", "List spiffe://TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT of the serving cluster in subjectAltNames of the ServiceEntry.");

    /// <summary>The host must be resolved by the caller's proxy.</summary>
    public static readonly TraceProblem DnsNeeded = new(
        "MF9025", FindingSeverity.Information, "The application can resolve the host.", "Turn on DNS capture for the caller (ISTIO_META_DNS_CAPTURE), or serve the name otherwise: ConvertTo-MeshDnsConfiguration.");

    /// <summary>AuthorizationPolicies refuse the request: 403.</summary>
    public static readonly TraceProblem AccessDenied = Error(
        "MF9026", "The AuthorizationPolicies of the pods let the request in.", "Allow the caller's identity, as cluster1/ns/default/sa/bookinfo-productpage, or the path and method, in a policy for the pods.");

    /// <summary>The pods of the own cluster do not take the TLS that the caller speaks.</summary>
    public static readonly TraceProblem PodsTls = Error(
        "MF9027", "The pods take the TLS that the caller speaks.", "Remove trafficPolicy.tls from the DestinationRule: Istio finds out by itself which pods take the mesh's TLS.");

    /// <summary>The destination is whatever address the application called.</summary>
    public static readonly TraceProblem CalledAddress = new(
        "MF9028", FindingSeverity.Warning, "Requests are routed to hosts of which istiod knows the endpoints.", "Route to a Service with a cluster IP, or to a ServiceEntry with resolution STATIC or DNS; proxies call a headless Service, and a ServiceEntry with resolution NONE, at the address that the application looked up.");

    /// <summary>The gateway takes no request for the host on the port.</summary>
    public static readonly TraceProblem NotEntered = Error(
        "MF9029", "A server of the Gateway takes the port and the host.", "Ask for a port and host of one of its servers, or add the host to a server; -To takes the number that the Gateway names.");

    /// <summary>No VirtualService routes the host at the gateway: 404, flag NR.</summary>
    public static readonly TraceProblem NotRouted = Error(
        "MF9030", "A VirtualService that names the Gateway routes the host.", "Name the Gateway in 'gateways' of a VirtualService for the host, or split for it: Set-MeshTrafficSplit -Gateway istio-system/web -Hostname shop.example.com.");

    /// <summary>The proxy has no chain for the connection, and passes it on.</summary>
    public static readonly TraceProblem ConnectionPassedOn = new(
        "MF9031", FindingSeverity.Warning, "Connections are taken by a route or service of the mesh.", "Add the server name to hosts and sniHosts of the VirtualService, by New-MeshServiceEntry -SniHost for one that is planned; or call a name that it has.");

    /// <summary>The proxy has no chain for the connection, and REGISTRY_ONLY holds: it is closed.</summary>
    public static readonly TraceProblem ConnectionClosed = Error(
        "MF9032", "Connections are taken by a route or service of the mesh where outboundTrafficPolicy is REGISTRY_ONLY.", "Add the server name to hosts and sniHosts of the VirtualService, by New-MeshServiceEntry -SniHost for one that is planned; or call a name that it has.");

    /// <summary>Caller and pods trust no root certificate in common.</summary>
    public static readonly TraceProblem RootsDiffer = Error(
        "MF9033", "Clusters that call each other trust a common root certificate.", "Give both intermediate certificates of one root in the Secret cacerts, and restart istiod.");

    /// <summary>The pods refuse the caller's trust domain.</summary>
    public static readonly TraceProblem TrustDomainRefused = Error(
        "MF9034", "The pods accept the trust domain of the caller.", "In the serving cluster, add the domain to meshConfig.trustDomainAliases, or with Istio 1.18 and newer to meshConfig.caCertificates[].trustDomains.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TraceProblem> All { get; } =
    [
        HostHidden, PortUnknown, NoRoute, NoWeight, DestinationUnknown, DestinationPort, DestinationSubset, NoEndpoint, NotMeshTls, GatewayPort, NoServer, HostNotCovered, ServedHostUnknown,
        ServedExternal, ServedPort, ServedSubset, ServedTwice, ServedName, FilterInert, RouterMode, NoPods, PodsRefused, VersionUnknown, IdentityUnexpected, DnsNeeded, AccessDenied, PodsTls,
        CalledAddress, NotEntered, NotRouted, ConnectionPassedOn, ConnectionClosed, RootsDiffer, TrustDomainRefused,
    ];

    private static TraceProblem Error(string id, string title, string recommendation) => new(id, FindingSeverity.Error, title, recommendation);
}

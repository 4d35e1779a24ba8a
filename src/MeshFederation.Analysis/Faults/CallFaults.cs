using MeshFederation.Analysis.Rules;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Faults;

/// <summary>
/// The faults that the way of a call can have. Of those that a rule looks for, too, the rule says what it finds; the others are said here.
/// </summary>
internal static partial class CallFaults
{
    /// <summary>The caller does not see the host.</summary>
    public static Fault HostHidden { get; } = new("MF9001")
    {
        Title = "The called host is seen in the caller's namespace.",
        Recommendation = "Add the caller's namespace to exportTo of the object that has the host, or to the egress hosts of the Sidecar.",
        Source = "pilot/pkg/model/sidecar.go; pilot/pkg/model/push_context.go servicesExportedToNamespace",
        IsOfRequest = true,
    };

    /// <summary>The called service has no such port.</summary>
    public static Fault PortUnknown { get; } = new("MF9002")
    {
        Title = "The called port is one of the service.",
        Recommendation = "Call one of its ports, or add the port to the Service or ServiceEntry.",
        Source = "pilot/pkg/networking/core/listener.go buildSidecarOutboundListener",
        IsOfRequest = true,
    };

    /// <summary>No route matches: 404, flag NR.</summary>
    public static Fault NoRoute { get; } = new("MF9003")
    {
        Title = "Some route of the VirtualService matches the request.",
        Recommendation =
            "Add a last route without match to the VirtualService; once it has a route for the port, nothing falls back to "
            + "the service.",
        Source = "pilot/pkg/networking/core/route/route.go BuildHTTPRoutesForVirtualService",
        IsOfRequest = true,
    };

    /// <summary>The gateway takes no request for the host on the port.</summary>
    public static Fault NotEntered { get; } = new("MF9029")
    {
        Title = "A server of the Gateway takes the port and the host.",
        Recommendation =
            "Ask for a port and host of one of its servers, or add the host to a server; -To takes the number that the "
            + "Gateway names.",
        Source = "pilot/pkg/model/gateway.go mergeGateways",
        IsOfRequest = true,
    };

    /// <summary>No VirtualService routes the host at the gateway: 404, flag NR.</summary>
    public static Fault NotRouted { get; } = new("MF9030")
    {
        Title = "A VirtualService that names the Gateway routes the host.",
        Recommendation =
            "Name the Gateway in 'gateways' of a VirtualService for the host, or split for it: Set-MeshTrafficSplit "
            + "-Gateway istio-system/web -Hostname shop.example.com.",
        Source = "pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig",
        IsOfRequest = true,
    };

    /// <summary>The proxy has no chain for the connection, and passes it on.</summary>
    public static Fault ConnectionPassedOn { get; } = new("MF9031")
    {
        Severity = FindingSeverity.Warning,
        Title = "Connections are taken by a route or service of the mesh.",
        Recommendation =
            "Add the server name to hosts and sniHosts of the VirtualService, by New-MeshServiceEntry -SniHost for one that "
            + "is planned; or call a name that it has.",
        Source = "pilot/pkg/networking/core/listener.go buildOutboundCatchAllNetworkFiltersOnly",
        IsOfRequest = true,
    };

    /// <summary>The proxy has no chain for the connection, and REGISTRY_ONLY holds: it is closed.</summary>
    public static Fault ConnectionClosed { get; } = new("MF9032")
    {
        Title = "Connections are taken by a route or service of the mesh where outboundTrafficPolicy is REGISTRY_ONLY.",
        Recommendation =
            "Add the server name to hosts and sniHosts of the VirtualService, by New-MeshServiceEntry -SniHost for one that "
            + "is planned; or call a name that it has.",
        Source = "pilot/pkg/networking/core/listener.go buildOutboundCatchAllNetworkFiltersOnly",
        IsOfRequest = true,
    };

    /// <summary>The host must be resolved by the caller's proxy, and whether it does that is not known.</summary>
    public static Fault DnsNeeded { get; } = new("MF9025")
    {
        Severity = FindingSeverity.Information,
        Title = "The application can resolve the host.",
        Recommendation =
            "Turn on DNS capture for the caller (ISTIO_META_DNS_CAPTURE), or serve the name otherwise: "
            + "ConvertTo-MeshDnsConfiguration.",
        Source = "pilot/pkg/networking/core/listener_builder.go; istio.io docs/ops/configuration/traffic-management/dns-proxy",
    };

    /// <summary>What a call goes to may be there: what is not among the files is not judged.</summary>
    public static Fault NotAmongInput { get; } = Of<Rules.InCluster.DestinationNotAmongInput>();

    /// <summary>The host must be resolved by the caller's proxy, which does not do that.</summary>
    public static Fault DnsMissing { get; } = Of<Rules.AcrossClusters.HostNotResolvable>();

    /// <summary>A fault answers requests with an error.</summary>
    public static Fault Aborted { get; } = new("MF9036")
    {
        Severity = FindingSeverity.Warning,
        Title = "No fault aborts requests.",
        Recommendation = "Take fault.abort out of the route when the test of it is over.",
        Source = "pilot/pkg/networking/core/route/route.go TranslateFault",
    };

    private static Fault Of<T>()
        where T : Rule, new() => new T().Finds;
}

using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Faults;

internal static partial class CallFaults
{
    /// <summary>The destination is whatever address the application called.</summary>
    public static Fault CalledAddress { get; } = new("MF9028")
    {
        Severity = FindingSeverity.Warning,
        Title = "Requests are routed to hosts of which istiod knows the endpoints.",
        Recommendation =
            "Route to a Service with a cluster IP, or to a ServiceEntry with resolution STATIC or DNS; proxies call a "
            + "headless Service, and a ServiceEntry with resolution NONE, at the address that the application looked up.",
        Source = "pilot/pkg/networking/core/cluster.go convertResolution",
    };

    /// <summary>A destination names no host.</summary>
    public static Fault DestinationMissing { get; } = Of<Rules.VirtualServices.DestinationWrong>();

    /// <summary>A destination's host is not known: 503, flag NC.</summary>
    public static Fault DestinationUnknown { get; } = Of<Rules.InCluster.DestinationHostUnknown>();

    /// <summary>A destination's port is not known: 503, flag NC.</summary>
    public static Fault DestinationPort { get; } = Of<Rules.InCluster.DestinationPortUnknown>();

    /// <summary>A destination names no port, and its host does not have the one that was called.</summary>
    public static Fault DestinationPortUnsaid { get; } = Of<Rules.InCluster.PortSelectorMissing>();

    /// <summary>A destination's subset is not known: 503, flag NC.</summary>
    public static Fault DestinationSubset { get; } = Of<Rules.InCluster.DestinationSubsetUnknown>();

    /// <summary>An http route does nothing.</summary>
    public static Fault HttpRouteEmpty { get; } = Of<Rules.VirtualServices.ActionConflict>();

    /// <summary>A tls route has no destination.</summary>
    public static Fault TlsRouteEmpty { get; } = Of<Rules.VirtualServices.TlsRouteWrong>();

    /// <summary>A tcp route has no destination.</summary>
    public static Fault TcpRouteEmpty { get; } = Of<Rules.VirtualServices.TcpRouteWrong>();

    /// <summary>No destination of the route has a weight.</summary>
    public static Fault NoWeight { get; } = Of<Rules.VirtualServices.WeightsWrong>();

    /// <summary>A destination has no endpoint: 503, flag UH or NC.</summary>
    public static Fault NoEndpoint { get; } = Of<Rules.InCluster.SubsetWithoutEndpoints>();

    /// <summary>No pod is there for the service and subset: 503, flag UH.</summary>
    public static Fault NoPods { get; } = Of<Rules.InCluster.SubsetWithoutPods>();

    /// <summary>The pods of the own cluster do not take the TLS that the caller speaks.</summary>
    public static Fault PodsTls { get; } = Of<Rules.InCluster.TlsAgainstPeers>();

    /// <summary>AuthorizationPolicies refuse the request: 403.</summary>
    public static Fault AccessDenied { get; } = Of<Rules.Identity.ClientNotAllowed>();
}

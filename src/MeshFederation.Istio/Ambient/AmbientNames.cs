namespace MeshFederation.Istio.Ambient;

/// <summary>The names that Istio gives to what joins ambient meshes of several networks.</summary>
public static class AmbientNames
{
    /// <summary>
    /// The label by which Istio's ambient profile makes a Service global (istio manifests/helm-profiles/ambient.yaml, serviceScopeConfigs).
    /// istiod goes by <c>serviceScopeConfigs</c> alone.
    /// </summary>
    public const string GlobalLabel = "istio.io/global";

    /// <summary>The label of a Service, pod or namespace that names its waypoint (istio.io/api label, IoIstioUseWaypoint).</summary>
    public const string UseWaypoint = "istio.io/use-waypoint";

    /// <summary>The label beside <see cref="UseWaypoint"/> that names the waypoint's namespace, where that is another.</summary>
    public const string UseWaypointNamespace = "istio.io/use-waypoint-namespace";

    /// <summary>The value of <see cref="UseWaypoint"/> that says that there is none.</summary>
    public const string NoWaypoint = "none";

    /// <summary>The label of a waypoint that says which calls it takes (istio.io/api label, IoIstioWaypointFor).</summary>
    public const string WaypointFor = "istio.io/waypoint-for";

    /// <summary>
    /// The annotation of a Gateway that names the service account of its pods (istio.io/api annotation, GatewayServiceAccount).
    /// </summary>
    public const string ServiceAccount = "gateway.istio.io/service-account";

    /// <summary>
    /// The annotation by which endpoints nearby are preferred (istio pilot/pkg/model/service.go GetTrafficDistribution).
    /// </summary>
    public const string TrafficDistribution = "networking.istio.io/traffic-distribution";

    /// <summary>The value of <see cref="TrafficDistribution"/> for which those of the own network come first (run).</summary>
    public const string PreferClose = "PreferClose";

    /// <summary>The class of Gateways that stand for a gateway of another network (istio pkg/config/constants).</summary>
    public const string RemoteClass = "istio-remote";

    /// <summary>The class of Gateways for calls from other networks (istio pkg/config/constants).</summary>
    public const string EastWestClass = "istio-east-west";

    /// <summary>The class of waypoints (istio pkg/config/constants).</summary>
    public const string WaypointClass = "istio-waypoint";

    /// <summary>What a listener that takes HBONE is called (istio samples/ambient-multicluster).</summary>
    public const string TunnelListener = "mesh";

    /// <summary>The protocol of listeners that take HBONE.</summary>
    public const string TunnelProtocol = "HBONE";

    /// <summary>The version in which Gateways are written, in which they were run (gateway-api v1.5.1).</summary>
    public const string GatewayApiVersion = "gateway.networking.k8s.io/v1";

    /// <summary>The port at which ztunnels, waypoints and gateways take HBONE (istio pkg/hbone).</summary>
    public const int TunnelPort = 15008;

    /// <summary>The option of a listener that says how TLS ends there (istio.io/api, gateway.istio.io/tls-terminate-mode).</summary>
    public const string TerminateMode = "gateway.istio.io/tls-terminate-mode";
}

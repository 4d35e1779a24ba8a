using MeshFederation.Analysis.Rules.Ambient;

namespace MeshFederation.Analysis.Faults;

internal static partial class CallFaults
{
    /// <summary>A sidecar calls a Service whose endpoints are behind a tunnel.</summary>
    public static Fault SidecarAtTunnel { get; } = new("MF9043")
    {
        Title = "Who calls a Service with endpoints in other networks of an ambient mesh has no sidecar.",
        Recommendation = "Label the caller's namespace istio.io/dataplane-mode=ambient, without istio-injection and istio.io/rev, and "
            + "restart its pods.",
        Source = "run: a sidecar is given the gateway's port for tunnels as a plain endpoint",
        IsOfRequest = true,
    };

    /// <summary>The gateway or waypoint that calls leaves endpoints of other networks out.</summary>
    public static Fault KeepsHome { get; } = Of<GatewayKeepsHome>();

    /// <summary>The Service is not global where it is called.</summary>
    public static Fault NotGlobal { get; } = Of<CalledNotGlobal>();

    /// <summary>Whether the Service is global is not known.</summary>
    public static Fault GlobalUnknown { get; } = Of<GlobalUnknown>();

    /// <summary>Callers expect another identity of the gateway that takes tunnels.</summary>
    public static Fault TunnelGateway { get; } = Of<GatewayUnexpected>();

    /// <summary>A ServiceEntry has all its endpoints behind tunnels.</summary>
    public static Fault EntryBehindTunnel { get; } = Of<HostTakenBeside>();

    /// <summary>istiod joins no networks, or it or ztunnels do not know their own.</summary>
    public static Fault NetworkUnjoined { get; } = Of<NetworkUnjoined>();

    /// <summary>Tunnels are called at a port that nothing listens at.</summary>
    public static Fault TunnelEntrance { get; } = Of<GatewayPortElsewhere>();

    /// <summary>Tunnels are called at an address that is none of the gateway's.</summary>
    public static Fault TunnelAddress { get; } = Of<GatewayAddressElsewhere>();

    /// <summary>Callers and gateway are of two trust domains.</summary>
    public static Fault TunnelTrust { get; } = Of<TrustDomainsDiffer>();

    /// <summary>The gateway mixes services up.</summary>
    public static Fault TunnelsMixed { get; } = Of<GatewayMixesServices>();

    /// <summary>The Service is not global where it runs.</summary>
    public static Fault ServedNotGlobal { get; } = Of<ServedNotGlobal>();

    /// <summary>The Service has no such port where it runs.</summary>
    public static Fault TunnelPort { get; } = Of<PortUnserved>();

    /// <summary>The waypoint of the Service is in another namespace.</summary>
    public static Fault WaypointElsewhere { get; } = Of<WaypointElsewhere>();

    /// <summary>No entry names the account of who answers.</summary>
    public static Fault AccountUnnamed { get; } = Of<AccountUnnamed>();

    /// <summary>No pod is ready behind the tunnel.</summary>
    public static Fault NoneReady { get; } = Of<NoneReady>();
}

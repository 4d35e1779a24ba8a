namespace MeshFederation.Analysis.Faults;

internal static partial class CallFaults
{
    /// <summary>An endpoint has a gateway's address and another port.</summary>
    public static Fault GatewayPort { get; } = Of<Rules.AcrossClusters.EndpointPortOther>();

    /// <summary>The service of a server name is outside of the mesh.</summary>
    public static Fault ServedExternal { get; } = Of<Rules.AcrossClusters.ServiceExternal>();

    /// <summary>Istiod leaves out what its gateways need of endpoints.</summary>
    public static Fault TelemetryLabelsOff { get; } = Of<Rules.Mesh.TelemetryLabelsOff>();

    /// <summary>The connection to a gateway that passes the mesh's TLS on is not the mesh's TLS.</summary>
    public static Fault NotMeshTls { get; } = Of<Rules.AcrossClusters.NotMeshTls>();

    /// <summary>No server of the gateway passes the mesh's TLS on.</summary>
    public static Fault NoServer { get; } = Of<Rules.AcrossClusters.NoPassthrough>();

    /// <summary>No server of the gateway covers the host.</summary>
    public static Fault HostNotCovered { get; } = Of<Rules.AcrossClusters.HostNotExported>();

    /// <summary>A server name is none that chains have.</summary>
    public static Fault ServedName { get; } = Of<Rules.AcrossClusters.SniMalformed>();

    /// <summary>The serving gateway does not know the service of a server name.</summary>
    public static Fault ServedHostUnknown { get; } = Of<Rules.AcrossClusters.ServiceNotServed>();

    /// <summary>The port of a server name is none of the service.</summary>
    public static Fault ServedPort { get; } = Of<Rules.AcrossClusters.PortNotServed>();

    /// <summary>The subset of a server name is none that there is.</summary>
    public static Fault ServedSubset { get; } = Of<Rules.AcrossClusters.SubsetNotServed>();

    /// <summary>A subset of pods that are discovered is declared in the cluster of the caller alone.</summary>
    public static Fault SubsetOfOnePrimary { get; } = Of<Rules.AcrossClusters.SubsetOfOnePrimary>();

    /// <summary>The subset of a server name is one that the gateway is not given.</summary>
    public static Fault ServedSubsetHidden { get; } = Of<Rules.AcrossClusters.SubsetHidden>();

    /// <summary>Two servers make the same chain.</summary>
    public static Fault ServedTwice { get; } = Of<Rules.AcrossClusters.ChainTwice>();

    /// <summary>An old gateway has no cluster of the name that it hands on.</summary>
    public static Fault ServedCluster { get; } = Of<Rules.AcrossClusters.ClusterNotServed>();

    /// <summary>An EnvoyFilter is hoped for on a gateway where it does nothing.</summary>
    public static Fault FilterInert { get; } = Of<Rules.Versions.FilterInert>();

    /// <summary>What the serving gateway or the caller does hangs on a version that nobody said.</summary>
    public static Fault VersionUnknown { get; } = Of<Rules.Versions.VersionUnknown>();

    /// <summary>An old gateway is not in its router mode.</summary>
    public static Fault RouterMode { get; } = Of<Rules.Versions.RouterModeUnset>();

    /// <summary>The gateway takes no pod of the service for one that speaks the mesh's TLS.</summary>
    public static Fault PodsRefused { get; } = Of<Rules.AcrossClusters.PodsRefused>();

    /// <summary>The gateway calls none of the pods.</summary>
    public static Fault PodsUnreachable { get; } = Of<Rules.AcrossClusters.PodsUnreachable>();

    /// <summary>The caller expects another identity than the pods have.</summary>
    public static Fault IdentityUnexpected { get; } = Of<Rules.Identity.ServerOfOtherDomain>();

    /// <summary>Caller and pods trust no root certificate in common.</summary>
    public static Fault RootsDiffer { get; } = Of<Rules.Identity.RootsDiffer>();

    /// <summary>The pods refuse the caller's trust domain.</summary>
    public static Fault TrustDomainRefused { get; } = Of<Rules.Identity.TrustDomainRefused>();

    /// <summary>A gateway that passes TLS on by VirtualServices speaks the mesh's TLS to the pods, too.</summary>
    public static Fault TlsTwice { get; } = Of<Rules.AcrossClusters.TlsTwice>();

    /// <summary>The caller expects another identity than the gateway has, which ends its TLS.</summary>
    public static Fault GatewayIdentity { get; } = Of<Rules.Identity.GatewayUnexpected>();

    /// <summary>Objects make istiod panic.</summary>
    public static Fault ControlPlaneCrashes { get; } = Of<Rules.Versions.ControlPlaneCrashes>();
}

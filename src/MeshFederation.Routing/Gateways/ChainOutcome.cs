namespace MeshFederation.Routing.Gateways;

/// <summary>What a gateway does with a server name.</summary>
public enum ChainOutcome
{
    /// <summary>It passes the connection on.</summary>
    Served,

    /// <summary>
    /// A server takes it and routes it by the VirtualServices that name its Gateway: it ends the mesh's TLS, or passes TLS on by the server
    /// name.
    /// </summary>
    Routed,

    /// <summary>Plain text is sent, so that no server name asks for anything.</summary>
    NotAsked,

    /// <summary>No server of the workload passes the mesh's TLS on.</summary>
    NoServer,

    /// <summary>The server name is not one of <c>outbound_.PORT_.SUBSET_.HOST</c>.</summary>
    NotSubsetKey,

    /// <summary>No server has a host that covers the service.</summary>
    HostNotCovered,

    /// <summary>The gateway knows no such service, or does not see it.</summary>
    ServiceUnknown,

    /// <summary>The service is <c>MESH_EXTERNAL</c>, and such services have no chain.</summary>
    ServiceExternal,

    /// <summary>The service has no such port.</summary>
    PortUnknown,

    /// <summary>No DestinationRule that the gateway sees has such a subset.</summary>
    SubsetUnknown,

    /// <summary>Two servers make the same chain, and Envoy refuses the whole listener.</summary>
    Twice,

    /// <summary>The chain of an old gateway hands the name on, and there is no cluster of that name.</summary>
    NoCluster,

    /// <summary>An old gateway is not in the router mode in which it knows services by such names.</summary>
    RouterMode,
}

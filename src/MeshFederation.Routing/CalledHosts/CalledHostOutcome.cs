namespace MeshFederation.Routing.CalledHosts;

/// <summary>What a caller's proxy makes of the host that the application calls.</summary>
public enum CalledHostOutcome
{
    /// <summary>It is a service of the mesh.</summary>
    Found,

    /// <summary>
    /// The service has no such port; the connection is passed on past the mesh's routes, or refused where REGISTRY_ONLY holds.
    /// </summary>
    PortUnknown,

    /// <summary>There is such a service, but it is not exported to the caller's namespace.</summary>
    NotExported,

    /// <summary>There is such a service, but a Sidecar does not let the caller see it.</summary>
    NotImported,

    /// <summary>It is no service that the caller has, and VirtualServices route its requests all the same.</summary>
    RoutedAlone,

    /// <summary>It is another name, by a Service of type ExternalName, of something that is no service of the mesh.</summary>
    External,

    /// <summary>Nobody knows the host.</summary>
    Unknown,
}

namespace MeshFederation.Routing.VirtualServices;

/// <summary>What becomes of a request at the caller's proxy.</summary>
public enum RouteOutcome
{
    /// <summary>No VirtualService has a route for the port: the called host itself is the destination.</summary>
    CalledHost,

    /// <summary>A route of a VirtualService takes it, and shares it out.</summary>
    Routed,

    /// <summary>A route answers with a redirect.</summary>
    Redirected,

    /// <summary>A route answers itself.</summary>
    Answered,

    /// <summary>
    /// The proxy takes the connection for none of the service: it goes on as it is to the address that the application called, past routes
    /// and the mesh's TLS, or is closed where REGISTRY_ONLY holds.
    /// </summary>
    PassedOn,

    /// <summary>A VirtualService takes the host, and none of its routes matches: 404, flag NR.</summary>
    NoRoute,

    /// <summary>A route matches, and no destination of it has a weight.</summary>
    NoDestination,

    /// <summary>A route matches that delegates to a VirtualService which may be there, and is not among the objects.</summary>
    Delegated,

    /// <summary>A route matches that is for some addresses alone, and the one that is called is not known.</summary>
    AddressUnknown,
}

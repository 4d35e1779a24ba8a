namespace MeshFederation.Model.Tracing;

/// <summary>What becomes of a request at the proxy of the caller, before any destination is looked at.</summary>
public enum TraceRoute : long
{
    /// <summary>A route of a VirtualService shares it out.</summary>
    Routed,

    /// <summary>The called host itself is the destination.</summary>
    CalledHost,

    /// <summary>A route redirects it.</summary>
    Redirected,

    /// <summary>A route answers it itself.</summary>
    Answered,

    /// <summary>It goes on as it is to the address that was called, past routes and the mesh's TLS.</summary>
    PassedOn,

    /// <summary>It is refused, since REGISTRY_ONLY holds for what the proxy does not know.</summary>
    Closed,

    /// <summary>A VirtualService takes the host, and none of its routes matches.</summary>
    NoRoute,

    /// <summary>A route matches, and no destination of it has a weight.</summary>
    NoDestination,
}

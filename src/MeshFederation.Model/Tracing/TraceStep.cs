namespace MeshFederation.Model.Tracing;

/// <summary>What a hop of a request's way decides.</summary>
public enum TraceStep : long
{
    /// <summary>Which service the called host is.</summary>
    Host,

    /// <summary>Which VirtualService routes it.</summary>
    VirtualService,

    /// <summary>Which of its routes matches, and how that shares the traffic out.</summary>
    Route,

    /// <summary>Which DestinationRule and subset a destination has.</summary>
    DestinationRule,

    /// <summary>Which endpoints a ServiceEntry has.</summary>
    ServiceEntry,

    /// <summary>Which TLS is spoken, and which server name is sent.</summary>
    Sni,

    /// <summary>Which gateway of the serving cluster the endpoint is, and which server of it takes the connection.</summary>
    Gateway,

    /// <summary>Which EnvoyFilter of an old gateway rewrites the server name.</summary>
    EnvoyFilter,

    /// <summary>Which chain of the gateway serves the server name.</summary>
    FilterChain,

    /// <summary>Whether caller and pods accept each other's identity.</summary>
    Identity,

    /// <summary>Whether the AuthorizationPolicies of the pods let the request in.</summary>
    Authorization,

    /// <summary>Which pods are called.</summary>
    Pods,

    /// <summary>Whether a Service of an ambient mesh is global, so that it has endpoints in other networks.</summary>
    Scope,

    /// <summary>Which tunnel ztunnels open to another network, through which Gateway.</summary>
    Tunnel,

    /// <summary>Which waypoint takes the requests for a Service.</summary>
    Waypoint,
}

namespace MeshFederation.Routing.Destinations;

/// <summary>Whether the caller's proxy can call a destination.</summary>
public enum DestinationOutcome
{
    /// <summary>It can.</summary>
    Found,

    /// <summary>There is no such host: 503, flag NC (NR until Envoy 1.16).</summary>
    HostUnknown,

    /// <summary>The host has no such port: 503, flag NC.</summary>
    PortUnknown,

    /// <summary>No DestinationRule that the caller is given has the subset: 503, flag NC.</summary>
    SubsetUnknown,

    /// <summary>There is no endpoint: 503, flag UH, or NC where the proxy asks DNS, since no cluster is made then.</summary>
    NoEndpoint,
}

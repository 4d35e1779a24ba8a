namespace MeshFederation.Routing.Gateways;

/// <summary>How a gateway was found.</summary>
public enum GatewayMatch
{
    /// <summary>By its address and port.</summary>
    Address,

    /// <summary>By its address; it does not listen on the endpoint's port.</summary>
    OtherPort,

    /// <summary>By the name of its cluster; the addresses of that cluster's gateway are not known.</summary>
    Name,
}

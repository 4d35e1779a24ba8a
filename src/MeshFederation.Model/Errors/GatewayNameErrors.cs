using MeshFederation.Model.Clusters;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of gateways' names that are looked up.</summary>
public static class GatewayNameErrors
{
    private const string Ways =
        "Look the name up from here; else give the addresses, New-MeshCluster -GatewayAddress 203.0.113.7, or leave out -ResolveGateway, "
        + "so that the callers' proxies look it up.";

    /// <summary>The error for a name that leads to nothing.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="why">The cause, a clause.</param>
    /// <returns>The error.</returns>
    public static MeshException Unresolved(MeshCluster cluster, string name, string why) => new(
        MeshErrorId.GatewayUnresolved,
        MeshErrorKind.ConnectionError,
        $"The address '{name}' of the gateway of '{cluster}' cannot be looked up: {why}.",
        Ways,
        cluster);

    /// <summary>The error for a gateway without a name to look up.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException NothingToResolve(MeshCluster cluster) => new(
        MeshErrorId.GatewayUnresolved,
        MeshErrorKind.InvalidArgument,
        $"There is no name to look up among the gateway's addresses of '{cluster}'.",
        "Give one, -GatewayAddress gateway.example.com -ResolveGateway, or leave out -ResolveGateway.",
        cluster);
}

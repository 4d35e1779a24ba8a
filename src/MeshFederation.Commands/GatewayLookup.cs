using MeshFederation.Clusters.Names;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Looks names of gateways up for what plans without a cluster.</summary>
internal static class GatewayLookup
{
    /// <summary>The services with the addresses of their gateways.</summary>
    /// <exception cref="Model.Errors.MeshException">A name leads to nothing.</exception>
    public static IReadOnlyList<MeshService> Of(IReadOnlyList<MeshService> services, MeshCommand command)
    {
        using var work = new ClusterWork();
        return work.Run(stop => new GatewayNames().ResolveAsync(services, stop), command);
    }
}

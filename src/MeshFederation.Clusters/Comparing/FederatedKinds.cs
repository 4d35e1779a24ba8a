using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Comparing;

/// <summary>The kinds of objects that federations are made of.</summary>
public static class FederatedKinds
{
    private static readonly string[] Versioned = ["DestinationRule", "Gateway", "ServiceEntry", "VirtualService"];

    /// <summary>The kinds in the versions that a cluster serves.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The kinds.</returns>
    public static IReadOnlyList<ResourceKind> Of(MeshCluster cluster) =>
    [
        .. Versioned.Select(kind => ResourceKinds.Of(IstioBehavior.NetworkingApiVersion(cluster.IstioVersion), kind)),
        ResourceKinds.Of("networking.istio.io/v1alpha3", "EnvoyFilter"),
    ];
}

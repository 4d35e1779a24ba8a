using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Checking;

/// <summary>The kinds that decide the way of a request.</summary>
internal static class LiveKinds
{
    private static readonly string[] Networking = ["DestinationRule", "Gateway", "ServiceEntry", "Sidecar", "VirtualService", "WorkloadEntry"];

    public static IEnumerable<ResourceKind> Of(MeshCluster cluster)
    {
        var version = IstioBehavior.NetworkingApiVersion(cluster.IstioVersion);
        return Networking.Select(kind => ResourceKinds.Of(version, kind))
            .Append(ResourceKinds.Of("networking.istio.io/v1alpha3", "EnvoyFilter"))
            .Append(ResourceKinds.Of(IstioBehavior.SecurityApiVersion(cluster.IstioVersion), "PeerAuthentication"))
            .Append(ResourceKinds.Service).Append(ResourceKinds.Pod).Append(ResourceKinds.Namespace);
    }
}

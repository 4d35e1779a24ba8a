using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// The hosts of a cluster's own domain that Istio objects name. Where a folder of exported objects holds no Service at all, they are taken
/// to be there: that they are missing would be said of every one of them, and would be wrong nearly always.
/// </summary>
internal static class AssumedServices
{
    public static IEnumerable<RoutedService> Read(IEnumerable<MeshManifest> objects, MeshCluster cluster) =>
        objects.SelectMany(Named)
            .Select(host => Service(host, cluster)).OfType<RoutedService>()
            .DistinctBy(service => service.Host, StringComparer.Ordinal);

    private static IEnumerable<string> Named(MeshManifest manifest) =>
        ReadKind.Find(manifest.ApiVersion, manifest.Kind)?.Named?.Invoke(manifest.Spec) ?? [];

    private static RoutedService? Service(string host, MeshCluster cluster)
    {
        return ServiceHost.Read(host, cluster.ClusterDomain) is var (name, space) && !name.Contains('*', StringComparison.Ordinal)
            ? new()
            {
                Host = host,
                Namespace = space,
                Origin = ServiceOrigin.Assumed,
                Ports = [],
                ExportTo = ExportScope.DefaultOf(ReadKind.Service.Type.Kind, space, cluster)
            }
            : null;
    }
}

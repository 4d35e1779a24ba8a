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
    /// <summary>Adds those whose hosts are not known yet: most hosts are named by several objects.</summary>
    public static void Add(IEnumerable<MeshManifest> objects, MeshCluster cluster, HashSet<string> known, List<RoutedService> services)
    {
        foreach (var manifest in objects)
        {
            if (ReadKind.Find(manifest.ApiVersion, manifest.Kind)?.Named is not { } named) continue;
            foreach (var host in named(manifest.Spec))
            {
                if (known.Contains(host) || Service(host, cluster) is not { } service) continue;
                known.Add(host);
                services.Add(service);
            }
        }
    }

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

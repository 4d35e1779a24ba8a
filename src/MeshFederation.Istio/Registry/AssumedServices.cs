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

    private static IEnumerable<string> Named(MeshManifest manifest)
    {
        var spec = manifest.Spec;
        return manifest.Kind switch
        {
            "DestinationRule" when spec.Text("host") is { } host => [host],
            "VirtualService" => spec.List("hosts").OfType<string>().Concat(Destinations(spec)),
            "Gateway" => spec.Maps("servers")
                .SelectMany(server => server.List("hosts").OfType<string>())
                .Select(host => host[(host.IndexOf('/') + 1)..]),
            _ => [],
        };
    }

    private static IEnumerable<string> Destinations(UnstructuredMap spec) =>
        RouteLists.All.SelectMany(spec.Maps).SelectMany(route => route.Maps("route"))
            .Select(share => share.Map("destination")?.Text("host")).OfType<string>();

    private static RoutedService? Service(string host, MeshCluster cluster)
    {
        return ServiceHost.Read(host, cluster.ClusterDomain) is var (name, space) && !name.Contains('*', StringComparison.Ordinal)
            ? new()
            {
                Host = host,
                Namespace = space,
                Origin = ServiceOrigin.Assumed,
                Ports = [],
                ExportTo = ExportScope.DefaultOf("Service", space, cluster)
            }
            : null;
    }
}

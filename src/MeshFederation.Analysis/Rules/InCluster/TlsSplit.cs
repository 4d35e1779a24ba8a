using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// A VirtualService that routes the TLS connections of sidecars to a Service by their server names. Those by any other name find no chain
/// of the listener but its default (istio pilot/pkg/networking/core/listener.go buildListenerFromEntry).
/// </summary>
/// <param name="VirtualService">The VirtualService.</param>
/// <param name="Service">The Service.</param>
/// <param name="Names">The server names of its matches, and of others for the Service that the same pods see.</param>
/// <param name="First">The first match.</param>
internal sealed record TlsSplit(MeshManifest VirtualService, RoutedService Service, IReadOnlyList<string> Names, UnstructuredMap First)
{
    /// <summary>All of a cluster, one for each VirtualService. A sidecar has the matches of all of them.</summary>
    public static IEnumerable<TlsSplit> Of(RoutingCluster cluster) => cluster.VirtualServices.All.Where(VirtualServiceIndex.BindsSidecars)
        .Select(item => Of(cluster, item)).OfType<TlsSplit>()
        .GroupBy(split => (split.Service, string.Join(',', ExportScope.Of(split.VirtualService, cluster.Facts).Namespaces)))
        .SelectMany(same => same.Select(split => split with { Names = NamesOf(same) }));

    /// <summary>
    /// The names by which pods dial the Service, and which the matches lack; empty where they lack the host itself, and so mean other
    /// names.
    /// </summary>
    public IReadOnlyList<string> Missing(RoutingCluster cluster) => !Names.Any(listed => HostPattern.Covers(listed, Service.Host))
        ? []
        : [.. ServiceNames.Of(Service.Name, Service.Namespace, cluster.Facts.ClusterDomain)
            .Where(name => !Names.Any(listed => HostPattern.Covers(listed, name)))];

    /// <summary>What becomes of connections that no match takes.</summary>
    public static string Becomes(RoutingCluster cluster) =>
        cluster.Facts.MeshConfig.OutboundTrafficPolicy == OutboundTrafficPolicy.RegistryOnly
            ? "closed, since outboundTrafficPolicy is REGISTRY_ONLY"
            : "passed on to its address as they are, past the split and the mesh's TLS";

    private static List<string> NamesOf(IEnumerable<TlsSplit> splits) =>
        [.. splits.SelectMany(split => split.Names).Distinct(StringComparer.Ordinal)];

    private static TlsSplit? Of(RoutingCluster cluster, MeshManifest item)
    {
        if (!item.Spec.Has("tls")) return null;
        var service = cluster.VirtualServices.HostsOf(item)
            .SelectMany(cluster.Services.Named)
            .FirstOrDefault(service => service is { IsKubernetes: true, IsExternal: false });
        return service is null ? null : Of(item, service);
    }

    private static TlsSplit? Of(MeshManifest item, RoutedService service)
    {
        var matches = item.Spec.Maps("tls")
            .SelectMany(route => route.Maps("match"))
            .Where(match => SidecarMatch.HoldsFor(match, service, PortTraffic.Tls)).ToList();
        return matches.Count == 0
            ? null
            : new(
                item,
                service,
                [.. matches.SelectMany(match => match.List("sniHosts")).OfType<string>().Distinct(StringComparer.Ordinal)],
                matches[0]);
    }
}

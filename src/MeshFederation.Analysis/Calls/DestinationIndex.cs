using MeshFederation.Istio;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>The destinations that the VirtualServices of all clusters name.</summary>
internal sealed class DestinationIndex
{
    private readonly Dictionary<string, ClusterDestinations> _clusters = new(StringComparer.Ordinal);

    public DestinationIndex(RoutingMesh mesh)
    {
        var read = AtOnce.Each([.. mesh.Clusters], cluster => new ClusterDestinations(cluster, Read(mesh, cluster)));
        foreach (var cluster in read) _clusters.Add(cluster.Name, cluster);
        All = [.. read.SelectMany(static cluster => cluster.All)];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<NamedDestination> All { get; }

    /// <summary>
    /// Whether a host is called as a whole on a port: some VirtualService sends calls there without a subset, none that takes what is
    /// spoken on the port sends any to the host, so that callers choose for themselves, or who calls another name is led to it. Where it
    /// is looked into what is spoken, requests are meant, as for whoever traces a call.
    /// </summary>
    public bool IsCalledWhole(string cluster, string host, PortTraffic traffic) =>
        !_clusters.TryGetValue(cluster, out var destinations) || destinations.IsCalledWhole(host, traffic);

    /// <summary>Whether routes of sidecars of a namespace send anything to a host of a cluster.</summary>
    public bool LeadTo(string cluster, string host, string @namespace) =>
        _clusters.TryGetValue(cluster, out var destinations) && destinations.LeadTo(host, @namespace);

    private static List<NamedDestination> Read(RoutingMesh mesh, RoutingCluster cluster)
    {
        var (read, spaces) = (new List<NamedDestination>(), new CallerSpaces(cluster));
        foreach (var item in cluster.VirtualServices.All)
        {
            foreach (var kind in RouteLists.All)
            {
                foreach (var route in item.Spec.Maps(kind)) Read(mesh, cluster, item, kind, route, spaces, read);
            }
        }

        return read;
    }

    private static void Read(
        RoutingMesh mesh, RoutingCluster cluster, MeshManifest item, string kind, UnstructuredMap route, CallerSpaces spaces,
        List<NamedDestination> read)
    {
        var hosts = new List<string>();
        foreach (var (_, content) in Of(kind, route)) hosts.Add(cluster.VirtualServices.HostOf(item, content));
        if (hosts.Count == 0) return;
        var callers = RouteCallers.Of(cluster, item, kind, route, spaces, hosts);
        var next = 0;
        foreach (var (holder, content) in Of(kind, route))
        {
            var destination = new NamedDestination(cluster, item, kind, route, holder, content, hosts[next++])
            {
                CalledBy = callers,
                IsUnused = IsUnused(route, holder),
            };
            var broken = DestinationLegs.Of(mesh, destination);
            read.Add(broken.Count == 0 ? destination : destination with { Broken = broken });
        }
    }

    /// <summary>Whether nothing goes to a destination, since it has no weight beside others that have.</summary>
    private static bool IsUnused(UnstructuredMap route, UnstructuredMap holder)
    {
        if (holder.Number("weight") is > 0) return false;
        var weights = route.Maps("route");
        return weights.Any(static weight => weight.Number("weight") is > 0) && weights.Contains(holder);
    }

    private static IEnumerable<(UnstructuredMap Holder, UnstructuredMap Destination)> Of(string kind, UnstructuredMap route)
    {
        foreach (var holder in route.Maps("route"))
        {
            if (holder.Map("destination") is { } destination) yield return (holder, destination);
        }

        if (kind != "http") yield break;
        if (route.Map("mirror") is { } mirror) yield return (route, mirror);
        foreach (var holder in route.Maps("mirrors"))
        {
            if (holder.Map("destination") is { } destination) yield return (holder, destination);
        }
    }
}

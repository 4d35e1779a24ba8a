using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>The destinations that the VirtualServices of all clusters name.</summary>
internal sealed class DestinationIndex
{
    private static readonly string[] Kinds = ["http", "tls", "tcp"];

    private readonly Dictionary<(string Cluster, string Host), HashSet<string>> _subsets = [];

    public DestinationIndex(RoutingMesh mesh)
    {
        All = [.. mesh.Clusters.ToArray().AsParallel().AsOrdered().SelectMany(cluster => Read(mesh, cluster))];
        foreach (var destination in All)
        {
            var key = (destination.Cluster.Name, destination.Host);
            if (!_subsets.TryGetValue(key, out var subsets)) _subsets.Add(key, subsets = new(StringComparer.Ordinal));
            subsets.Add(destination.Subset);
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<NamedDestination> All { get; }

    /// <summary>
    /// Whether requests go to a subset of a host, empty for the host itself: some VirtualService sends them there, or none sends any to the
    /// host, so that callers choose for themselves.
    /// </summary>
    public bool MayBeCalled(string cluster, string host, string subset) =>
        !_subsets.TryGetValue((cluster, host), out var subsets) || subsets.Contains(subset);

    private static List<NamedDestination> Read(RoutingMesh mesh, RoutingCluster cluster)
    {
        var (read, spaces) = (new List<NamedDestination>(), new CallerSpaces(cluster));
        foreach (var item in cluster.VirtualServices.All)
        {
            foreach (var kind in Kinds)
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
        var named = Of(kind, route).Select(pair =>
            (pair.Holder, Content: pair.Destination, Host: cluster.VirtualServices.HostOf(item, pair.Destination))).ToList();
        if (named.Count == 0) return;
        var callers = RouteCallers.Of(cluster, item, kind, route, spaces, named.Select(destination => destination.Host));
        foreach (var (holder, content, host) in named)
        {
            var destination = new NamedDestination(cluster, item, kind, route, holder, content, host)
            {
                CalledBy = callers,
                IsUnused = IsUnused(route, holder),
            };
            var broken = DestinationLegs.Broken(mesh, destination);
            read.Add(broken.Count == 0 ? destination : destination with { Broken = broken });
        }
    }

    /// <summary>Whether nothing goes to a destination, since it has no weight beside others that have.</summary>
    private static bool IsUnused(UnstructuredMap route, UnstructuredMap holder)
    {
        if (holder.Number("weight") is > 0) return false;
        var weights = route.Maps("route").ToList();
        return weights.Contains(holder) && weights.Exists(weight => weight.Number("weight") is > 0);
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

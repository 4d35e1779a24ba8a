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
        All = [.. mesh.Clusters.SelectMany(Read).ToArray().AsParallel().AsOrdered()
            .Select(item => DestinationLegs.Broken(mesh, item) is { Count: > 0 } broken ? item with { Broken = broken } : item)];
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

    private static IEnumerable<NamedDestination> Read(RoutingCluster cluster) => cluster.VirtualServices.All.SelectMany(item =>
        Kinds.SelectMany(kind => item.Spec.Maps(kind).SelectMany(route => Of(kind, route).Select(pair => new NamedDestination(
            cluster, item, kind, route, pair.Holder, pair.Destination, cluster.VirtualServices.HostOf(item, pair.Destination))
        {
            IsUnused = IsUnused(route, pair.Holder),
        }))));

    /// <summary>Whether nothing goes to a destination, since it has no weight beside others that have.</summary>
    private static bool IsUnused(UnstructuredMap route, UnstructuredMap holder)
    {
        var weights = route.Maps("route").ToList();
        return holder.Number("weight") is not > 0 && weights.Contains(holder) && weights.Exists(weight => weight.Number("weight") is > 0);
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

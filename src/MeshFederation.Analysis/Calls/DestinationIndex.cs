using MeshFederation.Istio;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>The destinations that the VirtualServices of all clusters name.</summary>
internal sealed class DestinationIndex
{
    /// <summary>Whether some route sends calls to a host without a subset, and which kinds of routes send calls there.</summary>
    private readonly Dictionary<(string Cluster, string Host), (bool IsWhole, int Kinds)> _named = [];

    private readonly HashSet<(string Cluster, string Host)> _calledAsOthers = [];

    public DestinationIndex(RoutingMesh mesh)
    {
        All = [.. AtOnce.Each([.. mesh.Clusters], cluster => Read(mesh, cluster)).SelectMany(static named => named)];
        _named.EnsureCapacity(All.Count);
        foreach (var destination in All)
        {
            var key = (destination.Cluster.Name, destination.Host);
            var named = _named.GetValueOrDefault(key);
            _named[key] = (named.IsWhole || destination.Subset.Length == 0, named.Kinds | RouteKinds.Set(destination.Kind));
        }

        foreach (var cluster in mesh.Clusters) AddOthers(cluster);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<NamedDestination> All { get; }

    /// <summary>
    /// Whether a host is called as a whole on a port: some VirtualService sends calls there without a subset, none that takes what is
    /// spoken on the port sends any to the host, so that callers choose for themselves, or who calls another name is led to it. Where it
    /// is looked into what is spoken, requests are meant, as for whoever traces a call.
    /// </summary>
    public bool IsCalledWhole(string cluster, string host, PortTraffic traffic)
    {
        if (!_named.TryGetValue((cluster, host), out var named) || _calledAsOthers.Contains((cluster, host))) return true;
        var spoken = traffic == PortTraffic.Sniffed ? PortTraffic.Http : traffic;
        return named.IsWhole || !RouteKinds.Take(named.Kinds, spoken);
    }

    /// <summary>
    /// Who calls a Service of type ExternalName calls the host that it stands for, and connections to an address that others have, too, are
    /// those of the first, whatever routes say of the hosts.
    /// </summary>
    private void AddOthers(RoutingCluster cluster)
    {
        foreach (var service in cluster.Services.Hosts.SelectMany(cluster.Services.Named))
        {
            if (service.AliasOf is { } host) _calledAsOthers.Add((cluster.Name, host));
        }

        foreach (var host in SharedListeners.Takers(cluster)) _calledAsOthers.Add((cluster.Name, host));
    }

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
            var broken = DestinationLegs.Of(mesh, destination);
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

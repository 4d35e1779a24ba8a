using MeshFederation.Istio.Registry;
using MeshFederation.Routing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>The destinations that the VirtualServices of a cluster name, and which hosts are called past them.</summary>
internal sealed class ClusterDestinations
{
    /// <summary>Beside the kinds of routes that send calls to a host: some route does so without a subset.</summary>
    private const int Whole = 1 << 30;

    private readonly Dictionary<string, int> _named;
    private readonly HashSet<string> _calledAsOthers = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, NamedDestination>> _byHost;

    public ClusterDestinations(RoutingCluster cluster, IReadOnlyList<NamedDestination> all)
    {
        (Name, All, _named) = (cluster.Name, all, new(all.Count, StringComparer.Ordinal));
        for (var i = 0; i < all.Count; i++)
        {
            var (host, said) = (all[i].Host, RouteKinds.Set(all[i].Kind) | (all[i].Subset.Length == 0 ? Whole : 0));
            _named[host] = _named.TryGetValue(host, out var known) ? known | said : said;
        }

        _byHost = new(() => all.ToLookup(destination => destination.Host, StringComparer.Ordinal));
        AddOthers(cluster);
    }

    /// <summary>The name of the cluster.</summary>
    public string Name { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<NamedDestination> All { get; }

    /// <inheritdoc cref="DestinationIndex.IsCalledWhole" />
    public bool IsCalledWhole(string host, PortTraffic traffic)
    {
        if (!_named.TryGetValue(host, out var named) || _calledAsOthers.Contains(host)) return true;
        var spoken = traffic == PortTraffic.Sniffed ? PortTraffic.Http : traffic;
        return (named & Whole) != 0 || !RouteKinds.Take(named, spoken);
    }

    /// <inheritdoc cref="DestinationIndex.LeadTo" />
    public bool LeadTo(string host, string @namespace) => _byHost.Value[host].Any(destination => !destination.IsUnused
        && VirtualServiceIndex.BindsSidecars(destination.VirtualService)
        && destination.CalledBy.Any(callers => callers.IsSidecar && callers.Pods.Namespace == @namespace));

    /// <summary>
    /// Who calls a Service of type ExternalName calls the host that it stands for, and connections to an address that others have, too, are
    /// those of the first, whatever routes say of the hosts.
    /// </summary>
    private void AddOthers(RoutingCluster cluster)
    {
        for (var i = 0; i < cluster.Services.All.Count; i++)
        {
            if (cluster.Services.All[i].AliasOf is { } host) _calledAsOthers.Add(host);
        }

        foreach (var host in SharedListeners.Takers(cluster)) _calledAsOthers.Add(host);
    }
}

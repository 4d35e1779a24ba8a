using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>A caller's proxy: its clusters and endpoints, and the routes of its listeners and route tables.</summary>
internal sealed class ModelSidecar : ModelProxy
{
    private const int Cds = 0, Eds = 1, Lds = 2, Rds = 3;

    private readonly string _namespace;
    private readonly bool _newest;
    private readonly ModelSnapshot[] _snapshots;
    private readonly IReadOnlyList<SimulatedRoute>[] _routes = [[], []];
    private Dictionary<SimulatedRoute, ModelUpstream> _active = [];
    private HashSet<(string Host, string Subset)> _local = [];

    /// <summary>Makes one that has everything.</summary>
    /// <param name="cluster">The cluster where it runs.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="newest">Whether of several objects for one host the newest counts for it.</param>
    public ModelSidecar(ModelCluster cluster, string @namespace, bool newest)
        : base(cluster, 4)
    {
        (_namespace, _newest) = (@namespace, newest);
        _snapshots = [.. Enumerable.Range(0, 4).Select(Snapshot)];
        for (var type = 0; type < Types; type++) Take(type);
    }

    /// <summary>The destinations of all VirtualServices that this proxy has at the moment.</summary>
    public IEnumerable<SimulatedRoute> Routes => _routes[0].Concat(_routes[1]);

    /// <summary>The hosts and ports in other clusters that can be called directly.</summary>
    public IEnumerable<SimulatedRoute> Direct => _active.Keys.Where(known => known.Subset.Length == 0);

    /// <summary>Where a destination leads; null when the proxy lacks it.</summary>
    public ModelUpstream? Find(SimulatedRoute route) => route.IsElsewhere
        ? _active.GetValueOrDefault(route)
        : route.Subset.Length == 0 || _local.Contains((route.Host, route.Subset)) ? ModelUpstream.Here : null;

    public string Namespace => _namespace;

    public override string ToString() => $"a sidecar in {Cluster.Name}/{_namespace}{(_newest ? " (newest first)" : "")}";

    protected override void Take(int type)
    {
        _snapshots[type] = Snapshot(type);
        if (type == Lds) _routes[0] = RoutesOf(_snapshots[Lds], "tls", "tcp");
        else if (type == Rds) _routes[1] = RoutesOf(_snapshots[Rds], "http");
        else Warm();
    }

    private IReadOnlyList<SimulatedRoute> RoutesOf(ModelSnapshot snapshot, params string[] kinds) =>
    [
        .. snapshot.Routes.All.SelectMany(item => item.Hosts).Distinct(StringComparer.Ordinal)
            .Select(host => snapshot.Route(host, _namespace, _newest)).OfType<ModelObject>()
            .SelectMany(item => SimulatedRoute.DestinationsOf(item.Content, kinds)).Distinct(),
    ];

    /// <summary>A new cluster takes no requests, and a changed one is the old one still, until its endpoints are there.</summary>
    private void Warm()
    {
        var (clusters, before) = (_snapshots[Cds], _active);
        _local = [.. clusters.Rules.All.SelectMany(rule => rule.Hosts).Distinct(StringComparer.Ordinal)
            .Where(host => !SimulatedRoute.IsElsewhereHost(host))
            .SelectMany(
                host => ModelSnapshot.Subsets(clusters.RulesFor(host, _namespace, host.Split('.')[1])).Select(subset => (host, subset)))];
        _active = [];
        foreach (var host in clusters.Entries.All.SelectMany(entry => entry.Hosts).Distinct(StringComparer.Ordinal))
        {
            if (clusters.Entry(host, _namespace, _newest) is not { } entry) continue;
            var rules = clusters.RulesFor(host, _namespace, entry.Namespace);
            foreach (var (subset, port) in ModelSnapshot.Subsets(rules)
                .Prepend("")
                .SelectMany(subset => entry.Spec.Maps("ports").Select(port => (subset, port.Number("number")!.Value))))
            {
                var name = new SimulatedRoute(host, subset, port);
                var state = _snapshots[entry.Spec.Text("resolution") == "DNS" ? Cds : Eds];
                var endpoints = Endpoints(state, host, state.Entry(host, _namespace, _newest), port);
                if (endpoints is not null) _active[name] = new(ModelSnapshot.Sni(rules, host, subset, port), endpoints);
                else if (before.TryGetValue(name, out var old)) _active[name] = old;
            }
        }
    }

    /// <summary>
    /// The endpoints of one host and namespace are taken together, by the name of the port; pods that are selected are there whatever a
    /// federation does.
    /// </summary>
    private static IReadOnlyList<ModelEndpoint>? Endpoints(ModelSnapshot state, string host, ModelObject? entry, long number)
    {
        var name = entry?.Spec.Maps("ports").FirstOrDefault(port => port.Number("number") == number)?.Text("name");
        if (name is null) return null;
        var same = state.Entries.ByHost[host].Where(other => other.Namespace == entry!.Namespace).ToList();
        var pods = same.Exists(other => other.Spec.ContainsKey("workloadSelector")) ? [ModelEndpoint.Pods] : Array.Empty<ModelEndpoint>();
        return
        [
            .. same.SelectMany(other => other.Spec.Maps("endpoints"))
                .Where(endpoint => endpoint.Map("ports")!.ContainsKey(name))
                .Select(endpoint => Endpoint(endpoint, name)),
            .. pods,
        ];
    }

    private static ModelEndpoint Endpoint(UnstructuredMap endpoint, string name) =>
        new(endpoint.Map("labels")!.Text("cluster")!, endpoint.Text("address")!, endpoint.Map("ports")!.Number(name)!.Value);
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>
/// Clusters with proxies that learn of writes when they like. After everything that any of them learns, all that its routes, and callers of
/// hosts in other clusters, need is followed to its end.
/// </summary>
internal sealed class ProxyMesh
{
    private static readonly (string Namespace, bool Newest)[] Callers = [("default", false), ("edge", false), ("shop", true)];

    private readonly SortedDictionary<string, ModelCluster> _clusters = new(StringComparer.Ordinal);
    private readonly List<ModelProxy> _proxies = [];
    private readonly Dictionary<ModelEndpoint, (ModelGateway Gateway, int Port)> _gateways = [];
    private readonly Dictionary<ModelSidecar, HashSet<SimulatedRoute>> _direct = [];
    private readonly List<string> _problems = [];
    private readonly Random _random;

    /// <summary>Makes clusters whose proxies have everything.</summary>
    /// <param name="manifests">The objects that are there.</param>
    /// <param name="clusters">The clusters as they are and as they will be, for their gateways.</param>
    /// <param name="seed">Decides who learns what when.</param>
    public ProxyMesh(IEnumerable<MeshManifest> manifests, IEnumerable<MeshCluster> clusters, int seed)
    {
        _random = new(seed);
        var known = clusters.ToList();
        foreach (var cluster in known) _clusters.TryAdd(cluster.Name, new(cluster.Name));
        foreach (var manifest in manifests) _clusters[manifest.Cluster].Write(manifest.Content);
        foreach (var same in known.GroupBy(cluster => (cluster.Name, cluster.Gateway.Selector)))
        {
            var gateway = new ModelGateway(_clusters[same.Key.Name], same.Key.Selector);
            _proxies.Add(gateway);
            foreach (var (at, address) in same.Select(cluster => cluster.Gateway)
                .SelectMany(at => at.Address, (at, address) => (at, address)))
            {
                _gateways.TryAdd(new(same.Key.Name, address, at.Port), (gateway, at.TargetPort));
            }
        }

        _proxies.AddRange(
            _clusters.Values.SelectMany(cluster => Callers.Select(caller => new ModelSidecar(cluster, caller.Namespace, caller.Newest))));
    }

    /// <summary>What was found broken, each as a sentence.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The callers' direct destinations that must work all the time: what there is now, and will be in the end.</summary>
    public void ExpectDirect(IEnumerable<MeshManifest> wanted)
    {
        var end = wanted.Where(manifest => manifest.Kind == "ServiceEntry")
            .Select(manifest => (manifest.Cluster, Item: new ModelObject(manifest.Content, 0))).ToList();
        foreach (var sidecar in _proxies.OfType<ModelSidecar>())
        {
            var kept = end.Where(entry => entry.Cluster == sidecar.Cluster.Name && entry.Item.IsSeenFrom(sidecar.Namespace))
                .SelectMany(entry => entry.Item.Hosts.SelectMany(
                    host => entry.Item.Spec.Maps("ports").Select(port => new SimulatedRoute(host, "", port.Number("number")!.Value))));
            _direct[sidecar] = [.. sidecar.Direct.Intersect(kept)];
        }

        foreach (var sidecar in _direct.Keys) Check("in the beginning", sidecar);
    }

    public void Write(string cluster, UnstructuredMap content) => _clusters[cluster].Write(content);

    public void Remove(string cluster, UnstructuredMap content) => _clusters[cluster].Remove(content);

    /// <summary>Some proxies learn something.</summary>
    public void PassTime(string when)
    {
        for (var i = _random.Next(6); i > 0; i--)
        {
            var proxy = _proxies[_random.Next(_proxies.Count)];
            proxy.Advance(_random.Next(proxy.Types), _random);
            Check(when, proxy);
        }
    }

    /// <summary>Every proxy comes to have everything, one type after the other in any order.</summary>
    public void Settle(string when)
    {
        var open = _proxies.SelectMany(
            proxy => Enumerable.Range(0, proxy.Types).Where(type => !proxy.IsCurrent(type)).Select(type => (proxy, type))).ToArray();
        _random.Shuffle(open);
        foreach (var (proxy, type) in open)
        {
            proxy.CatchUp(type);
            Check(when, proxy);
        }

        _problems.AddRange(
            _proxies.OfType<ModelGateway>().Where(gateway => gateway.Refuses).Select(gateway => $"{when}: {gateway} refuses its listener"));
    }

    /// <summary>What a caller's proxy learned matters to its own calls, what a gateway learned to all.</summary>
    private void Check(string when, ModelProxy learned)
    {
        foreach (var sidecar in learned is ModelSidecar one ? [one] : _proxies.OfType<ModelSidecar>())
        {
            foreach (var route in sidecar.Routes.Concat(_direct.GetValueOrDefault(sidecar, [])))
            {
                if (Problem(sidecar, route) is { } problem) _problems.Add($"{when}: {sidecar} → {route}: {problem}");
            }
        }
    }

    private string? Problem(ModelSidecar sidecar, SimulatedRoute route)
    {
        if (sidecar.Find(route) is not { } upstream) return "it has no such cluster";
        if (ReferenceEquals(upstream, ModelUpstream.Here)) return null;
        if (upstream.Endpoints.Count == 0) return "the cluster has no endpoints";
        return upstream.Endpoints.Where(endpoint => endpoint != ModelEndpoint.Pods).Select(endpoint =>
            _gateways.TryGetValue(endpoint, out var found) ? found.Gateway.Refusal(upstream.Sni, found.Port) : $"nobody is at {endpoint}")
            .FirstOrDefault(problem => problem is not null);
    }
}

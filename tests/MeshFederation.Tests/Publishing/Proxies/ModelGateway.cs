using System.Text.RegularExpressions;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>
/// The gateway of a serving cluster: the server names that its listener passes on, and the clusters that it has for them.
/// </summary>
internal sealed class ModelGateway : ModelProxy
{
    private const int Cds = 0;

    private readonly LabelSet _labels;
    private ModelSnapshot _clusters;
    private ModelSnapshot _listener;

    /// <summary>Makes one that has everything.</summary>
    public ModelGateway(ModelCluster cluster, LabelSet labels)
        : base(cluster, 2)
    {
        _labels = labels;
        _clusters = _listener = Snapshot(Cds);
    }

    /// <summary>Whether Envoy has refused what it was sent last, and goes on with what it had.</summary>
    public bool Refuses { get; private set; }

    /// <summary>Why the gateway does not pass a call on that arrives at a port of its pods; null when it does.</summary>
    public string? Refusal(string sni, int port)
    {
        var parts = sni.Split("_.", 4);
        var (subset, host) = (parts[2], parts[3]);
        if (!HostsOf(_listener, port)
            .Any(known =>
                known == host || (known.StartsWith("*.", StringComparison.Ordinal) && sni.EndsWith(known[1..], StringComparison.Ordinal))))
        {
            return FormattableString.Invariant($"{this} does not pass {sni} at {port}");
        }
        var rewrites = _listener.Filters.All.SelectMany(filter => filter.Spec.Maps("configPatches"))
            .Where(patch => patch.Map("match")!.Map("listener")!.Number("portNumber") == port)
            .Select(patch => patch.Map("patch")!.Map("value")!)
            .Select(value => value.Map("typed_config") ?? value.Map("config")!);
        host = rewrites.Aggregate(
            host,
            (text, rewrite) =>
                Regex.Replace(text, rewrite.Text("cluster_pattern")!, rewrite.Text("cluster_replacement")!, RegexOptions.NonBacktracking));
        if (SimulatedRoute.IsElsewhereHost(host)) return $"no EnvoyFilter of {this} rewrites {host}";
        return subset.Length == 0 || (Has(_listener, host, subset) && Has(_clusters, host, subset))
            ? null
            : $"{this} has no subset {subset} of {host}";
    }

    public override string ToString() => $"the gateway {_labels} of {Cluster.Name}";

    /// <summary>Envoy refuses a listener in which two filter chains match the same.</summary>
    protected override void Take(int type)
    {
        var snapshot = Snapshot(type);
        if (type == Cds)
        {
            _clusters = snapshot;
        }
        else if (!(Refuses = Servers(snapshot)
            .SelectMany(server => server.List("hosts"), (server, host) => (Port(server), (string)host!))
            .GroupBy(chain => chain)
            .Any(same => same.Skip(1).Any())))
        {
            _listener = snapshot;
        }
    }

    private static bool Has(ModelSnapshot snapshot, string host, string subset) =>
        snapshot.Rules.ByHost[host].SelectMany(rule => rule.Spec.Maps("subsets")).Any(known => known.Text("name") == subset);

    private IEnumerable<string> HostsOf(ModelSnapshot snapshot, int port) =>
        Servers(snapshot).Where(server => Port(server) == port).SelectMany(server => server.List("hosts")).Cast<string>();

    private IEnumerable<UnstructuredMap> Servers(ModelSnapshot snapshot) =>
        snapshot.Gateways.All.Where(gateway => Selects(gateway.Spec.Map("selector")!)).SelectMany(gateway => gateway.Spec.Maps("servers"));

    private static long? Port(UnstructuredMap server) => server.Map("port")!.Number("number");

    private bool Selects(UnstructuredMap selector) =>
        selector.All(label => _labels.TryGetValue(label.Key, out var value) && value == label.Value as string);
}

using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds.DestinationRule;
using MeshFederation.Planning.Kinds.Gateway;
using MeshFederation.Planning.Kinds.ServiceEntry;
using MeshFederation.Planning.Kinds.VirtualService;

namespace MeshFederation.Planning.Recovery;

/// <summary>The objects of a federation in a cluster, by what they are about.</summary>
internal sealed class SeenCluster
{
    private readonly Dictionary<string, MeshManifest> _rules = new(StringComparer.Ordinal);

    public SeenCluster(PublishedObjects published)
    {
        (Cluster, Objects) = (published.Cluster, published.Objects);
        var entries = Of(ServiceEntryKind.Instance).Where(entry => FirstHost(entry) is not null)
            .ToLookup(ServedHostBuilder.NameOf, StringComparer.Ordinal);
        Served = entries.Where(served => served.Key is not null).SelectMany(served => served, (served, entry) => (served.Key!, entry))
            .ToList();
        Host = entries[null]
            .GroupBy(entry => FirstHost(entry)!, StringComparer.Ordinal)
            .ToDictionary(entries => entries.Key, entries => new SeenHost(entries.Key, [.. entries]), StringComparer.Ordinal);
        foreach (var rule in Of(DestinationRuleKind.Instance))
        {
            if (rule.Spec.Text("host") is not { } host) continue;
            if (Host.ContainsKey(host) || rule.Name == ServiceKey.Read(host)?.Key.Name) _rules[host] = rule;
        }

        Route = [.. Of(VirtualServiceKind.Instance).Where(route => FirstHost(route) is not null)];
        Gateway = Of(GatewayKind.Instance).FirstOrDefault();
    }

    public MeshCluster Cluster { get; }

    public string Name => Cluster.Name;

    public IReadOnlyList<MeshManifest> Objects { get; }

    /// <summary>The hosts that ServiceEntries make.</summary>
    public IReadOnlyDictionary<string, SeenHost> Host { get; }

    /// <summary>The names in all clusters by which its pods are known here, too, with the ServiceEntries that say so.</summary>
    public IReadOnlyList<(string Name, MeshManifest Entry)> Served { get; }

    /// <summary>The VirtualServices.</summary>
    public IReadOnlyList<MeshManifest> Route { get; }

    /// <summary>The Gateway, where the cluster serves.</summary>
    public MeshManifest? Gateway { get; }

    /// <summary>The DestinationRules of services that run here, with the domain of the cluster.</summary>
    public IEnumerable<(ServiceKey Key, string Domain, MeshManifest Rule)> LocalRule =>
        from rule in _rules
        where !Host.ContainsKey(rule.Key)
        let read = ServiceKey.Read(rule.Key)
        where read is not null
        select (read.Value.Key, read.Value.Behind, rule.Value);

    /// <summary>The routes of services that run here, with the domain of the cluster.</summary>
    public IEnumerable<(ServiceKey Key, string Domain, MeshManifest Route)> LocalRoute =>
        from route in Route
        where !IsAtGateway(route) && !Host.ContainsKey(FirstHost(route)!)
        let read = ServiceKey.Read(FirstHost(route))
        where read is not null
        select (read.Value.Key, read.Value.Behind, route);

    public MeshManifest? Rule(string host) => _rules.GetValueOrDefault(host);

    /// <summary>The server name that goes to the gateway behind a host for a port; null where none is said.</summary>
    public SubsetKey? ServerName(string host, int port) =>
        Rule(host) is { } rule && TrafficPolicies.Effective(new(rule, host), null, port)?.Tls?.Text("sni") is { } sni
            ? SubsetKey.Parse(sni)
            : null;

    /// <summary>The numbers by which ports of a host of the cluster's own are called.</summary>
    public IEnumerable<int> Numbers(string host) => Route.Where(route => FirstHost(route) == host && !IsAtGateway(route))
        .SelectMany(route => RouteLists.All.SelectMany(list => Numbers(route, list)))
        .Concat(Rule(host) is { } rule ? Levels(rule).SelectMany(level => level) : []);

    /// <summary>The numbers of ports of the called host that a list of routes names.</summary>
    public static IEnumerable<int> Numbers(MeshManifest route, string list)
    {
        var host = FirstHost(route);
        foreach (var item in route.Spec.Maps(list))
        {
            var matches = item.Maps("match").Select(match => match.Number("port"));
            var destinations = item.Maps("route").Select(share => share.Map("destination"))
                .Where(destination => IsAtGateway(route) || destination?.Text("host") == host)
                .Select(destination => destination?.Map("port")?.Number("number"));
            foreach (var number in matches.Concat(destinations).OfType<long>()) yield return (int)number;
        }
    }

    /// <summary>The numbers of ports of which a DestinationRule says something apart, for the host and for each of its subsets.</summary>
    public static IEnumerable<List<int>> Levels(MeshManifest rule) => rule.Spec.Maps("subsets").Prepend(rule.Spec)
        .Select(holder => holder.Map("trafficPolicy")).OfType<UnstructuredMap>()
        .Select(policy => policy.Maps("portLevelSettings").Select(level => (int)(level.Map("port")?.Number("number") ?? 0)).ToList());

    public static string? FirstHost(MeshManifest item) => item.Spec.Texts("hosts").Select(host => host.Text).FirstOrDefault();

    /// <summary>Whether a VirtualService is for a gateway of one's own alone.</summary>
    public static bool IsAtGateway(MeshManifest route) => route.Spec.List("gateways") is { Count: > 0 } gateways
        && !gateways.Contains(Model.Traffic.MeshMatch.MeshGatewayName);

    private IEnumerable<MeshManifest> Of(Kinds.ObjectKind kind) => Objects.Where(kind.Type.Is);
}

using System.Globalization;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Recovery;

/// <summary>What all clusters have of a federation.</summary>
internal sealed class SeenMesh
{
    private readonly Dictionary<(ServiceKey Key, string Subset), LabelSet> _subsets = [];
    private readonly Dictionary<ServiceKey, string> _suffixes = [];

    public SeenMesh(IEnumerable<PublishedObjects> published)
    {
        Cluster = [.. published.Select(one => new SeenCluster(one)).OrderBy(one => one.Name, StringComparer.Ordinal)];
        foreach (var (key, _, rule) in Cluster.SelectMany(cluster => cluster.LocalRule))
        {
            foreach (var subset in rule.Spec.Maps("subsets"))
                _subsets[(key, subset.Text("name") ?? "")] = LabelSet.Create(subset.TextEntries("labels"));
        }

        foreach (var host in Cluster.SelectMany(cluster => cluster.Host.Values))
        {
            if (Remote(host) is var (key, _, suffix)) _suffixes[key] = suffix;
        }
    }

    public IReadOnlyList<SeenCluster> Cluster { get; }

    /// <summary>The services of which anything is seen.</summary>
    public IEnumerable<ServiceKey> Service => _suffixes.Keys
        .Concat(Cluster.SelectMany(cluster => cluster.LocalRule.Select(rule => rule.Key)))
        .Concat(Cluster.SelectMany(cluster => cluster.LocalRoute.Select(route => route.Key)))
        .Concat(Taken.Select(taken => taken.Key))
        .Distinct().OrderBy(key => key.Namespace, StringComparer.Ordinal).ThenBy(key => key.Name, StringComparer.Ordinal);

    /// <summary>The services of which nothing tells but the labels of pods, with the host that they have in all clusters.</summary>
    public IEnumerable<(ServiceKey Key, string Host)> Taken =>
        from cluster in Cluster
        from host in cluster.Host.Values
        where ServiceKey.Read(host.Host) is null && host.Gateway.Count == 0
        let key = OfPods(host)
        where key is not null
        select (key.Value, host.Host);

    /// <summary>The last part of the hosts of a service in other clusters; null where none has one.</summary>
    public string? Suffix(ServiceKey key) => _suffixes.GetValueOrDefault(key);

    /// <summary>The labels of a subset by its name; null where no serving cluster tells them.</summary>
    public LabelSet? Labels(ServiceKey key, string subset) =>
        subset.Length == 0 ? LabelSet.Empty : _subsets.GetValueOrDefault((key, subset));

    /// <summary>The labels by which subsets of a service are told apart.</summary>
    public IEnumerable<string> SubsetLabels(ServiceKey key) =>
        _subsets.Where(subset => subset.Key.Key == key).SelectMany(subset => subset.Value.Keys);

    /// <summary>The service and cluster of a host in another cluster; null where the host is no such one.</summary>
    public static (ServiceKey Key, string Server, string Suffix)? Remote(SeenHost host)
    {
        if (host.HasFallbacks || host.Gateway is not [{ Cluster: var server }, ..]) return null;
        return ServiceKey.Read(host.Host) is { } read && read.Behind.StartsWith(server + ".", StringComparison.Ordinal)
            ? (read.Key, server, read.Behind[(server.Length + 1)..])
            : null;
    }

    /// <summary>The service whose host a ServiceEntry makes; null where nothing tells it.</summary>
    public ServiceKey? ServiceOf(SeenCluster cluster, SeenHost host) => ServiceKey.Read(host.Host)?.Key
        ?? Serving(host.Host).Select(served => (ServiceKey?)served.Key).FirstOrDefault()
        ?? host.Port.Select(port => cluster.ServerName(host.Host, port.Number)).OfType<Istio.DestinationRules.SubsetKey>()
            .Select(name => ServiceKey.Read(name.Host)?.Key).FirstOrDefault()
        ?? OfPods(host);

    /// <summary>Which clusters know their pods by a name in all clusters, and of which service, as names of ServiceEntries say.</summary>
    public IEnumerable<(ServiceKey Key, SeenCluster Cluster, MeshManifest Entry)> Serving(string name) =>
        from cluster in Cluster
        from served in cluster.Served
        where served.Name == name
        select (new ServiceKey(served.Entry.Namespace, served.Entry.Name.Split('.')[0]), cluster, served.Entry);

    /// <summary>What selects pods as a Service usually does is taken to be of that Service.</summary>
    private static ServiceKey? OfPods(SeenHost host) =>
        host.Pods?.Text(FallbackPods.UsualLabel) is { } name ? new(host.Entries[0].Namespace, name) : null;

    /// <summary>The places of a host with fallbacks in their order, and its regions, as its name says them.</summary>
    public (ValueList<MeshFallback> Places, ValueList<MeshRegion> Regions)? Order(ServiceKey key, string host, IEnumerable<string> regions)
    {
        if (ServiceKey.Read(host) is not { } read || read.Key != key || Suffix(key) is not { } suffix) return null;
        if (!read.Behind.EndsWith("." + suffix, StringComparison.Ordinal)) return null;
        var parts = read.Behind[..^(suffix.Length + 1)].Split(".by.");
        var places = parts[0].Split(".or.").Select(place => Place(key, place)).ToList();
        if (places.Contains(null)) return null;
        return (places.OfType<MeshFallback>().ToValueList(), parts.Length == 1 ? [] : Regions(parts[1], regions));
    }

    /// <summary>Whether a route of a VirtualService leads to a service.</summary>
    public static bool LeadsTo(ServiceKey key, MeshManifest route) => RouteLists.All.SelectMany(kind => route.Spec.Maps(kind))
        .SelectMany(item => item.Maps("route")).Any(share => ServiceKey.Read(share.Map("destination")?.Text("host"))?.Key == key);

    private MeshFallback? Place(ServiceKey key, string text)
    {
        var at = text.IndexOf('.', StringComparison.Ordinal);
        var (cluster, subset) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        return Labels(key, subset) is { } labels ? new(cluster, labels) : null;
    }

    private static ValueList<MeshRegion> Regions(string text, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal)
            .ToDictionary(name => SubsetName.Of(LabelSet.Create("region", name)), StringComparer.Ordinal);
        var regions = new List<MeshRegion>();
        foreach (var part in text.Split('.'))
        {
            if (names.TryGetValue(part, out var name)) regions.Add(new(name));
            else if (regions.Count > 0 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var weight))
                regions[^1] = new(regions[^1].Name, weight);
        }

        return regions.ToValueList();
    }
}

using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Tells in which namespaces callers of a host are whom istiod may give different things: beside the service, beside each DestinationRule,
/// and, where some of these are for some namespaces alone, in all others.
/// </summary>
internal sealed class CallerSpaces
{
    private readonly RoutingCluster _cluster;
    private readonly List<(string Host, MeshManifest Rule)> _patterns;
    private readonly Lazy<List<string>> _all;
    private readonly Lazy<List<string>> _sidecars;
    private readonly Lazy<bool> _differsAtPlainPort;
    private readonly Dictionary<(string Host, string Space), bool> _routedAlone = [];
    private readonly Dictionary<string, MeshCaller> _callers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _alone = new(StringComparer.Ordinal);

    /// <summary>What is found of the host that is asked for: nearly always one namespace, of which the list is made but once.</summary>
    private readonly List<string> _found = [];

    public CallerSpaces(RoutingCluster cluster)
    {
        _cluster = cluster;
        _patterns = [.. cluster.DestinationRules.Patterns.GroupBy(item => item.Pattern, item => item.Item, StringComparer.Ordinal)
            .SelectMany(rules => rules, (rules, rule) => (rules.Key, rule))];
        _all = new(() => [.. ReadKind.All.Where(kind => kind.Reader == KindReader.Routing)
            .SelectMany(cluster.Of).Concat(cluster.Objects).Select(item => item.Namespace)
            .Where(space => space.Length > 0).Distinct(StringComparer.Ordinal)]);
        _sidecars = new(() => [.. cluster.Of(ReadKind.Sidecar).Select(item => item.Namespace).Distinct(StringComparer.Ordinal)]);
        _differsAtPlainPort = new(() => _sidecars.Value.Count > 0
            || cluster.Services.All.Any(service => !service.ExportTo.IsPublic && service.Port(RouteCallers.PlainPort) is not null));
    }

    /// <summary>Those of all objects of the cluster.</summary>
    public IReadOnlyList<string> All => _all.Value;

    /// <summary>Pods of a namespace of which no label is known.</summary>
    public MeshCaller CallerIn(string space)
    {
        if (!_callers.TryGetValue(space, out var caller)) _callers.Add(space, caller = MeshCaller.In(space));
        return caller;
    }

    /// <summary>Whether sidecars of some namespaces alone may listen on the port for plain text.</summary>
    public bool DifferAtPlainPort => _differsAtPlainPort.Value;

    /// <summary>
    /// Whether requests for a host that is no service, or another name of one, are routed on the port 80 all the same. It is asked for
    /// every route of the host.
    /// </summary>
    public bool AreRoutedAlone(string host, string space)
    {
        var caller = CallerIn(space);
        if (GivenServices.Find(_cluster, caller, host, RouteCallers.PlainPort) is { AliasOf: null }) return false;
        if (_routedAlone.TryGetValue((host, space), out var known)) return known;
        var are = OutboundListeners.Take(
            _cluster, caller, HostResolver.Resolve(_cluster, caller, host, RouteCallers.PlainPort),
            new() { Authority = host, Port = RouteCallers.PlainPort }).Outcome == CalledHostOutcome.RoutedAlone;
        _routedAlone.Add((host, space), are);
        return are;
    }

    /// <summary>The namespaces for the services of a host.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<RoutedService> same)
    {
        if (same.Count == 0) return [];
        _found.Clear();
        Find(same);
        return _found is [var only] ? Alone(only) : _found.ToArray();
    }

    private string[] Alone(string space)
    {
        if (!_alone.TryGetValue(space, out var spaces)) _alone.Add(space, spaces = [space]);
        return spaces;
    }

    private void Find(IReadOnlyList<RoutedService> same)
    {
        var (areAlike, asked) = (same.Count == 1, same[0].Host);
        for (var i = 0; i < same.Count; i++) Add(Callers.NamespaceOf(same[i]));
        foreach (var rule in _cluster.DestinationRules.Named(asked)) areAlike &= AddRule(same, rule);
        foreach (var (host, rule) in _patterns)
        {
            if (host != asked && HostPattern.Covers(host, asked)) areAlike &= AddRule(same, rule);
        }

        if (areAlike) return;
        foreach (var space in _all.Value) AddSeen(same, space);
        foreach (var space in same.SelectMany(service => service.ExportTo.Namespaces).Where(space => space != "*"))
            AddSeen(same, space);
        foreach (var space in Routed(asked)) AddSeen(same, space);
    }

    /// <summary>The namespaces that VirtualServices of a host are in, are exported to, or speak of.</summary>
    private IEnumerable<string> Routed(string host) => _cluster.VirtualServices.Covering(host).SelectMany(item =>
        ExportScope.Of(item, _cluster.Facts).Namespaces.Where(space => space != "*").Append(item.Namespace).Concat(Named(item)));

    /// <summary>Adds the namespaces of a rule.</summary>
    /// <returns>Whether whoever sees the services is given it.</returns>
    private bool AddRule(IReadOnlyList<RoutedService> same, MeshManifest rule)
    {
        AddSeen(same, rule.Namespace);
        if (IsLike(rule, same[0])) return true;
        foreach (var space in ExportScope.Of(rule, _cluster.Facts).Namespaces)
        {
            if (space != "*") AddSeen(same, space);
        }

        return false;
    }

    private void AddSeen(IReadOnlyList<RoutedService> same, string space)
    {
        if (IsSeen(same, space)) Add(space);
    }

    private void Add(string space)
    {
        if (!_found.Contains(space)) _found.Add(space);
    }

    /// <summary>Whether one of the services of a host is seen in a namespace.</summary>
    private static bool IsSeen(IReadOnlyList<RoutedService> same, string space)
    {
        for (var i = 0; i < same.Count; i++)
        {
            if (same[i].ExportTo.Reaches(space)) return true;
        }

        return false;
    }

    /// <summary>
    /// The namespaces for the services of a host that VirtualServices name, whose callers these may be given or not: beside what
    /// <see cref="Of"/> says those of the VirtualServices, those that they are exported to or speak of, those with a Sidecar, and one more.
    /// </summary>
    public IReadOnlyCollection<string> OfRouted(IReadOnlyList<RoutedService> same)
    {
        var spaces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var space in Of(same)) AddSeen(spaces, same, space);
        foreach (var space in Routed(same[0].Host)) AddSeen(spaces, same, space);
        foreach (var space in _sidecars.Value) AddSeen(spaces, same, space);
        if (_all.Value.Find(space => !spaces.Contains(space) && IsSeen(same, space)) is { } other) spaces.Add(other);
        return spaces;
    }

    private static IEnumerable<string> Named(MeshManifest item)
    {
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in item.Spec.Maps(kind))
            {
                foreach (var match in route.Maps("match"))
                {
                    if (match.Text("sourceNamespace") is { } space) yield return space;
                }
            }
        }
    }

    private static void AddSeen(HashSet<string> spaces, IReadOnlyList<RoutedService> same, string space)
    {
        if (IsSeen(same, space)) spaces.Add(space);
    }

    /// <summary>Namespaces of services that are hidden from these: a route leads callers there to them all the same.</summary>
    public static IEnumerable<string> LedTo(IReadOnlyList<RoutedService> same) => same.Count == 1 && same[0].ExportTo.IsPublic ? []
        : same.Where(service => !service.ExportTo.Reaches(service.Namespace)).Select(service => service.Namespace);

    /// <summary>The namespaces to whose callers the services of a host are hidden, all of them; none where nothing has the host.</summary>
    public IEnumerable<string> HiddenFrom(IReadOnlyList<RoutedService> same)
    {
        if (same.Count == 0) return [];
        for (var i = 0; i < same.Count; i++)
        {
            if (same[i].ExportTo.IsPublic) return [];
        }

        return Hidden(_all.Value, same);
    }

    /// <summary>Apart, so that nothing is made for it where everybody sees the services, as most are seen.</summary>
    private static IEnumerable<string> Hidden(IEnumerable<string> all, IReadOnlyList<RoutedService> same) =>
        all.Where(space => same.All(service => service.Namespace != space && !service.ExportTo.Reaches(space)));

    /// <summary>Whether whoever sees the service is given the rule of its namespace, too.</summary>
    private bool IsLike(MeshManifest rule, RoutedService service)
    {
        if (rule.Spec.ContainsKey("workloadSelector")) return false;
        var scope = ExportScope.Of(rule, _cluster.Facts);
        return scope.IsPublic || scope.IsSameAs(service.ExportTo);
    }
}

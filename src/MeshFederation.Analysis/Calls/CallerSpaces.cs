using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Tells in which namespaces callers of a host are whom istiod may give different things: beside the service, beside each DestinationRule,
/// and, where some of these are for some namespaces alone, in all others.
/// </summary>
internal sealed class CallerSpaces
{
    private readonly RoutingCluster _cluster;
    private readonly ILookup<string, MeshManifest> _rules;
    private readonly List<(string Host, MeshManifest Rule)> _patterns;
    private readonly Lazy<List<string>> _all;
    private readonly Lazy<List<string>> _sidecars;

    public CallerSpaces(RoutingCluster cluster)
    {
        _cluster = cluster;
        _rules = cluster.DestinationRules.All.ToLookup(cluster.DestinationRules.HostOf, StringComparer.Ordinal);
        _patterns = [.. _rules.Where(rules => HostPattern.IsWildcard(rules.Key))
            .SelectMany(rules => rules, (rules, rule) => (rules.Key, rule))];
        _all = new(() => [.. ReadKind.All.Where(kind => kind.Reader == KindReader.Routing)
            .SelectMany(cluster.Of).Select(item => item.Namespace)
            .Where(space => space.Length > 0).Distinct(StringComparer.Ordinal)]);
        _sidecars = new(() => [.. cluster.Of(ReadKind.Sidecar).Select(item => item.Namespace).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The namespaces for the services of a host.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<RoutedService> same)
    {
        var spaces = new List<string>(1);
        if (same.Count == 0) return spaces;
        var areAlike = same.Count == 1;
        foreach (var service in same) Add(Callers.NamespaceOf(service));
        foreach (var rule in _rules[same[0].Host]) AddRule(rule);
        foreach (var (host, rule) in _patterns)
        {
            if (host != same[0].Host && HostPattern.Covers(host, same[0].Host)) AddRule(rule);
        }

        if (areAlike) return spaces;
        foreach (var space in _all.Value) AddSeen(space);
        foreach (var space in same.SelectMany(service => service.ExportTo.Namespaces).Where(space => space != "*")) AddSeen(space);
        return spaces;

        void AddRule(MeshManifest rule)
        {
            AddSeen(rule.Namespace);
            if (IsLike(rule, same[0])) return;
            areAlike = false;
            foreach (var space in ExportScope.Of(rule, _cluster.Facts).Namespaces.Where(space => space != "*")) AddSeen(space);
        }

        void AddSeen(string space)
        {
            if (same.Any(service => service.ExportTo.Reaches(space))) Add(space);
        }

        void Add(string space)
        {
            if (!spaces.Contains(space, StringComparer.Ordinal)) spaces.Add(space);
        }
    }

    /// <summary>
    /// The namespaces for the services of a host that VirtualServices name, whose callers these may be given or not: beside what
    /// <see cref="Of"/> says those of the VirtualServices, those that they are exported to or speak of, those with a Sidecar, and one more.
    /// </summary>
    public IEnumerable<string> OfRouted(IReadOnlyList<RoutedService> same)
    {
        var spaces = new HashSet<string>(Of(same), StringComparer.Ordinal);
        foreach (var item in _cluster.VirtualServices.Covering(same[0].Host))
        {
            spaces.Add(item.Namespace);
            spaces.UnionWith(ExportScope.Of(item, _cluster.Facts).Namespaces);
            spaces.UnionWith(RouteLists.All.SelectMany(kind => item.Spec.Maps(kind)).SelectMany(route => route.Maps("match"))
                .Select(match => match.Text("sourceNamespace")).OfType<string>());
        }

        spaces.UnionWith(_sidecars.Value);
        spaces.RemoveWhere(space => !IsSeen(space));
        return _all.Value.FirstOrDefault(space => !spaces.Contains(space) && IsSeen(space)) is { } other ? spaces.Append(other) : spaces;

        bool IsSeen(string space) => same.Any(service => service.ExportTo.Reaches(space));
    }

    /// <summary>The namespaces to whose callers the services of a host are hidden, all of them; none where nothing has the host.</summary>
    public IEnumerable<string> HiddenFrom(IReadOnlyList<RoutedService> same) =>
        same.Count == 0 || same.Any(service => service.ExportTo.IsPublic)
            ? []
            : _all.Value.Where(space => same.All(service => service.Namespace != space && !service.ExportTo.Reaches(space)));

    /// <summary>Whether whoever sees the service is given the rule of its namespace, too.</summary>
    private bool IsLike(MeshManifest rule, RoutedService service)
    {
        if (rule.Spec.ContainsKey("workloadSelector")) return false;
        var scope = ExportScope.Of(rule, _cluster.Facts);
        return scope.IsPublic || scope.IsSameAs(service.ExportTo);
    }
}

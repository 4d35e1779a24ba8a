using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The DestinationRules of a cluster, and which of them a proxy is given for a service: those of its own namespace, else those of the
/// service's, else those of Istio's root namespace; in each the most specific host (istio pilot/pkg/model/push_context.go
/// setDestinationRules, destinationRule).
/// </summary>
public sealed class DestinationRuleIndex
{
    private readonly Dictionary<string, MergedRules> _local = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MergedRules> _exported = new(StringComparer.Ordinal);
    private readonly MergedRules _rootPrivate;
    private readonly string _rootNamespace;
    private readonly MeshCluster _cluster;

    internal DestinationRuleIndex(IEnumerable<MeshManifest> rules, MeshCluster facts)
    {
        (_rootNamespace, _cluster) = (RootNamespace.Of(facts), facts);
        _rootPrivate = NewRules();
        All = IstioBehavior.TakesRulesOfChosenProxiesFirst(facts.IstioVersion)
            ? CreationOrder.Sort(rules, static rule => MergedRule.SelectorOf(rule) is null)
            : CreationOrder.Sort(rules);
        foreach (var rule in All) Add(rule);
    }

    /// <summary>All DestinationRules.</summary>
    public IReadOnlyList<MeshManifest> All { get; }

    /// <summary>The full host that a DestinationRule is for: a short name is one in its own namespace.</summary>
    /// <param name="rule">The DestinationRule.</param>
    /// <returns>The host or pattern.</returns>
    public string HostOf(MeshManifest rule) => ShortName.Expand(rule.Spec.Text("host") ?? "", rule.Namespace, _cluster.ClusterDomain);

    /// <summary>The DestinationRule that a proxy is given for a service.</summary>
    /// <param name="caller">The proxy's namespace and labels: a sidecar's or a gateway's.</param>
    /// <param name="service">The service.</param>
    /// <returns>The merged rule, or null when none applies.</returns>
    public MergedRule? For(MeshCaller caller, RoutedService service)
    {
        var rules = RulesFor(caller.Namespace, service);
        MergedRule? ofAll = null;
        foreach (var rule in rules)
        {
            if (rule.Selector is not { } selector) ofAll = rule;
            else if (rule.First.Namespace == caller.Namespace && selector.Selects(caller.Labels)) return rule;
        }

        return ofAll;
    }

    /// <summary>The DestinationRules whose host covers a service's, but which a proxy is not given, with the reason.</summary>
    /// <param name="caller">The proxy's namespace and labels.</param>
    /// <param name="service">The service.</param>
    /// <returns>The rules.</returns>
    public IEnumerable<(MeshManifest Rule, string Why)> HiddenFrom(MeshCaller caller, RoutedService service)
    {
        var applied = For(caller, service);
        foreach (var rule in All)
        {
            if (applied?.From.Contains(rule) == true || !HostPattern.Covers(HostOf(rule), service.Host)) continue;
            yield return (rule, WhyHidden(rule, caller, service, applied));
        }
    }

    private string WhyHidden(MeshManifest rule, MeshCaller caller, RoutedService service, MergedRule? applied)
    {
        var scope = ExportScope.Of(rule, _cluster);
        if (!scope.Reaches(caller.Namespace)) return $"its {scope} hides it from the namespace {caller.Namespace}";
        if (MergedRule.SelectorOf(rule) is { } selector)
            return $"it is for proxies with the labels {selector.Describe()} in the namespace {rule.Namespace}";
        if (rule.Namespace != caller.Namespace && rule.Namespace != service.Namespace && rule.Namespace != _rootNamespace)
        {
            var looked = ((string[])[caller.Namespace, service.Namespace, _rootNamespace]).Distinct(StringComparer.Ordinal).ToList();
            var named = looked.Count == 1 ? $"namespace {looked[0]}" : $"namespaces {string.Join(", ", looked[..^1])} and {looked[^1]}";
            return $"istiod looks in the {named}, and not in {rule.Namespace}";
        }

        if (applied is not null) return $"{applied.First} is taken instead";
        return ExportedWith(rule, service) is { } other
            ? $"until Istio 1.23 it is one with {other}, and both are exported as that says"
            : "istiod does not choose it";
    }

    /// <summary>The rule that says for a whole merged one where it is exported to.</summary>
    private MeshManifest? ExportedWith(MeshManifest rule, RoutedService service) =>
        _exported.GetValueOrDefault(rule.Namespace)?.Find(service.Host).FirstOrDefault(merged => merged.From.Contains(rule))?.From
            .FirstOrDefault(other => other != rule && MergedRule.ExportToOf(other).Count > 0);

    private IReadOnlyList<MergedRule> RulesFor(string client, RoutedService service)
    {
        var own = client == _rootNamespace ? _rootPrivate : _local.GetValueOrDefault(client);
        if (own?.Find(service.Host) is { Count: > 0 } local) return local;
        return Exported(service.Namespace, service.Host, client) is { Count: > 0 } served
            ? served
            : Exported(_rootNamespace, service.Host, client);
    }

    /// <summary>
    /// Which of the rules is most specific is decided before who sees it: a rule that is hidden hides a wider one behind it, too.
    /// </summary>
    private IReadOnlyList<MergedRule> Exported(string owner, string host, string client)
    {
        if (!_exported.TryGetValue(owner, out var rules)) return [];
        var found = rules.Find(host);
        return found is [{ ExportTo.Count: 0 }]
            ? found
            : [.. found.Where(rule => rule.ExportTo.Count == 0 || rule.ExportTo.Contains("*") || rule.ExportTo.Contains(client))];
    }

    private void Add(MeshManifest rule)
    {
        var (host, scope) = (HostOf(rule), ExportScope.Of(rule, _cluster));
        var isSelective = MergedRule.SelectorOf(rule) is not null;
        if (isSelective || scope.Reaches(rule.Namespace)) In(_local, rule.Namespace).Add(rule, host);
        var isPrivate = isSelective || (scope.Namespaces is [var only] && only == rule.Namespace);
        if (!isPrivate) In(_exported, rule.Namespace).Add(rule, host);
        else if (rule.Namespace == _rootNamespace) _rootPrivate.Add(rule, host);
    }

    private MergedRules In(Dictionary<string, MergedRules> byNamespace, string name)
    {
        if (!byNamespace.TryGetValue(name, out var rules)) byNamespace.Add(name, rules = NewRules());
        return rules;
    }

    private MergedRules NewRules() => new(IstioBehavior.KeepsRulesOfOtherExportApart(_cluster.IstioVersion));
}

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
    private readonly Lazy<HostMembers> _byHost;

    internal DestinationRuleIndex(IEnumerable<MeshManifest> rules, MeshCluster facts)
    {
        (_rootNamespace, _cluster) = (RootNamespace.Of(facts), facts);
        _rootPrivate = NewRules(0);
        All = IstioBehavior.TakesRulesOfChosenProxiesFirst(facts.IstioVersion)
            ? CreationOrder.Sort(rules, static rule => MergedRule.SelectorOf(rule) is null)
            : CreationOrder.Sort(rules);
        foreach (var same in All.GroupBy(rule => rule.Namespace, StringComparer.Ordinal)) Add(same.Key, [.. same]);
        _byHost = new(() => new(All, HostOf));
    }

    /// <summary>All DestinationRules.</summary>
    public IReadOnlyList<MeshManifest> All { get; }

    /// <summary>The full host that a DestinationRule is for: a short name is one in its own namespace.</summary>
    /// <param name="rule">The DestinationRule.</param>
    /// <returns>The host or pattern.</returns>
    public string HostOf(MeshManifest rule) => ShortName.Expand(rule.Spec.Text("host") ?? "", rule.Namespace, _cluster.ClusterDomain);

    /// <summary>The DestinationRules whose host is a host, or a pattern that covers it, be they seen or not.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The rules, in the order of <see cref="All"/>.</returns>
    public IEnumerable<MeshManifest> Covering(string host) => _byHost.Value.Covering(host);

    /// <summary>The DestinationRules whose host or pattern is just that, be they seen or not.</summary>
    internal HostMembersOfHost Named(string host) => _byHost.Value.Named(host);

    /// <summary>Those that are for patterns.</summary>
    internal IEnumerable<(int Place, MeshManifest Item, string Pattern)> Patterns => _byHost.Value.Patterns;

    /// <summary>The DestinationRule that a proxy is given for a service.</summary>
    /// <param name="caller">The proxy's namespace and labels: a sidecar's or a gateway's.</param>
    /// <param name="service">The service.</param>
    /// <returns>The merged rule, or null when none applies.</returns>
    public MergedRule? For(MeshCaller caller, RoutedService service)
    {
        var rules = RulesFor(caller.Namespace, service);
        MergedRule? ofAll = null;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
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
        foreach (var rule in Covering(service.Host))
        {
            if (applied?.From.Contains(rule) == true) continue;
            yield return (rule, WhyHidden(rule, caller, service, applied));
        }
    }

    /// <summary>
    /// What is dropped of rules since older ones of their namespace and host say it. Which are merged hangs on the version: all that
    /// proxies are given together until 1.23, and from 1.24 on those that are exported as an older one is, or wider
    /// (<see cref="IstioBehavior.KeepsRulesOfOtherExportApart"/>).
    /// </summary>
    /// <returns>Each part once.</returns>
    public IEnumerable<DroppedPart> Dropped() => _local.Values.Concat(_exported.Values).Append(_rootPrivate).Distinct()
        .SelectMany(rules => rules.Dropped()).DistinctBy(part => (part.Rule, part.Subset?.Index));

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
        for (var i = 0; i < found.Count; i++)
        {
            if (!IsExportedTo(found[i], client)) return [.. found.Where(rule => IsExportedTo(rule, client))];
        }

        return found;
    }

    private static bool IsExportedTo(MergedRule rule, string client)
    {
        if (rule.ExportTo.Count == 0) return true;
        for (var i = 0; i < rule.ExportTo.Count; i++)
        {
            if (rule.ExportTo[i] == "*" || rule.ExportTo[i] == client) return true;
        }

        return false;
    }

    /// <summary>Where all rules of a namespace are seen in it and outside, as nearly everywhere, they are merged once for both.</summary>
    private void Add(string owner, MeshManifest[] rules)
    {
        var (areLocal, areExported, isOne) = (new bool[rules.Length], new bool[rules.Length], true);
        for (var i = 0; i < rules.Length; i++)
        {
            (areLocal[i], areExported[i]) = SeenBy(rules[i]);
            isOne &= areLocal[i] && areExported[i];
        }

        var (local, exported) = (NewRules(rules.Length), NewRules(isOne ? 0 : rules.Length));
        for (var i = 0; i < rules.Length; i++)
        {
            var (rule, host, isExported) = (rules[i], HostOf(rules[i]), areExported[i]);
            if (areLocal[i]) local.Add(rule, host);
            if (isExported && !isOne) exported.Add(rule, host);
            else if (!isExported && owner == _rootNamespace) _rootPrivate.Add(rule, host);
        }

        _local.Add(owner, local);
        _exported.Add(owner, isOne ? local : exported);
    }

    /// <summary>Whether the proxies of a rule's own namespace are given it, and whether others may be.</summary>
    private (bool IsLocal, bool IsExported) SeenBy(MeshManifest rule)
    {
        if (MergedRule.SelectorOf(rule) is not null) return (true, false);
        var scope = ExportScope.Of(rule, _cluster);
        return (scope.Reaches(rule.Namespace), scope.Namespaces is not [var only] || only != rule.Namespace);
    }

    private MergedRules NewRules(int capacity) =>
        new(IstioBehavior.KeepsRulesOfOtherExportApart(_cluster.IstioVersion), capacity);
}

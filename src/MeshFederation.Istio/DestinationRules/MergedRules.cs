using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The merged DestinationRules of one namespace by host; several for one host where they are exported differently or for chosen proxies.
/// </summary>
internal sealed class MergedRules(bool keepsApart, int capacity)
{
    private readonly HostMap<MergedRule[]> _byHost = new(capacity);

    /// <summary>Adds a rule; rules must come in the order in which istiod takes them.</summary>
    public void Add(MeshManifest rule, string host)
    {
        var same = _byHost[host] ?? [];
        if (keepsApart ? MergeAlike(same, rule) : MergeAll(same, rule)) _byHost[host] = [.. same, new(rule, host)];
    }

    /// <summary>
    /// Merges a rule with those that are exported alike; with those that are exported to fewer namespaces it is merged too, and then does
    /// not hold for the others (istio pilot/pkg/model/destination_rule.go mergeDestinationRule, appendSeparately).
    /// </summary>
    /// <returns>Whether it stands beside the others, too.</returns>
    private static bool MergeAlike(MergedRule[] same, MeshManifest rule)
    {
        var scopes = MergedRule.ExportToOf(rule);
        var standsAlone = true;
        foreach (var merged in same)
        {
            // What was compared last decides alone whether the rule stands beside the others, whatever was found before.
            var isTwin = scopes.Count == merged.ExportTo.Count && Covers(scopes, merged.ExportTo);
            standsAlone = !isTwin;
            if (!isTwin && (merged.ExportTo.Count == 0 || !Covers(scopes, merged.ExportTo))) continue;
            if (Compare(merged.Selector, MergedRule.SelectorOf(rule)) is var labels && labels == Labels.Differ) standsAlone = true;
            else if (labels == Labels.Same) standsAlone = false;
            if (labels != Labels.Differ) merged.Merge(rule);
        }

        return standsAlone;
    }

    private static bool Covers(IReadOnlyList<string> scopes, IReadOnlyList<string> others) =>
        others.All(other => scopes.Contains(other, StringComparer.Ordinal));

    /// <summary>
    /// Merges a rule with all of its host, whatever they are exported to; where one of two is for chosen proxies alone, it holds by itself,
    /// too (<see cref="Versions.IstioBehavior.KeepsRulesOfOtherExportApart"/>; the same function at 1.23.6, addRuleToProcessedDestRules).
    /// </summary>
    /// <returns>Whether it stands beside the others, too.</returns>
    private static bool MergeAll(MergedRule[] same, MeshManifest rule)
    {
        var standsAlone = true;
        foreach (var merged in same)
        {
            var labels = Compare(merged.Selector, MergedRule.SelectorOf(rule));
            if (labels == Labels.Differ) continue;
            if (labels == Labels.Same) standsAlone = false;
            merged.Merge(rule);
            merged.ExportAs(rule);
        }

        return standsAlone;
    }

    public IReadOnlyList<MergedRule> Find(string host) => _byHost.TryFind(host, out var found) ? found : [];

    /// <summary>What is dropped of rules that are merged into older ones, and do not stand beside them as well.</summary>
    public IEnumerable<DroppedPart> Dropped() => _byHost.Values.Where(same => Array.Exists(same, merged => merged.From.Count > 1))
        .SelectMany(DroppedOf);

    private static IEnumerable<DroppedPart> DroppedOf(MergedRule[] same)
    {
        var standing = same.Select(merged => merged.First).ToHashSet();
        foreach (var merged in same)
        {
            foreach (var rule in merged.From.Where(rule => rule.Spec.Map("trafficPolicy") is not null && !standing.Contains(rule)))
            {
                if (rule != merged.PolicyFrom) yield return new(rule, null, merged.PolicyFrom, null);
            }

            foreach (var subset in merged.Dropped.Where(subset => !standing.Contains(subset.From)))
            {
                var holds = merged.Subset(subset.Name)!;
                if (holds.From != subset.From) yield return new(subset.From, subset, holds.From, holds);
            }
        }
    }

    private static Labels Compare(UnstructuredMap? one, UnstructuredMap? other) => (one, other) switch
    {
        (null, null) => Labels.Same,
        ({ } left, { } right) => left.Count == right.Count && left.Selects(right) ? Labels.Same : Labels.Differ,
        _ => Labels.OfOneAlone,
    };

    private enum Labels
    {
        Same,
        Differ,
        OfOneAlone,
    }
}

using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>The merged DestinationRules of one namespace by host; several for one host where they are exported differently or for chosen proxies.</summary>
internal sealed class MergedRules(bool keepsApart)
{
    private readonly HostMap<List<MergedRule>> _byHost = new();

    /// <summary>
    /// Adds a rule; rules must come from the oldest, those with a workloadSelector before all others. It is merged with those that are exported alike;
    /// with those that are exported to fewer namespaces it is merged, and stands beside them for the others. Until 1.23 all are merged
    /// (<see cref="Versions.IstioBehavior.KeepsRulesOfOtherExportApart"/>).
    /// </summary>
    public void Add(MeshManifest rule, string host)
    {
        var same = _byHost.GetOrAdd(host, static () => []);
        var selector = MergedRule.SelectorOf(rule);
        var scopes = rule.Spec.List("exportTo").OfType<string>().ToHashSet(StringComparer.Ordinal);
        var standsAlone = true;
        foreach (var merged in same.Where(merged => SameLabels(merged.Selector, selector)))
        {
            var twin = !keepsApart || scopes.SetEquals(merged.ExportTo.OfType<string>());
            if (!twin && (merged.ExportTo.Count == 0 || !scopes.IsSupersetOf(merged.ExportTo.OfType<string>()))) continue;
            merged.Merge(rule);
            standsAlone &= !twin;
        }

        if (standsAlone) same.Add(new(rule, host));
    }

    public IReadOnlyList<MergedRule> Find(string host) => _byHost.TryFind(host, out var found) ? found : [];

    private static bool SameLabels(UnstructuredMap? one, UnstructuredMap? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } left, { } right) => left.Count == right.Count && left.Selects(right),
        _ => false,
    };
}

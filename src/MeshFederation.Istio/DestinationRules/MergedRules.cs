using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The merged DestinationRules of one namespace by host; several for one host where they are exported differently or for chosen proxies.
/// </summary>
internal sealed class MergedRules(bool keepsApart)
{
    private readonly HostMap<List<MergedRule>> _byHost = new();

    /// <summary>
    /// Adds a rule; rules must come from the oldest, those with a workloadSelector before all others. It is merged with those that are
    /// exported alike; with those that are exported to fewer namespaces it is merged too, and then does not hold for the others
    /// (istio pilot/pkg/model/destination_rule.go mergeDestinationRule, appendSeparately). Until 1.23 all of a host are one
    /// (<see cref="Versions.IstioBehavior.KeepsRulesOfOtherExportApart"/>).
    /// </summary>
    public void Add(MeshManifest rule, string host)
    {
        var same = _byHost.GetOrAdd(host, static () => new(1));
        var scopes = MergedRule.ExportToOf(rule);
        var standsAlone = true;
        foreach (var merged in same)
        {
            // What was compared last decides alone whether the rule stands beside the others, whatever was found before.
            var isTwin = !keepsApart || scopes.SetEquals(merged.ExportTo);
            standsAlone = !isTwin;
            if (!isTwin && (merged.ExportTo.Count == 0 || !scopes.IsSupersetOf(merged.ExportTo))) continue;
            if (Compare(merged.Selector, MergedRule.SelectorOf(rule)) is var labels && labels == Labels.Differ) standsAlone = true;
            else if (labels == Labels.Same) standsAlone = false;
            if (labels != Labels.Differ) merged.Merge(rule);
        }

        if (standsAlone) same.Add(new(rule, host));
    }

    public IReadOnlyList<MergedRule> Find(string host) => _byHost.TryFind(host, out var found) ? found : [];

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

using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The DestinationRules of one namespace for one host, merged as istiod does: the oldest has its traffic policy, all add their subsets, and
/// a subset whose name is taken is dropped without a word, and one without a name, which no API server takes, is none
/// (istio pilot/pkg/model/destination_rule.go mergeDestinationRule).
/// </summary>
public sealed class MergedRule
{
    private static readonly string[] Itself = [ExportScope.Own];

    private MeshManifest[] _from;
    private RuleSubset[] _subsets = [];
    private List<RuleSubset>? _dropped;

    internal MergedRule(MeshManifest first, string host)
    {
        (_from, Host, Selector) = ([first], host, SelectorOf(first));
        ExportTo = ExportToOf(first);
        TrafficPolicy = first.Spec.Map("trafficPolicy");
        Add(first);
    }

    /// <summary>The full host or pattern.</summary>
    public string Host { get; }

    /// <summary>The rule that counts first: the oldest.</summary>
    public MeshManifest First => _from[0];

    /// <summary>The rule that has the traffic policy for the host as a whole: the oldest that has any.</summary>
    public MeshManifest PolicyFrom => Array.Find(_from, rule => rule.Spec.Map("trafficPolicy") is not null) ?? First;

    /// <summary>All rules that are in it, the oldest first.</summary>
    public IReadOnlyList<MeshManifest> From => _from;

    /// <summary>The traffic policy for the host as a whole, or null.</summary>
    public UnstructuredMap? TrafficPolicy { get; private set; }

    /// <summary>The subsets that hold.</summary>
    public IReadOnlyList<RuleSubset> Subsets => _subsets;

    /// <summary>The subsets that were dropped because an older rule has one of the same name.</summary>
    public IReadOnlyList<RuleSubset> Dropped => _dropped ?? (IReadOnlyList<RuleSubset>)[];

    /// <summary>What its first rule says; those for chosen proxies stay in their namespace whatever they say.</summary>
    internal IReadOnlyList<string> ExportTo { get; private set; }

    /// <summary>The labels of the only proxies that it is for, or null when it is for all.</summary>
    internal UnstructuredMap? Selector { get; }

    /// <summary>The subset of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The subset, or null when there is none.</returns>
    public RuleSubset? Subset(string name) => Find(name, _subsets.Length);

    private RuleSubset? Find(string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (string.Equals(_subsets[i].Name, name, StringComparison.Ordinal)) return _subsets[i];
        }

        return null;
    }

    internal void Merge(MeshManifest next)
    {
        _from = [.. _from, next];
        TrafficPolicy ??= next.Spec.Map("trafficPolicy");
        Add(next);
    }

    /// <summary>To what a rule is exported, each once; nothing for everybody.</summary>
    internal static IReadOnlyList<string> ExportToOf(MeshManifest rule)
    {
        if (SelectorOf(rule) is not null) return Itself;
        var said = ExportScope.Written(rule);
        return said.Length > 1 ? said.Distinct(StringComparer.Ordinal).ToArray() : said;
    }

    /// <summary>
    /// Until 1.23 what is exported by default is exported as the first that says so itself, since all of a host are one
    /// (istio pilot/pkg/model/destination_rule.go mergeDestinationRule at 1.23.6).
    /// </summary>
    internal void ExportAs(MeshManifest next)
    {
        if (ExportTo.Count == 0) ExportTo = ExportToOf(next);
    }

    internal static UnstructuredMap? SelectorOf(MeshManifest rule) => rule.Spec.Map("workloadSelector")?.Map("matchLabels");

    private void Add(MeshManifest rule)
    {
        var subsets = rule.Spec.List("subsets");
        if (subsets.Count == 0) return;
        var (index, count) = (0, _subsets.Length);
        Array.Resize(ref _subsets, count + subsets.Count);
        for (var i = 0; i < subsets.Count; i++)
        {
            if (subsets[i] is not UnstructuredMap content) continue;
            var subset = new RuleSubset(content.Text("name") ?? "", content, rule, index++);
            if (subset.Name.Length == 0) continue;
            if (Find(subset.Name, count) is null) _subsets[count++] = subset;
            else (_dropped ??= []).Add(subset);
        }

        if (count < _subsets.Length) Array.Resize(ref _subsets, count);
    }
}

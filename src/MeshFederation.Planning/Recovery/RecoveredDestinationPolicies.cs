using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Recovery;

/// <summary>
/// What callers chose of connections: in what the rules of clusters differ from those that would be there had nobody chosen. A rule tells
/// of a place by its host, or by a subset of it.
/// </summary>
internal sealed class RecoveredDestinationPolicies
{
    private readonly Dictionary<(MeshFallback Place, string Kind), Dictionary<string, object>> _chosen = [];
    private readonly HashSet<(MeshFallback Place, string Kind)> _remote = [];

    /// <summary>Takes what a rule says of a place.</summary>
    /// <param name="seen">The rule as it is.</param>
    /// <param name="usual">The rule where nobody chose; null where there would be none.</param>
    /// <param name="place">The cluster and pods of its host.</param>
    /// <param name="isLocal">Whether callers are in that cluster.</param>
    /// <param name="labels">The labels of a subset by its name.</param>
    public void Take(MeshManifest seen, MeshManifest? usual, MeshFallback place, bool isLocal, Func<string, LabelSet?> labels)
    {
        var (rule, other) = (new MergedRule(seen, ""), usual is null ? null : new MergedRule(usual, ""));
        Take(rule, null, other, null, place, isLocal);
        foreach (var subset in rule.Subsets)
        {
            if (labels(subset.Name) is { } known)
                Take(rule, subset, other, other?.Subset(subset.Name), place with { Subset = known }, isLocal);
        }
    }

    /// <summary>The policies of places.</summary>
    public IEnumerable<MeshPolicy> Policies()
    {
        foreach (var ((place, kind), values) in _chosen.OrderBy(item => item.Key.Kind, StringComparer.Ordinal)
            .ThenBy(item => item.Key.Place.ToString(), StringComparer.Ordinal))
        {
            if (values.Count == 0) continue;
            if (Read(kind, values, new(place.Cluster, place.Subset)) is { } policy)
            {
                var isSeenRemote = _remote.Contains((place, kind));
                yield return DestinationPolicies.Known.Where(known => known.Kind == kind)
                    .Aggregate(policy, (read, known) => known.Recovered(read, isSeenRemote));
            }
        }
    }

    private static MeshPolicy? Read(string kind, Dictionary<string, object> values, MeshDestinationScope scope)
    {
        try
        {
            return PolicyKinds.Of(kind).FromArguments(
                values.ToDictionary(value => value.Key, value => (object?)value.Value, StringComparer.Ordinal), scope);
        }
        catch (MeshException)
        {
            return null;
        }
    }

    private void Take(MergedRule rule, RuleSubset? subset, MergedRule? usual, RuleSubset? usualSubset, MeshFallback place, bool isLocal)
    {
        foreach (var port in Ports(rule, subset))
        {
            var leaves = Leaves(rule, subset, port);
            var before = Leaves(usual, usualSubset, port);
            if (subset is not null && Same(leaves, Leaves(rule, null, port))) continue;
            foreach (var known in DestinationPolicies.Known)
            {
                if (Block(rule, subset, port, known) is { } written && Block(usual, usualSubset, port, known) is null
                    && known.UsualBeside(written) is { } beside)
                {
                    Add(before, known.Field + ".", beside);
                }
            }

            foreach (var (path, value) in leaves)
            {
                if (before.TryGetValue(path, out var same) && UnstructuredEquality.AreEqual(same, value)) continue;
                if (PolicyFields.Of(path, value) is { } field) Add(place, field.Kind, field.Parameter, field.Value, isLocal);
            }

            foreach (var path in before.Keys.Where(path => !leaves.ContainsKey(path)))
            {
                if (PolicyFields.Absent(path) is { } field) Add(place, field.Kind, field.Parameter, field.Value, isLocal);
            }
        }
    }

    private void Add(MeshFallback place, string kind, string parameter, object value, bool isLocal)
    {
        if (!_chosen.TryGetValue((place, kind), out var values)) _chosen.Add((place, kind), values = new(StringComparer.Ordinal));
        values.TryAdd(parameter, value);
        if (!isLocal) _remote.Add((place, kind));
    }

    private static bool Same(Dictionary<string, object?> one, Dictionary<string, object?> other) => one.Count == other.Count
        && one.All(leaf => other.TryGetValue(leaf.Key, out var value) && UnstructuredEquality.AreEqual(leaf.Value, value));

    /// <summary>The ports that have settings of their own; 0 for all others.</summary>
    private static IEnumerable<int> Ports(MergedRule rule, RuleSubset? subset) =>
        new[] { rule.TrafficPolicy, subset?.TrafficPolicy }.SelectMany(policy => policy?.Maps("portLevelSettings") ?? [])
            .Select(level => (int)(level.Map("port")?.Number("number") ?? 0)).Distinct().DefaultIfEmpty(0);

    private static UnstructuredMap? Block(MergedRule? rule, RuleSubset? subset, int port, DestinationPolicy known) =>
        TrafficPolicies.Effective(rule, subset, port)?.Map(known.Field);

    private static Dictionary<string, object?> Leaves(MergedRule? rule, RuleSubset? subset, int port)
    {
        var leaves = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (TrafficPolicies.Effective(rule, subset, port) is { } policy) Add(leaves, "", policy.Policy);
        return leaves;
    }

    private static void Add(Dictionary<string, object?> leaves, string path, UnstructuredMap map)
    {
        foreach (var (key, value) in map)
        {
            if (value is UnstructuredMap inner) Add(leaves, path + key + ".", inner);
            else leaves[path + key] = value;
        }
    }
}

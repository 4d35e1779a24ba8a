using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>A DestinationRule that still has the subsets which are about to go, with the policies they had.</summary>
internal static class DestinationRuleTransition
{
    private const string Policy = "trafficPolicy";

    public static UnstructuredMap? Of(UnstructuredMap old, UnstructuredMap wanted, IReadOnlyList<long> goingPorts)
    {
        if (old.Text("host") != wanted.Text("host")) return null;
        var spec = wanted;
        var policy = PolicyTransition.Of(old.Map(Policy), wanted.Map(Policy), goingPorts);
        if (policy is not null) spec = spec.With(Policy, policy);
        if (MergeSubsets(old, spec, goingPorts) is { } subsets) spec = spec.With("subsets", subsets);
        return UnstructuredEquality.AreEqual(spec, wanted) ? null : spec;
    }

    private static UnstructuredList? MergeSubsets(UnstructuredMap old, UnstructuredMap spec, IReadOnlyList<long> goingPorts)
    {
        var before = old.Maps("subsets").ToLookup(Name);
        var wanted = UnstructuredList.From(
            spec.Maps("subsets").Select(subset => WithPorts(old, before[Name(subset)].FirstOrDefault(), subset, goingPorts)));
        var inherits = UnstructuredEquality.AreEqual(old.Map(Policy), spec.Map(Policy));
        return BothLists.Of(old.List("subsets"), wanted, Name, subset => inherits ? subset : WithInherited((UnstructuredMap)subset!, old))
            ?? (wanted.Count == 0 ? null : wanted);
    }

    private static UnstructuredMap WithPorts(
        UnstructuredMap old, UnstructuredMap? before, UnstructuredMap subset, IReadOnlyList<long> goingPorts)
    {
        if (before is null || subset.Map(Policy) is not { } wanted) return subset;
        var policy = PolicyTransition.Of(before.Map(Policy) ?? old.Map(Policy), wanted, goingPorts);
        return policy is null ? subset : subset.With(Policy, policy);
    }

    /// <summary>A subset without a policy of its own has its rule's, which may be another from now on.</summary>
    private static UnstructuredMap WithInherited(UnstructuredMap subset, UnstructuredMap old) =>
        subset.Map(Policy) is null && old.Map(Policy) is { } policy ? subset.With(Policy, policy) : subset;

    private static object? Name(object? subset) => (subset as UnstructuredMap)?.Text("name");
}

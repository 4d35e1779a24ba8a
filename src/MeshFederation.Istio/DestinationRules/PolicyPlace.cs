using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>Where a traffic policy stands in its DestinationRule; the path is made when somebody asks for it.</summary>
/// <param name="Policy">The policy of the host or subset.</param>
/// <param name="Subset">The subset; null for the host as a whole.</param>
/// <param name="Port">The port, where its portLevelSettings decide; null where they do not.</param>
internal readonly record struct PolicyPlace(UnstructuredMap Policy, RuleSubset? Subset, int? Port)
{
    private const string OfHost = "trafficPolicy.tls";

    /// <summary>Those of the first subsets, of which nearly every rule has no more.</summary>
    private static readonly string[] OfSubsets =
        [.. Enumerable.Range(0, 8).Select(static index => FormattableString.Invariant($"subsets[{index}].{OfHost}"))];

    /// <summary>The path of its tls, as <c>subsets[0].trafficPolicy.portLevelSettings[1].tls</c>.</summary>
    public string Field
    {
        get
        {
            if (Port is null && Subset is null) return OfHost;
            if (Port is null && Subset!.Index < OfSubsets.Length) return OfSubsets[Subset.Index];
            var owner = Subset is null ? "trafficPolicy" : FormattableString.Invariant($"subsets[{Subset.Index}].trafficPolicy");
            if (Port is not { } port) return owner + ".tls";
            var index = Policy.Maps("portLevelSettings").TakeWhile(item => item.Map("port")?.Number("number") != port).Count();
            return FormattableString.Invariant($"{owner}.portLevelSettings[{index}].tls");
        }
    }
}

using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>What istiod drops of the DestinationRules of a cluster, and whether it does in every version that this may have.</summary>
internal static class DroppedParts
{
    public static IEnumerable<(DroppedPart Part, bool IsSure)> Of(RoutingCluster cluster)
    {
        var own = cluster.DestinationRules.Dropped().ToList();
        if (!cluster.Facts.IsVersionAssumed || !AreForSome(cluster)) return own.Select(part => (part, true));
        List<List<DroppedPart>> all =
        [
            own,
            .. IstioBehavior.OlderRuleMerging.Where(cluster.MayHave).Select(version => new DestinationRuleIndex(
                cluster.Of(ReadKind.DestinationRule), cluster.Facts with { IstioVersion = version }).Dropped().ToList()),
        ];
        var keys = all.ConvertAll(parts => parts.Select(KeyOf).ToHashSet());
        return all.SelectMany(parts => parts).DistinctBy(KeyOf)
            .Select(part => (part, keys.TrueForAll(known => known.Contains(KeyOf(part)))));
    }

    /// <summary>Rules that all are exported alike, and for all proxies, are merged alike in every version.</summary>
    private static bool AreForSome(RoutingCluster cluster) => cluster.DestinationRules.All.Any(
        rule => MergedRule.SelectorOf(rule) is not null || MergedRule.ExportToOf(rule).Count > 0);

    /// <summary>Of two rules that say the same it is one part, whichever of them comes first.</summary>
    private static (string? Subset, string First, string Second) KeyOf(DroppedPart part)
    {
        var (rule, by) = (part.Rule.ToString(), part.By.ToString());
        return string.CompareOrdinal(rule, by) < 0 ? (part.Subset?.Name, rule, by) : (part.Subset?.Name, by, rule);
    }
}

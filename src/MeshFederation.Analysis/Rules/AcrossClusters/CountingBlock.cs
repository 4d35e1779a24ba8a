using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>
/// Where that part of a traffic policy stands, or would have to stand, which counts for a host, subset and port (istio
/// pilot/pkg/networking/util/util.go MergeSubsetTrafficPolicy).
/// </summary>
internal static class CountingBlock
{
    private const string PortLevel = "portLevelSettings";

    /// <summary>The DestinationRule and the field.</summary>
    public static (MeshManifest Manifest, string Field) Of(MergedRule rule, RuleSubset? subset, int port, string part)
    {
        if (subset is { TrafficPolicy: { } own } && (Level(own, port) >= 0 || own.ContainsKey(part)))
            return (subset.From, FormattableString.Invariant($"spec.subsets[{subset.Index}].trafficPolicy{Field(own, port, part)}"));
        return (rule.PolicyFrom, "spec.trafficPolicy" + (rule.TrafficPolicy is { } policy ? Field(policy, port, part) : ""));
    }

    private static string Field(UnstructuredMap policy, int port, string part) =>
        Level(policy, port) is >= 0 and var index ? FormattableString.Invariant($".{PortLevel}[{index}].{part}") : "." + part;

    private static int Level(UnstructuredMap policy, int port) =>
        policy.Maps(PortLevel).ToList().FindIndex(item => item.Map("port")?.Number("number") == port);
}

using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// The DestinationRules that istiod merges: those of one namespace for one host that are exported alike, and not for chosen workloads.
/// </summary>
internal static class RuleGroups
{
    /// <summary>Every DestinationRule that is merged into older ones, with these.</summary>
    public static IEnumerable<(MeshManifest Rule, IReadOnlyList<MeshManifest> Older)> Merged(FederationView federation)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var first = new Dictionary<(string Namespace, string Host, string ExportTo), MeshManifest>();
            var groups = new Dictionary<(string Namespace, string Host, string ExportTo), List<MeshManifest>>();
            foreach (var rule in cluster.DestinationRules.All)
            {
                if (rule.Spec.Has("workloadSelector")) continue;
                var scopes = string.Join(',', MergedRule.ExportToOf(rule).Order(StringComparer.Ordinal));
                var key = (rule.Namespace, cluster.DestinationRules.HostOf(rule), scopes);
                if (first.TryAdd(key, rule)) continue;
                if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = [first[key]]);
                yield return (rule, [.. group]);
                group.Add(rule);
            }
        }
    }
}

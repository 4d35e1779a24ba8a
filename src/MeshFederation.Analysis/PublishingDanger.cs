using MeshFederation.Analysis.Rules;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Analysis;

/// <summary>What would take a cluster's control plane down if it were published to.</summary>
public static class PublishingDanger
{
    /// <summary>
    /// Finds it: whatever is wrong in the end, whoever wrote it, and what goes wrong on the way there and is not wrong now.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="now">Its objects as they are.</param>
    /// <param name="between">Its objects in between, in any order.</param>
    /// <param name="last">Its objects as they are in the end.</param>
    /// <param name="complete">The kinds of which all objects that matter are known.</param>
    /// <returns>What was found.</returns>
    public static IReadOnlyList<MeshFinding> Of(
        MeshCluster cluster,
        IReadOnlyList<MeshManifest> now,
        IEnumerable<IReadOnlyList<MeshManifest>> between,
        IReadOnlyList<MeshManifest> last,
        IReadOnlySet<string> complete)
    {
        var found = Found(last).ToList();
        var known = new Lazy<HashSet<string>>(() => [.. Found(now).Select(Key)]);
        foreach (var finding in between.SelectMany(Found))
        {
            if (!known.Value.Contains(Key(finding)) && !found.Exists(other => Key(other) == Key(finding))) found.Add(finding);
        }

        return found;

        IEnumerable<MeshFinding> Found(IReadOnlyList<MeshManifest> objects) => !FailoverPanics.MayBe(cluster, objects) ? []
            : RuleCatalog.All.Where(rule => rule.Finds.EndangersControlPlane)
                .SelectMany(rule => rule.Evaluate(new(objects, [], [cluster], _ => complete)));
    }

    private static string Key(MeshFinding finding) => $"{finding.Rule} {finding.Target} {finding.Message}";
}

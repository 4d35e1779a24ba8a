using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Istiod;

/// <summary>
/// Counters of istiod that only grow when a proxy or istiod itself refuses something, and gauges of what is there twice (istio
/// pilot/pkg/model/push_context.go).
/// </summary>
internal sealed class NothingRejected : IstiodCheck
{
    public override string Id => "istiod-rejects";

    public override string Name => "istiod counts nothing that was refused";

    protected override string Path => "metrics";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Istiod.Metrics is not { } metrics)
        {
            yield return NotChecked(cluster.Name, $"istiod does not tell {Path} through the API server: {cluster.Istiod.Why(Path)}");
            yield break;
        }

        var above = metrics.Where(metric => metric.Value > 0).OrderBy(metric => metric.Key, StringComparer.Ordinal).ToList();
        if (above.Count == 0)
        {
            yield return Passed(cluster.Name, FormattableString.Invariant($"{metrics.Count} counters at 0"));
        }
        else
        {
            yield return Warned(
                cluster.Name,
                $"{string.Join(", ", above.Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value}")))}, counted since "
                + "istiod started.",
                "The log of istiod names the objects and proxies: kubectl logs -n istio-system deploy/istiod | grep -i -e reject -e "
                + "error.");
        }
    }
}

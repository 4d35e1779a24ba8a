using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class OutlierWrong : PolicyRule
{
    public override string Id => "MF1208";

    public override string Title =>
        "The times of outlier detection are at least 1 ms, its percentages 0 to 100, and local failures are counted only where they are "
        + "split off.";

    public override string Recommendation =>
        "Correct the value; set splitExternalLocalOriginErrors to count consecutiveLocalOriginFailures.";

    public override string Source => "pkg/config/validation/validation.go validateOutlierDetection";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("outlierDetection") is not { } outlier) return;
        DurationCheck.Require(manifest, outlier, "baseEjectionTime", report);
        DurationCheck.Require(manifest, outlier, "interval", report);
        foreach (var field in (string[])["maxEjectionPercent", "minHealthPercent"])
        {
            if (outlier.Number(field) is { } percent and (< 0 or > 100))
                report.At(manifest, outlier, field, FormattableString.Invariant($"{percent} is no percentage."));
        }

        if (outlier.Number("consecutiveLocalOriginFailures") > 0 && !outlier.IsTrue("splitExternalLocalOriginErrors"))
        {
            report.At(
                manifest,
                outlier,
                "consecutiveLocalOriginFailures",
                "Local failures are not split from the others, so they are not counted.");
        }
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class MirrorWrong : ObjectRule
{
    public override string Id => "MF1316";

    public override string Title => "A mirror has a destination, and a percentage from 0 to 100.";

    public override string Recommendation => "Give each of mirrors a destination; use mirrorPercentage.";

    public override string Source => "pkg/config/validation/validation.go validateHTTPMirrors";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            CheckPercentage(manifest, route, "mirrorPercentage", report);
            foreach (var field in MirrorFields.WholePercents)
            {
                if (route.Number(field) > 100) report.At(manifest, route, field, "It is more than 100 percent.");
            }

            foreach (var mirror in route.Maps("mirrors")) CheckPercentage(manifest, mirror, "percentage", report);
        }
    }

    private static void CheckPercentage(MeshManifest manifest, UnstructuredMap map, string field, Report report)
    {
        if (map.Map(field) is { } percentage && percentage.Real("value") is { } value and (< 0 or > 100))
            report.At(manifest, percentage, "value", FormattableString.Invariant($"{value} is no percentage."));
    }
}

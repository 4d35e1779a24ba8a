using MeshFederation.Analysis.Text;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class FieldDeprecated : ObjectRule
{
    public override string Id => "MF1324";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A VirtualService uses no setting that Istio has given up.";

    public override string Recommendation => "Use mirrorPercentage instead of mirrorPercent, and allowOrigins instead of allowOrigin.";

    public override string Source => "pkg/config/validation/virtualservice.go validateHTTPRoute; pkg/config/analysis/analyzers/deprecation";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            foreach (var field in (string[])["mirrorPercent", "mirror_percent"])
            {
                if (route.Has(field)) report.At(manifest, route, field, $"{field} is deprecated.");
            }

            if (route.Map("corsPolicy") is { } policy && policy.Says("allowOrigin")) report.At(manifest, policy, "allowOrigin", "allowOrigin is deprecated.");
        }
    }
}

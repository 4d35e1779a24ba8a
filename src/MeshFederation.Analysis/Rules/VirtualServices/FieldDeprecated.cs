using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class FieldDeprecated : ObjectRule
{
    public override string Id => "MF1324";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A VirtualService uses no setting that Istio has given up.";

    public override string Recommendation =>
        "Use mirrorPercentage instead of mirrorPercent, allowOrigins instead of allowOrigin, percentage instead of percent, and "
        + "namespace/name for a Gateway.";

    public override string Source =>
        "pkg/config/validation/virtualservice.go validateHTTPRoute, validateGatewayNames; pkg/config/analysis/analyzers/deprecation";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var routes = manifest.Spec.Maps("http");
        CheckGateways(manifest, manifest.Spec, report);
        foreach (var route in routes)
        {
            foreach (var match in route.Maps("match")) CheckGateways(manifest, match, report);
        }

        foreach (var route in routes)
        {
            if (route.Map("fault")?.Map("delay") is { } delay && delay.Number("percent") > 0)
                report.At(manifest, delay, "percent", "percent is deprecated.");
            foreach (var field in MirrorFields.WholePercents)
            {
                if (route.Has(field)) report.At(manifest, route, field, $"{field} is deprecated.");
            }

            if (route.Map("corsPolicy") is { } policy && policy.Says("allowOrigin"))
                report.At(manifest, policy, "allowOrigin", "allowOrigin is deprecated.");
        }
    }

    /// <summary>Until 1.1 a Gateway was named as if it were a host.</summary>
    private static void CheckGateways(MeshManifest manifest, UnstructuredMap owner, Report report)
    {
        foreach (var (index, name) in owner.Texts("gateways"))
        {
            if (GatewayName.Old(name) is var (space, gateway))
                report.At(manifest, owner.List("gateways"), index, $"'{name}' is the old form of '{space}/{gateway}'.");
        }
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class WeightsWrong : ObjectRule
{
    public override string Id => "MF1307";

    public override string Title => "Weights are not negative, and of several destinations at least one has some.";

    public override string Recommendation => "Give weights that total 100.";

    public override string Source => "pkg/config/validation/validation.go validateHTTPRouteDestinations";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in manifest.Spec.Maps(kind)) Check(manifest, route, report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap route, Report report)
    {
        var weights = route.Maps("route");
        foreach (var weight in weights)
        {
            if (weight.Number("weight") < 0) report.At(manifest, weight, "weight", "The weight is negative.");
        }

        if (weights.Length > 1 && weights.All(static weight => weight.Number("weight") is null or 0))
            report.At(manifest, route, "route", "No destination has a weight, so none gets a request.");
    }
}

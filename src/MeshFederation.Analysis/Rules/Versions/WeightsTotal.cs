using MeshFederation.Analysis.Rules.VirtualServices;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class WeightsTotal : Rule
{
    public override string Id => "MF4002";

    public override string Title => "Where Istio asks for it, until 1.14, the weights of several destinations total 100.";

    public override string Recommendation => "Let the weights total 100.";

    public override string Source => "1.14.0 pkg/config/validation/validation.go validateHTTPRouteDestinations";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var service in federation.Of(IstioKind.VirtualService))
        {
            var version = federation.In(service.Cluster).Cluster.IstioVersion;
            if (!IstioBehavior.WeightsMustTotalHundred(version)) continue;
            foreach (var (route, weights) in Branch.Weights(service))
            {
                var total = weights.Sum(weight => Math.Clamp(weight.Number("weight") ?? 0, 0, 1_000_000));
                if (weights.Count > 1 && total != 100)
                {
                    report.At(
                        service,
                        route,
                        "route",
                        FormattableString.Invariant($"The weights total {total}; Istio {version} refuses all but 100."));
                }
            }
        }
    }
}

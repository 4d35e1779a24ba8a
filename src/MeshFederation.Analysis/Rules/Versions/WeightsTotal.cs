using MeshFederation.Analysis.Rules.VirtualServices;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class WeightsTotal : VersionRule
{
    public override string Id => "MF4002";

    public override string Title => "Where Istio asks for it, until 1.14, the weights of several destinations total 100.";

    public override string Recommendation => "Let the weights total 100.";

    public override string Source => "1.14.0 pkg/config/validation/validation.go validateHTTPRouteDestinations";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var service in federation.Of(IstioKind.VirtualService))
        {
            var cluster = federation.In(service.Cluster).Cluster;
            var version = cluster.IstioVersion;
            if (!cluster.IsVersionAssumed && !IstioBehavior.WeightsMustTotalHundred(version)) continue;
            foreach (var (route, weights) in Branch.Weights(service))
            {
                var total = weights.Sum(weight => Math.Clamp(weight.Number("weight") ?? 0, 0, 1_000_000));
                if (weights.Count > 1 && total != 100)
                {
                    yield return new(
                        cluster,
                        (report, message, cause) => report.At(service, route, "route", message, cause),
                        FormattableString.Invariant($"The weights total {total}; Istio {version} refuses all but 100."),
                        $"the Istio of {cluster.Name} takes weights that do not total 100");
                }
            }
        }
    }
}

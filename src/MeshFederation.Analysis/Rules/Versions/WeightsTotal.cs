using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

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
            if (!cluster.IsVersionAssumed && !IstioBehavior.WeightsMustTotalHundred(cluster.IstioVersion)) continue;
            foreach (var kind in RouteLists.All)
            {
                foreach (var route in service.Spec.Maps(kind))
                {
                    if (Total(route) is { } total and not 100) yield return Fault(service, route, total, cluster);
                }
            }
        }
    }

    /// <summary>What the weights of several destinations total; null of one, or none.</summary>
    private static long? Total(UnstructuredMap route)
    {
        var weights = route.Maps("route");
        if (weights.Length < 2) return null;
        var total = 0L;
        foreach (var weight in weights) total += Math.Clamp(weight.Number("weight") ?? 0, 0, 1_000_000);
        return total;
    }

    private static VersionFault Fault(MeshManifest service, UnstructuredMap route, long total, MeshCluster cluster) => new(
        cluster,
        (report, message, cause) => report.At(service, route, "route", message, cause),
        FormattableString.Invariant($"The weights total {total}; Istio {cluster.IstioVersion} refuses all but 100."),
        $"the Istio of {cluster.Name} takes weights that do not total 100");
}

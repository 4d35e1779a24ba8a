using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class NearestFirst : WayRule
{
    public override string Id => "MF3046";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title =>
        "Endpoints of several localities are shared out as meant: outlier detection makes callers use the nearest alone until these "
        + "fail.";

    public override string Recommendation =>
        "Nothing, where the others are for failover; else share out by loadBalancer.localityLbSetting.distribute, or turn it off by "
        + "enabled: false.";

    public override string Source => "pilot/pkg/networking/core/loadbalancer/loadbalancer.go ApplyLocalityLoadBalancer";

    protected override string? Fault(GatewayCall way)
    {
        if (TrafficPolicies.Effective(way.Rule, way.Subset, way.Port.Number) is not { } policy
            || !EndpointTiers.ComeByLocality(way.Client, policy.Policy) || ManifestLabels.AreOurs(way.Rule!.First))
        {
            return null;
        }

        var places = way.Entry.Spec.Maps("endpoints").Select(endpoint => endpoint.Text("locality")).OfType<string>()
            .Distinct(StringComparer.Ordinal).ToList();
        if (places.Count < 2) return null;
        var named = string.Join(", in ", places);
        return $"Callers of '{way.Service.Host}' in {named} each call the endpoints of their own locality alone until these fail.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        (way.Rule!.PolicyFrom, "spec.trafficPolicy.outlierDetection");

    protected override object CauseOf(GatewayCall way) => (Place(way).Manifest, way.Service.Host);
}

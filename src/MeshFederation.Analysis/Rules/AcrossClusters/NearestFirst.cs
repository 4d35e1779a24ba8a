using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

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
        if (way.Rule is null || ManifestLabels.AreOurs(way.Rule.First)) return null;
        var policy = TrafficPolicies.Effective(way.Rule, way.Subset, way.Port.Number);
        if (policy?.Map("outlierDetection") is null || !ComeByLocality(way, policy.Policy)) return null;

        return way.Client.Facts.Region is { } region ? OfRegion(way, region) : OfAnyRegion(way);
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        (way.Rule!.PolicyFrom, "spec.trafficPolicy.outlierDetection");

    protected override object CauseOf(GatewayCall way) => (Place(way).Manifest, way.Service.Host);

    /// <summary>Whether they do in every version that the cluster may have: where some do otherwise, that is said instead.</summary>
    private static bool ComeByLocality(GatewayCall way, UnstructuredMap policy)
    {
        if (!EndpointTiers.ComeByLocality(way.Client, way.Service, policy)) return false;
        foreach (var other in way.Client.OtherVersions)
        {
            if (!EndpointTiers.ComeByLocality(other, way.Service, policy)) return false;
        }

        return true;
    }

    private static string? OfAnyRegion(GatewayCall way)
    {
        var endpoints = ServiceEndpoints.Of(way.Client, way.Service, way.Port, way.Subset?.Labels ?? UnstructuredMap.Empty).Endpoints;
        var places = endpoints.Select(endpoint => endpoint.Locality).Where(locality => locality.Length > 0)
            .Distinct(StringComparer.Ordinal).ToList();
        if (places.Count < 2) return null;
        var named = string.Join(", in ", places);
        return $"Callers of '{way.Service.Host}' in {named} each call the endpoints of their own locality alone until these fail.";
    }

    /// <summary>Where callers are of one region, the engine tells which endpoints come first for them, if any do.</summary>
    private static string? OfRegion(GatewayCall way, string region)
    {
        var share = new RouteShare(way.Service.Host, way.Subset?.Name ?? "", way.Port.Number, 100, 100);
        var answer = DestinationChooser.Choose(way.Client, way.Caller, share);
        if (answer is not { Outcome: DestinationOutcome.Found, Endpoints: not null }) return null;
        if (EndpointTiers.Of(way.Client, way.Caller, answer) is not [var first, _, ..]) return null;
        var near = first.Endpoints.Select(endpoint => endpoint.Locality.Length > 0 ? endpoint.Locality : region)
            .DefaultIfEmpty(region)
            .Distinct(StringComparer.Ordinal);
        return $"Callers of '{way.Service.Host}' in {region} call the endpoints in {string.Join(", in ", near)} alone until these fail.";
    }
}

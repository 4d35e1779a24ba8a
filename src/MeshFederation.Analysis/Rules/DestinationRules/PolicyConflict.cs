using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class PolicyConflict : PolicyRule
{
    public override string Id => "MF1215";

    public override string Title => "A traffic policy has no two settings that exclude each other.";

    public override string Recommendation => "Keep one of tunnel and proxyProtocol, and one of localityLbSetting and zoneAwareLbSetting.";

    public override string Source => "pkg/config/validation/validation.go validateTrafficPolicy";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Has("tunnel") && policy.Map.Has("proxyProtocol"))
            report.At(manifest, policy.Map, "tunnel", "tunnel and proxyProtocol exclude each other.");
        if (policy.Map.Map("loadBalancer") is { } balancer
            && balancer.Has(MeshConfigWords.Localities)
            && balancer.Has(TrafficPolicyFields.Zones))
        {
            report.At(manifest, balancer, TrafficPolicyFields.Zones, "localityLbSetting and zoneAwareLbSetting exclude each other.");
        }
    }
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Clusters that were looked at: their namespaces, the environment of their istiod, the trust domains that they take.</summary>
internal sealed class ReadClusters : Twist
{
    private static readonly string[] Settings =
    [
        "PILOT_SCOPE_GATEWAY_TO_NAMESPACE=true",
        "PILOT_ENABLE_LEGACY_AUTO_PASSTHROUGH=true",
        "PILOT_SKIP_VALIDATE_TRUST_DOMAIN=true",
        "PILOT_ENABLE_TELEMETRY_LABEL=false",
        "PILOT_ENDPOINT_TELEMETRY_LABEL=false",
        "PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES=false",
        "PILOT_ENABLE_IP_AUTOALLOCATE=false",
        "ENABLE_ENHANCED_RESOURCE_SCOPING=true",
    ];

    public override void Add(TwistedWorld world, Dice dice)
    {
        for (var place = 0; place < world.Clusters.Count; place++)
        {
            var cluster = world.Clusters[place];
            if (dice.OneIn(2)) world.Clusters[place] = cluster with { Facts = Facts(cluster.Facts ?? new(), dice) };
        }
    }

    private static MeshClusterFacts Facts(MeshClusterFacts known, Dice dice)
    {
        var facts = known with { IsMeshConfigUnknown = dice.OneIn(4), DnsCapture = dice.OneIn(2) };
        if (dice.OneIn(3)) facts = facts with { IstiodSetting = [dice.Of(Settings)] };
        if (dice.OneIn(3)) facts = facts with { TrustDomainAlias = [dice.Of("td1", "cluster.local", "td2.example")] };
        if (dice.OneIn(4)) facts = facts with { TrustedDomain = [dice.Of("td1", "td2.example")] };
        if (dice.OneIn(4)) facts = facts with { NodeRegion = dice.OneIn(2) ? ["east"] : ["east", "west"] };
        return dice.OneIn(2) ? facts : facts with
        {
            Namespace =
            [
                new("default", LabelSet.Create("istio-injection", dice.Of("enabled", "disabled"))),
                new("istio-system", LabelSet.Empty),
                new("shop", dice.OneIn(2) ? LabelSet.Create("istio.io/rev", "old") : LabelSet.Empty),
            ],
        };
    }
}

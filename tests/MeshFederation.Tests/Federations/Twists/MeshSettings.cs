using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Settings of the mesh that decide who sees what, and what becomes of calls that nothing takes.</summary>
internal sealed class MeshSettings : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        for (var place = 0; place < world.Clusters.Count; place++)
        {
            if (dice.OneIn(2)) world.Clusters[place] = With(world.Clusters[place], dice);
        }

        var cluster = dice.Of(world.Clusters);
        foreach (var space in new[] { "default", "shop", "istio-system" })
        {
            if (dice.OneIn(2))
                world.Add(cluster.Name, ReadKind.Namespace, "", space, Map(), Map(("istio-discovery", dice.Of("enabled", "disabled"))));
        }
    }

    private static MeshCluster With(MeshCluster cluster, Dice dice) => cluster with
    {
        Network = dice.OneIn(3) ? "net1" : cluster.Network,
        Region = dice.OneIn(3) ? "west" : cluster.Region,
        MeshConfig = cluster.MeshConfig with
        {
            DiscoverySelector = dice.OneIn(3) ? [SelectorSyntax.Parse("istio-discovery=enabled")] : [],
            DefaultServiceExportTo = Scope(dice),
            DefaultVirtualServiceExportTo = Scope(dice),
            DefaultDestinationRuleExportTo = Scope(dice),
            OutboundTrafficPolicy = dice.OneIn(2) ? OutboundTrafficPolicy.RegistryOnly : OutboundTrafficPolicy.AllowAny,
            EnableAutoMtls = dice.Of<bool?>(null, true, false),
            FailsOverByLocality = dice.OneIn(2),
            UpgradesHttp = dice.OneIn(3),
        },
    };

    private static ValueList<string> Scope(Dice dice) => dice.Next(6) switch
    {
        0 => ["."],
        1 => ["shop"],
        2 => ["~"],
        3 => [".", "istio-system"],
        _ => [],
    };
}

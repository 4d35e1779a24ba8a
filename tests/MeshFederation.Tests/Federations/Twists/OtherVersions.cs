using MeshFederation.Model.Clusters;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Clusters of versions other than the objects were made for, and gateways of another revision than their cluster.</summary>
internal sealed class OtherVersions : Twist
{
    private static readonly string[] Versions =
        ["1.4.10", "1.6.8", "1.8.6", "1.10.3", "1.12.9", "1.16.7", "1.18.0", "1.20.3", "1.21.0", "1.24.2", "1.28.0", "1.30.3", "1.31.0"];

    public override void Add(TwistedWorld world, Dice dice)
    {
        for (var place = 0; place < world.Clusters.Count; place++)
        {
            var cluster = world.Clusters[place];
            if (dice.OneIn(2)) cluster = cluster with { IstioVersion = Any(dice) };
            world.Clusters[place] = dice.OneIn(4) ? cluster with { Facts = WithGateway(cluster.Facts ?? new(), dice) } : cluster;
        }
    }

    private static MeshClusterFacts WithGateway(MeshClusterFacts facts, Dice dice) =>
        facts with { GatewayIstioVersion = Any(dice), GatewayRevision = "old" };

    private static IstioVersion Any(Dice dice) => IstioVersion.Parse(dice.Of(Versions));
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>DestinationRules that say something for ports, subsets or some pods alone.</summary>
internal sealed class RuleParts : Twist
{
    private static readonly string[] Modes = ["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL", "ISTIO_MUTUAL"];

    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var cluster = dice.Cluster(service);
        for (var number = dice.Next(2); number >= 0; number--)
        {
            world.Add(cluster, ReadKind.DestinationRule, dice.Space(service), FormattableString.Invariant($"parts{number}"), Map(
                ("host", dice.OneIn(4) ? dice.Of("*.global", "*.svc.cluster.local", "*") : dice.Host(service)),
                ("exportTo", dice.OneIn(2) ? List(dice.Of(".", "*", "shop", "istio-system", "~")) : null),
                ("workloadSelector", dice.OneIn(4) ? Map(("matchLabels", Map(("app", dice.Of("batch", service.Name))))) : null),
                ("trafficPolicy", dice.Sometimes(Policy(service, dice))),
                ("subsets", dice.Sometimes(List(Subset(service, "version-v1", dice), dice.Sometimes(Subset(service, "other", dice)))))));
        }
    }

    private static UnstructuredMap Subset(MeshService service, string name, Dice dice) => Map(
        ("name", name),
        ("labels", dice.Of(Map(("version", "v1")), Map(("version", "v9")), Map(("topology.istio.io/cluster", "c1")), Map())),
        ("trafficPolicy", dice.OneIn(3) ? Policy(service, dice) : null));

    private static UnstructuredMap Policy(MeshService service, Dice dice) => Map(
        ("tls", dice.Sometimes(Tls(dice))),
        ("loadBalancer", dice.OneIn(4) ? Map(("simple", dice.Of("PASSTHROUGH", "ROUND_ROBIN"))) : null),
        ("outlierDetection", dice.OneIn(4) ? Map(("consecutive5xxErrors", 5L)) : null),
        ("portLevelSettings", dice.OneIn(2) ? List(Map(
            ("port", Map(("number", dice.Port(service)))),
            ("tls", dice.Sometimes(Tls(dice))))) : null));

    private static UnstructuredMap Tls(Dice dice) => Map(
        ("mode", dice.Of(Modes)),
        ("sni", dice.OneIn(4) ? dice.Of("a.example.com", "outbound_.80_._.reviews.default.svc.cluster.local") : null),
        ("subjectAltNames", dice.OneIn(4) ? List("spiffe://cluster.local/ns/default/sa/" + dice.Of("reviews", "default")) : null));
}

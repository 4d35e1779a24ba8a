using MeshFederation.Istio.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Sidecars of the mesh, of namespaces and of some pods, with listeners of their own.</summary>
internal sealed class SidecarParts : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var port = dice.OneIn(3)
            ? Map(("number", dice.Port(service)), ("name", "own"), ("protocol", dice.Of("HTTP", "TCP", "TLS")))
            : null;
        world.Add(dice.Cluster(service), ReadKind.Sidecar, dice.OneIn(3) ? "istio-system" : dice.Space(service), "parts", Map(
            ("workloadSelector", dice.OneIn(4) ? Map(("labels", Map(("app", dice.Of("batch", service.Name))))) : null),
            ("outboundTrafficPolicy", dice.OneIn(3) ? Map(("mode", dice.Of("REGISTRY_ONLY", "ALLOW_ANY"))) : null),
            ("egress", dice.OneIn(5) ? null : List(
                port is null ? null : Map(
                    ("port", port), ("bind", dice.OneIn(4) ? "127.0.0.1" : null), ("hosts", List(Seen(dice)))),
                Map(("hosts", List(Seen(dice), dice.Sometimes(Seen(dice))))))),
            ("ingress", dice.OneIn(6) ? List(Map(
                ("port", Map(("number", 9080L), ("name", "http"), ("protocol", "HTTP"))),
                ("defaultEndpoint", "127.0.0.1:8080"))) : null)));
    }

    private static string Seen(Dice dice)
    {
        var host = dice.Of("*", "*.global", "*.svc.cluster.local", dice.Host(dice.Service()));
        return $"{dice.Of("*", ".", "~", "default", "shop", "istio-system")}/{host}";
    }
}

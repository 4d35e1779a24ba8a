using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Routes of TLS and of bytes, by server names, addresses, ports, namespaces and labels.</summary>
internal sealed class ConnectionRoutes : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var host = dice.Host(service);
        var kind = dice.Of("tls", "tls", "tcp");
        var routes = Enumerable.Range(0, dice.Next(2) + 1).Select(_ => Map(
            ("match", kind == "tls" ? List(Match(service, host, dice), dice.Sometimes(Match(service, "www." + host, dice)))
                : dice.Sometimes(List(Taken(service, dice)))),
            ("route", List(Share(dice), dice.Sometimes(Share(dice)))))).ToList();
        world.Add(dice.Cluster(service), ReadKind.VirtualService, dice.Space(service), "connections", Map(
            ("hosts", List(host, dice.OneIn(3) ? dice.Of("*.example.com", "*.global", "www." + host) : null)),
            ("exportTo", dice.OneIn(4) ? List(dice.Of(".", "shop")) : null),
            ("gateways", dice.OneIn(4) ? List("mesh", "istio-system/public") : null),
            (kind, List([.. routes]))));
    }

    private static UnstructuredMap Match(MeshService service, string host, Dice dice) => Map(
        ("sniHosts", List(host, dice.OneIn(3) ? dice.Of("*.example.com", "*", "other.example.com") : null)),
        ("port", dice.Sometimes(dice.Port(service))),
        ("gateways", dice.OneIn(5) ? List("mesh") : null),
        ("sourceNamespace", dice.OneIn(5) ? dice.Of("shop", "edge") : null));

    private static UnstructuredMap Taken(MeshService service, Dice dice) => Map(
        ("port", dice.Sometimes(dice.Port(service))),
        ("destinationSubnets", dice.OneIn(4) ? List("240.0.0.0/4") : null),
        ("sourceLabels", dice.OneIn(4) ? Map(("app", "batch")) : null),
        ("sourceNamespace", dice.OneIn(4) ? dice.Of("shop", "edge") : null));

    private static UnstructuredMap Share(Dice dice)
    {
        var to = dice.Service();
        return Map(
            ("destination", Map(
                ("host", dice.Host(to)),
                ("subset", dice.OneIn(4) ? "version-v1" : null),
                ("port", dice.Sometimes(Map(("number", dice.Port(to))))))),
            ("weight", dice.Of<object?>(null, 0L, 50L, 100L)));
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Routes of requests with all that they can do: matches, mirrors, redirects, answers, faults, rewrites and delegates.</summary>
internal sealed class RequestRoutes : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var (cluster, space) = (dice.Cluster(service), dice.Space(service));
        var routes = Enumerable.Range(0, dice.Next(3) + 1).Select(_ => Route(service, dice)).ToList();
        var delegates = dice.OneIn(3);
        if (delegates)
        {
            var name = dice.Of("delegate", "delegate", "other");
            routes.Add(Map(
                ("match", List(Map(("uri", Map(("prefix", "/d")))))),
                ("delegate", Map(("name", name), ("namespace", dice.Sometimes(space))))));
            world.Add(cluster, ReadKind.VirtualService, space, "delegate", Map(
                ("hosts", dice.OneIn(5) ? List(dice.Host(service)) : null),
                ("exportTo", dice.OneIn(4) ? List(dice.Of(".", "shop")) : null),
                ("http", List(Route(service, dice), Route(service, dice)))));
        }

        world.Add(cluster, ReadKind.VirtualService, space, "requests", Map(
            ("hosts", List(dice.Host(service), dice.OneIn(4) ? dice.Of("*.example.com", "*", "b.example.com") : null)),
            ("exportTo", dice.OneIn(4) ? List(dice.Of(".", "shop", "istio-system")) : null),
            ("gateways", dice.OneIn(4) ? List(dice.Of("mesh", "istio-system/public"), "mesh") : null),
            ("http", List([.. routes]))));
    }

    private static UnstructuredMap Route(MeshService service, Dice dice)
    {
        var match = dice.OneIn(2) ? List(Match(service, dice), dice.OneIn(3) ? Match(service, dice) : null) : null;
        return dice.Next(8) switch
        {
            0 => Map(("match", match), ("redirect", Map(("uri", "/there"), ("authority", dice.Sometimes(dice.Host(service)))))),
            1 => Map(("match", match), ("directResponse", Map(("status", 503L)))),
            2 => Map(("match", match), ("route", List())),
            _ => Map(
                ("name", "made"),
                ("match", match),
                ("route", List(Share(dice), dice.OneIn(3) ? Share(dice) : null)),
                ("mirror", dice.OneIn(4) ? Target(dice) : null),
                ("mirrors", dice.OneIn(5) ? List(Map(("destination", Target(dice)), ("percentage", Map(("value", 5L))))) : null),
                ("rewrite", dice.OneIn(4) ? Map(("authority", dice.Host(dice.Service())), ("uri", "/")) : null),
                ("fault", dice.OneIn(4) ? Fault(dice) : null),
                ("timeout", dice.OneIn(4) ? "3s" : null)),
        };
    }

    private static UnstructuredMap Fault(Dice dice) =>
        Map(("abort", Map(("httpStatus", 503L), ("percentage", Map(("value", dice.Of<object>(0L, 50L, 100L)))))));

    private static UnstructuredMap Match(MeshService service, Dice dice) => dice.Next(7) switch
    {
        0 => Map(("uri", Map((dice.Of("exact", "prefix"), "/a")))),
        1 => Map(("port", dice.Port(service))),
        2 => Map(("headers", Map(("end-user", Map(("exact", "jason")))))),
        3 => Map(("sourceNamespace", dice.Of("shop", "edge", "default"))),
        4 => Map(("sourceLabels", Map(("app", "batch")))),
        5 => Map(("gateways", List(dice.Of("mesh", "istio-system/public")))),
        _ => Map(("authority", Map(("prefix", service.Name))), ("method", Map(("exact", "GET")))),
    };

    private static UnstructuredMap Share(Dice dice) =>
        Map(("destination", Target(dice)), ("weight", dice.Of<object?>(null, 0L, 50L, 100L)));

    private static UnstructuredMap Target(Dice dice)
    {
        var to = dice.Service();
        return Map(
            ("host", dice.Host(to)),
            ("subset", dice.OneIn(4) ? dice.Of("version-v1", "other") : null),
            ("port", dice.Sometimes(Map(("number", dice.Port(to))))));
    }
}

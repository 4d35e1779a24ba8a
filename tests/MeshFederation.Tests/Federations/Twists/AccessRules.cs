using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>AuthorizationPolicies of every action, for all pods, some of them, or the gateway, by who calls and for what.</summary>
internal sealed class AccessRules : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        for (var number = dice.Next(2); number >= 0; number--)
        {
            var action = dice.Of<string?>(null, "ALLOW", "ALLOW", "DENY", "CUSTOM", "AUDIT");
            var selector = dice.Next(4) switch
            {
                0 => Map(("matchLabels", Map(("app", service.Name)))),
                1 => Map(("matchLabels", Map(("istio", "ingressgateway")))),
                2 => Map(("matchLabels", Map(("version", "v1")))),
                _ => null,
            };
            world.Add(
                dice.Cluster(service), ReadKind.AuthorizationPolicy, dice.OneIn(3) ? "istio-system" : service.Namespace,
                FormattableString.Invariant($"access{number}"),
                Map(
                    ("selector", selector),
                    ("action", action),
                    ("provider", action == "CUSTOM" ? Map(("name", "authz")) : null),
                    ("rules", dice.OneIn(6) ? null : List(Rule(service, dice), dice.OneIn(3) ? Rule(service, dice) : null))));
        }
    }

    private static UnstructuredMap Rule(MeshService service, Dice dice) => Map(
        ("from", dice.Sometimes(List(Map(("source", Source(dice)))))),
        ("to", dice.Sometimes(List(Map(("operation", Operation(service, dice)))))),
        ("when", dice.OneIn(5) ? List(Map(("key", "source.namespace"), ("values", List(dice.Of("default", "shop"))))) : null));

    private static UnstructuredMap Source(Dice dice) => dice.Next(5) switch
    {
        0 => Map(("principals", List(dice.Of("*", "cluster.local/ns/default/sa/*", "td1/ns/shop/sa/a", "*/sa/default")))),
        1 => Map(("notPrincipals", List(dice.Of("*", "cluster.local/ns/default/sa/default")))),
        2 => Map(("notNamespaces", List(dice.Of("default", "shop", "istio-system")))),
        3 => Map(("ipBlocks", List("192.0.2.0/24"))),
        _ => Map(("namespaces", List(dice.Of("default", "shop", "edge", "istio-system"), dice.Sometimes("*")))),
    };

    private static UnstructuredMap Operation(MeshService service, Dice dice) => dice.Next(5) switch
    {
        0 => Map(("methods", List(dice.Of("GET", "POST", "*")))),
        1 => Map(("paths", List(dice.Of("/a", "/*", "*")))),
        2 => Map(("hosts", List(dice.Of("*", dice.Host(service))))),
        3 => Map(("notPorts", List(FormattableString.Invariant($"{dice.Port(service)}")))),
        _ => Map(("ports", List(FormattableString.Invariant($"{dice.Of(dice.Port(service), 8080L)}")))),
    };
}

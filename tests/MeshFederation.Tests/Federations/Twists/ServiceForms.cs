using MeshFederation.Istio.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Services that are headless, other names of hosts, without selectors, or hidden, and ports of every kind.</summary>
internal sealed class ServiceForms : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var cluster = dice.Cluster(service);
        var isName = dice.OneIn(4);
        var name = dice.Of("forms", service.Name);
        world.Objects.RemoveAll(item => item.Cluster == cluster && item.Kind == "Service" && item.Name == name);
        world.Add(
            cluster, ReadKind.Service, dice.Space(service), name,
            Map(
                ("type", isName ? "ExternalName" : null),
                ("externalName", isName ? dice.Host(dice.Service()) : null),
                ("clusterIP", !isName && dice.OneIn(3) ? dice.Of("None", "10.0.0.9") : null),
                ("selector", dice.OneIn(4) ? null : Map(("app", service.Name), ("version", dice.OneIn(4) ? "v1" : null))),
                ("publishNotReadyAddresses", dice.OneIn(6) ? true : null),
                ("trafficDistribution", dice.OneIn(6) ? "PreferClose" : null),
                ("ports", isName && dice.OneIn(2) ? null : List([.. service.Port.Select(port => Map(
                    ("port", dice.OneIn(5) ? 81L : port.Number),
                    ("name", dice.OneIn(4) ? dice.Of("http", "tcp", "tls", "web", "udp") : port.Name),
                    ("protocol", dice.OneIn(6) ? "UDP" : null),
                    ("appProtocol", dice.OneIn(5) ? dice.Of("http", "tcp", "https", "kubernetes.io/h2c") : null),
                    ("targetPort", dice.OneIn(3) ? dice.Of<object>("named", 8080L, 15443L) : null)))]))),
            dice.OneIn(5) ? Map(("istio.io/global", "true")) : null,
            dice.OneIn(4) ? Map(("networking.istio.io/exportTo", dice.Of(".", "~", "shop", "*"))) : null);
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>
/// Gateways beside those of a federation: servers of every kind, for the same pods or others, and VirtualServices at them.
/// </summary>
internal sealed class GatewayServers : Twist
{
    private static readonly string[] Modes = ["PASSTHROUGH", "AUTO_PASSTHROUGH", "ISTIO_MUTUAL", "SIMPLE", "MUTUAL"];

    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var cluster = dice.Of(service.Cluster);
        var host = dice.Host(service);
        var space = dice.Of("istio-system", "istio-system", service.Namespace);
        world.Add(cluster.Name, ReadKind.Gateway, space, dice.Of("public", "servers"), Map(
            ("selector", Map(("istio", dice.Of("ingressgateway", "ingressgateway", "eastwestgateway")))),
            ("servers", List(Server(cluster.Gateway.TargetPort, host, dice), dice.Sometimes(Server(80, host, dice))))));
        if (dice.OneIn(3)) return;
        var kind = dice.Of("http", "tls", "tcp");
        world.Add(cluster.Name, ReadKind.VirtualService, dice.Of("istio-system", service.Namespace), "entered", Map(
            ("hosts", List(host)),
            ("gateways", List("istio-system/" + dice.Of("public", "servers"), dice.OneIn(3) ? "mesh" : null)),
            (kind, List(Map(
                ("match", kind == "tls" ? List(Map(("sniHosts", List(host)))) : null),
                ("route", List(Map(("destination", Map(
                    ("host", dice.Host(dice.Service())),
                    ("subset", dice.OneIn(4) ? "version-v1" : null),
                    ("port", dice.Sometimes(Map(("number", dice.Port(service)))))))))))))));
    }

    private static UnstructuredMap Server(int port, string host, Dice dice)
    {
        var mode = dice.Of(Modes);
        return Map(
            ("port", Map(
                ("number", dice.Of((long)port, port, 15443L, 443L)),
                ("name", dice.Of("tls", "other")),
                ("protocol", dice.Of("TLS", "TLS", "HTTPS", "HTTP", "TCP")))),
            ("tls", dice.OneIn(5) ? null : Map(("mode", mode), ("credentialName", mode is "SIMPLE" or "MUTUAL" ? "cert" : null))),
            ("bind", dice.OneIn(8) ? "10.0.0.1" : null),
            ("hosts", List(dice.Of(host, host, "*", "*.global", "*.local", "shop/*", "./*"))));
    }
}

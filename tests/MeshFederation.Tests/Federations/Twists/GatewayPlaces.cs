using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Where a gateway is: its Service of every type, with addresses or without, the nodes, and its pods.</summary>
internal sealed class GatewayPlaces : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var cluster = dice.Of(world.Clusters);
        var gateway = cluster.Gateway;
        var type = dice.Of("LoadBalancer", "LoadBalancer", "NodePort", "ClusterIP");
        world.Add(
            cluster.Name, ReadKind.Service, gateway.Namespace, "istio-eastwestgateway",
            Map(
                ("type", type),
                ("selector", dice.OneIn(6) ? Map(("istio", "other")) : UnstructuredMap.Of(gateway.Selector)),
                ("externalIPs", dice.OneIn(5) ? List(dice.Of(gateway.Address)) : null),
                ("loadBalancerIP", dice.OneIn(6) ? dice.Of(gateway.Address) : null),
                ("ports", List(Map(
                    ("name", dice.Of("tls", "tcp")),
                    ("port", dice.Of((long)gateway.Port, gateway.Port, 15443L)),
                    ("targetPort", dice.Of<object?>(null, (long)gateway.TargetPort, 15443L, 8443L, "tls")),
                    ("nodePort", type == "ClusterIP" ? null : dice.Of(31443L, 30443L)))))),
            dice.OneIn(3) ? Map(("topology.istio.io/network", dice.Of("net1", "net2"))) : null,
            type == "NodePort" && dice.OneIn(2) ? Map(("traffic.istio.io/nodeSelector", "{}")) : null);
        if (type == "LoadBalancer" && !dice.OneIn(3)) AddStatus(world, gateway, dice);
        if (dice.OneIn(3)) AddPods(world, cluster, dice);
    }

    private static void AddStatus(TwistedWorld world, MeshGateway gateway, Dice dice)
    {
        var service = world.Objects[^1];
        var address = dice.Of(dice.Of(gateway.Address), "192.0.2.98");
        var status = Map(("loadBalancer", Map(("ingress", List(Map((dice.Of("ip", "hostname"), address)))))));
        world.Objects[^1] = new(service.Cluster, service.Content.Changed("status", status));
    }

    private static void AddPods(TwistedWorld world, MeshCluster cluster, Dice dice)
    {
        var spec = Map(
            ("serviceAccountName", dice.Of("istio-eastwestgateway", "default")),
            ("containers", List(Map(
                ("name", "istio-proxy"),
                ("image", "docker.io/istio/proxyv2:" + dice.Of("1.8.6", "1.20.3", "1.30.3")),
                ("ports", dice.Sometimes(List(Map(("name", "tls"), ("containerPort", (long)cluster.Gateway.TargetPort))))),
                ("env", List(
                    dice.OneIn(3) ? Map(("name", "ISTIO_META_ROUTER_MODE"), ("value", "sni-dnat")) : null,
                    dice.OneIn(4) ? Map(("name", "ISTIO_META_REQUESTED_NETWORK_VIEW"), ("value", dice.Of("net1", "net2"))) : null))))));
        var labels = UnstructuredMap.Of(cluster.Gateway.Selector).Changed("istio.io/rev", dice.OneIn(4) ? "old" : null);
        if (dice.OneIn(2))
        {
            world.Add(cluster.Name, ReadKind.Pod, cluster.Gateway.Namespace, "gateway", spec, labels);
        }
        else
        {
            world.Add(cluster.Name, ReadKind.Deployment, cluster.Gateway.Namespace, "gateway", Map(
                ("selector", Map(("matchLabels", UnstructuredMap.Of(cluster.Gateway.Selector)))),
                ("template", Map(("metadata", Map(("labels", labels))), ("spec", spec)))));
        }
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Namespaces without sidecars, waypoints, and Services whose calls go to other networks through tunnels.</summary>
internal sealed class AmbientPlaces : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var (server, client) = (dice.Of(service.Cluster), dice.Of(service.ClientCluster));
        if (dice.OneIn(2)) AddFacts(world, client.Name, service.Namespace);
        var waypoint = dice.OneIn(3) ? "waypoint" : null;
        foreach (var cluster in new[] { server.Name, client.Name }.Distinct(StringComparer.Ordinal))
        {
            world.Add(cluster, ReadKind.Namespace, "", service.Namespace, Map(), Map(
                ("istio.io/dataplane-mode", dice.OneIn(5) ? "none" : "ambient"),
                ("istio.io/use-waypoint", dice.OneIn(3) ? waypoint : null)));
            world.Objects.RemoveAll(item => item.Cluster == cluster && item.Kind == "Service" && item.Name == service.Name);
            world.Add(
                cluster, ReadKind.Service, service.Namespace, service.Name,
                Map(
                    ("selector", Map(("app", service.Name))),
                    ("ports", List([.. service.Port.Select(port => Map(("port", (long)port.Number), ("name", port.Name)))]))),
                Map(("istio.io/global", dice.OneIn(5) ? null : "true"), ("istio.io/use-waypoint", dice.OneIn(3) ? waypoint : null)));
            if (waypoint is not null && dice.OneIn(2)) AddGateway(world, cluster, service.Namespace, waypoint, "istio-waypoint", "");
        }

        var network = dice.Of("net2", "net2", "net3");
        if (!dice.OneIn(4)) AddGateway(world, server.Name, "istio-system", "east", "istio-east-west", "net2");
        var address = dice.Of(server.Gateway.Address);
        if (!dice.OneIn(4)) AddGateway(world, client.Name, "istio-system", "remote", "istio-remote", network, address);
        world.Add(client.Name, ReadKind.WorkloadEntry, service.Namespace, "ambient", Map(
            ("network", "net2"),
            ("serviceAccount", dice.Sometimes(service.Name)),
            ("labels", Map(("app", service.Name))),
            ("weight", dice.Of(0L, 1L, 3L))));
        if (dice.OneIn(3)) return;
        world.Add(
            server.Name, ReadKind.Pod, service.Namespace, "ambient",
            Map(("serviceAccountName", service.Name), ("containers", List(Map(("name", "app"), ("image", "app"))))),
            Map(("app", service.Name), ("version", "v1")));
    }

    private static void AddFacts(TwistedWorld world, string name, string space)
    {
        var place = world.Clusters.FindIndex(cluster => cluster.Name == name);
        var cluster = world.Clusters[place];
        world.Clusters[place] = cluster with
        {
            Network = "net1",
            Facts = (cluster.Facts ?? new()) with
            {
                AmbientNamespace = [space],
                Namespace = [new(space, LabelSet.Create("istio.io/dataplane-mode", "ambient"))],
                IstiodSetting = ["AMBIENT_ENABLE_MULTI_NETWORK=true", "PILOT_ENABLE_AMBIENT=true"],
            },
            MeshConfig = cluster.MeshConfig with
            {
                GlobalService = [new(SelectorSyntax.Parse("istio.io/global=true"), new([]))],
            },
        };
    }

    private static void AddGateway(
        TwistedWorld world, string cluster, string space, string name, string kind, string network, string? address = null) => world.Add(
            cluster, ReadKind.ApiGateway, space, name,
            Map(
                ("gatewayClassName", kind),
                ("addresses", address is null ? null : List(Map(("type", "IPAddress"), ("value", address)))),
                ("listeners", List(Map(("name", "mesh"), ("port", 15008L), ("protocol", "HBONE"))))),
            network.Length == 0 ? null : Map(("topology.istio.io/network", network)));
}

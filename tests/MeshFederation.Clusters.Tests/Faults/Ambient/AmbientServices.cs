using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>
/// Services that are called in ambient mode: one that its caller's cluster has not, one that it has, whose requests become split at a
/// waypoint, and one that comes.
/// </summary>
internal static class AmbientServices
{
    /// <summary>The name of the network of a cluster.</summary>
    public static string NetworkOf(string cluster) => cluster + "-network";

    public static FaultServices Of(string kubeconfig)
    {
        MeshCluster[] clusters = [WithWaypoint(Describe("cluster1")), Describe("cluster2"), Describe("cluster3")];
        var (one, two, three) = (clusters[0], clusters[1], clusters[2]);
        return new(clusters)
        {
            Old = [Service("ratings", [two], one), Service("reviews", [one, two], one)],
            New = [Service("reviews", [one, two], one, "cluster2/v3:75", "cluster1:25"), Service("orders", [three], two)],
            Third = [Service("reviews", [one, two], one, "cluster2/v4:30", "cluster1/v2:70"), Service("ratings", [two], three)],
            Other = [Service("ratings", [two], one), Service("orders", [three], one)],
        };

        MeshCluster Describe(string name) => ClusterDeclaration.Check(new(name, name)
        {
            Kubeconfig = kubeconfig,
            RoutingMode = MeshRoutingMode.Ambient,
            Network = NetworkOf(name),
            IstioVersion = IstioVersion.Parse("1.30.3"),
            Gateway = AmbientClusters.Usual(new MeshGateway { Address = ["192.0.2.1"] }) with
            {
                Selector = LabelSet.Create(GatewayApi.NameLabel, "east-west"),
            },
        });
    }

    private static MeshCluster WithWaypoint(MeshCluster cluster)
    {
        var labels = LabelSet.Create([new("istio.io/dataplane-mode", "ambient"), new("istio.io/use-waypoint", "waypoint")]);
        return cluster with
        {
            MeshConfig = new() { GlobalService = [ServiceScopes.Of(cluster)[0]] },
            Facts = new()
            {
                AmbientNamespace = ["default"],
                Waypoint = ["default/waypoint"],
                ServiceWaypoint = [],
                Namespace = [new("default", labels)],
            },
        };
    }

    private static MeshService Service(string name, MeshCluster[] clusters, MeshCluster caller, params string[] split)
    {
        var service = ServiceDeclaration.Check(new(
            name: name,
            ns: "default",
            port: [PortSyntax.Parse("http:9080")],
            instance: [.. clusters.Select(cluster =>
                new MeshServiceInstance(cluster) { ServiceAccount = [name], Selector = LabelSet.Create("app", name) })],
            clientCluster: [caller]));
        return split.Length == 0 ? service : service.WithTrafficSplit([.. split.Select(DestinationSyntax.Parse)], []);
    }
}

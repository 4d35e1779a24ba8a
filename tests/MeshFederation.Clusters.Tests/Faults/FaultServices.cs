using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What is published to three clusters.</summary>
/// <param name="Clusters">The clusters.</param>
internal sealed record FaultServices(IReadOnlyList<MeshCluster> Clusters)
{
    /// <summary>Two states between which every step of a publish lies, in each direction.</summary>
    public required IReadOnlyList<MeshService> Old { get; init; }

    public required IReadOnlyList<MeshService> New { get; init; }

    /// <summary>Neither of both, in each object that they have.</summary>
    public required IReadOnlyList<MeshService> Third { get; init; }

    /// <summary>Nothing of the service that the others share.</summary>
    public required IReadOnlyList<MeshService> Other { get; init; }

    /// <summary>Services that are called through sidecars.</summary>
    public static FaultServices OfSidecars(string kubeconfig)
    {
        MeshCluster[] clusters = [Describe("cluster1"), Describe("cluster2"), Describe("cluster3")];
        var (one, two, three) = (clusters[0], clusters[1], clusters[2]);
        return new(clusters)
        {
            Old =
            [
                Service("reviews", [one, two], [one], (two, "v3", 75), (one, "v1", 25)),
                Service("details", [two], [three], (two, "v1", 100)),
            ],
            New =
            [
                Service("reviews", [one, two, three], [one], (three, "v4", 60), (two, "v3", 20), (one, "v2", 20)),
                Service("orders", [three], [two], (three, "v2", 100)),
            ],
            Third =
            [
                Service("reviews", [one, two, three], [one], (three, "v5", 10), (two, "v4", 20), (one, "v3", 70)),
                Service("details", [two], [three], (two, "v2", 100)),
            ],
            Other =
            [
                Service("details", [two], [three], (two, "v1", 100)),
                Service("orders", [three], [one], (three, "v2", 100)),
            ],
        };

        MeshCluster Describe(string name) => ClusterDeclaration.Check(new(name, name)
        {
            Kubeconfig = kubeconfig,
            Gateway = new MeshGateway { Address = ["192.0.2.1"], Selector = LabelSet.Create("istio", "eastwestgateway") },
        });
    }

    private static MeshService Service(
        string name, MeshCluster[] clusters, MeshCluster[] callers, params (MeshCluster Cluster, string Version, int Weight)[] split) =>
            ServiceDeclaration.Check(new(
                name: name,
                ns: "default",
                port: [PortSyntax.Parse("http:9080")],
                instance: [.. clusters.Select(cluster => new MeshServiceInstance(cluster))],
                clientCluster: [.. callers]))
                .WithTrafficSplit([.. split.Select(
                    share => new MeshDestination(share.Cluster.Name, LabelSet.Create("version", share.Version), share.Weight))], []);
}

using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Routing;

/// <summary>Clusters of three regions take over for each other, or share the requests, as their regions were declared.</summary>
public sealed class RegionProperties
{
    private static readonly string[] Names = ["us", "eu", "ap"];

    private static readonly Gen<(MeshCluster[] Clusters, int Client)> Meshes =
        from regions in Gen.Shuffle(Names)
        from client in Gen.Int[0, 2]
        select (regions.Select(Cluster).ToArray(), client);

    private static readonly Gen<int[]> Shares =
        from one in Gen.Int[1, 98]
        from other in Gen.Int[1, 99 - one]
        select (int[])[one, other, 100 - one - other];

    [Fact]
    public void The_callers_own_region_comes_first_and_then_the_named_ones_in_their_order() =>
        Gen.Select(Meshes, Gen.Shuffle(Names)).Sample(
            (meshes, order) =>
            {
                var (service, mesh) = Planned(meshes, [.. order.Select(name => new MeshRegion(name))]);
                var client = meshes.Clusters[meshes.Client];
                var expected = order.OrderByDescending(name => name == client.Region)
                    .Select(name => meshes.Clusters.Single(cluster => cluster.Region == name).Name).ToList();
                var choice = Choice(mesh, client.Name);
                foreach (var dead in expected.Prepend(null))
                {
                    var reached = ReachedPods.Of(mesh, client.Name, MeshCaller.In("default"), choice, service.Port[0], dead);
                    Assert.Equal(expected.First(name => name != dead), Assert.Single(reached).Key.Cluster);
                }
            },
            iter: 60);

    [Fact]
    public void Each_region_gets_its_share_wherever_the_caller_is() =>
        Gen.Select(Meshes, Shares).Sample(
            (meshes, shares) =>
            {
                var regions = Names.Zip(shares, (name, share) => new MeshRegion(name, share)).ToList();
                var (_, mesh) = Planned(meshes, regions);
                var cluster = mesh[meshes.Clusters[meshes.Client].Name]!;
                var caller = MeshCaller.In("default");
                var answer = DestinationChooser.Choose(cluster, caller, Assert.Single(Choice(mesh, cluster.Name).Shares));
                var tier = Assert.Single(EndpointTiers.Of(cluster, caller, answer));
                var seen = tier.Endpoints
                    .Select(endpoint => (GatewayFinder.Find(mesh, cluster, answer.Service!, endpoint)!.Cluster.Name, tier.Part(endpoint)))
                    .Concat(tier.Selecting.Select(entry => (cluster.Name, tier.Part(entry))));
                var expected = meshes.Clusters.Select(
                    one => (one.Name, (double)regions.Single(region => region.Name == one.Region).Weight!.Value));
                Assert.Equal(expected, seen.OrderBy(share => share.Name, StringComparer.Ordinal));
            },
            iter: 60);

    private static ReachedPods.SentChoice Choice(RoutingMesh mesh, string client) => ReachedPods.Choice(
        mesh[client]!, MeshCaller.In("default"), new() { Authority = "a.default.svc.cluster.local", Port = 80 });

    private static (MeshService Service, RoutingMesh Mesh) Planned(
        (MeshCluster[] Clusters, int Client) meshes, IReadOnlyList<MeshRegion> regions)
    {
        var service = Declared.Service("a", meshes.Clusters.ToValueList(), meshes.Clusters[meshes.Client]) with
        {
            Instance = meshes.Clusters.Select(cluster =>
                new MeshServiceInstance(cluster) { ServiceAccount = ["a"], Selector = LabelSet.Create("app", "a") }).ToValueList(),
        };
        service = service.WithTrafficSplit(Failovers.ByRegion(service, [], regions), [], true);
        return (service, new(FederationPlanner.Plan(Declared.Federation(service)), [service], []));
    }

    private static MeshCluster Cluster(string region, int number) => Declared.Cluster($"c{number + 1}") with
    {
        Region = region,
        Gateway = new() { Address = [$"192.0.2.{number + 1}"] },
    };
}

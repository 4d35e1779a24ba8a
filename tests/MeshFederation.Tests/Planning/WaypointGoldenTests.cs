using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>
/// The objects of splits at waypoints, in folders of a file for each cluster; which clusters have waypoints only clusters that were read
/// tell, so no script makes them. MESHFEDERATION_UPDATE_CASES=1 writes the files anew, to be reviewed like code.
/// </summary>
public sealed class WaypointGoldenTests
{
    private static readonly string Cases = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Planning", "cases");

    private static readonly Dictionary<string, Func<MeshService, MeshService>> Asked = new(StringComparer.Ordinal)
    {
        ["waypoint-by-cluster"] = service => Split(service, "cluster1:25", "cluster2:75"),
        ["waypoint-by-version"] = service => Split(service, "cluster2/v3:75", "cluster1/v1:25"),
        ["waypoint-with-match"] = service => Split(service, "cluster1:100").WithTrafficSplit(
            [DestinationSyntax.Parse("cluster2:100")], [new() { Path = new(StringMatchKind.Prefix, "/api"), Method = "GET" }]),
        ["waypoint-own-first"] = service => service with
        {
            TrafficSplit =
            [
                new(null, [new("cluster1", LabelSet.Empty, 100) { Fallback = [new("cluster2", LabelSet.Empty)] }]) { IsLocalFirst = true },
            ],
        },
    };

    public static TheoryData<string> Names => [.. Asked.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void A_split_at_a_waypoint_gives_the_objects_of_its_case(string name)
    {
        var folder = Path.Combine(Cases, name);
        var planned = FederationPlanner.PlanSeen(Declared.Federation(Asked[name](Service())))
            .GroupBy(item => item.Cluster, StringComparer.Ordinal)
            .ToDictionary(
                cluster => cluster.Key, cluster => string.Join("---\n", cluster.Select(item => item.ToYaml())), StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (cluster, yaml) in planned) File.WriteAllText(Path.Combine(folder, cluster + ".yaml"), yaml);
        }

        var expected = Directory.GetFiles(folder, "cluster*.yaml")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), planned.Keys.Order(StringComparer.Ordinal));
        foreach (var (cluster, yaml) in expected) Assert.Equal(yaml, planned[cluster]);
    }

    internal static MeshService Split(MeshService service, params string[] split) =>
        service.WithTrafficSplit([.. split.Select(DestinationSyntax.Parse)], []);

    internal static MeshService Service() => ServiceDeclaration.Check(new(
        name: "reviews",
        ns: "default",
        port: [PortSyntax.Parse("http:9080")],
        instance:
        [
            new(Cluster("cluster1")) { ServiceAccount = ["reviews"], Selector = LabelSet.Create("app", "reviews") },
            new(Cluster("cluster2")) { ServiceAccount = ["reviews", "reviews-v3"], Selector = LabelSet.Create("app", "reviews") },
        ],
        clientCluster: [Cluster("cluster1")]));

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = name == "cluster1" ? "network1" : "network2",
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
        MeshConfig = new() { GlobalService = [ServiceScopes.Of(Declared.Cluster(name))[0]] },
        Facts = new()
        {
            AmbientNamespace = ["default"],
            Waypoint = name == "cluster1" ? ["default/waypoint"] : [],
            ServiceWaypoint = name == "cluster1"
                ? [new("default", "reviews", LabelSet.Create(AmbientNames.UseWaypoint, "waypoint"))]
                : [],
            Namespace = [new("default", LabelSet.Create("istio.io/dataplane-mode", "ambient"))],
        },
    };
}

using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What a split at waypoints must not lose or open: shares of other callers, policies, ports and names.</summary>
public sealed class WaypointFaultTests
{
    private static readonly MeshConfig Global = new() { GlobalService = [ServiceScopes.Of(Declared.Cluster("c1"))[0]] };
    private static readonly LabelSet Labelled = LabelSet.Create([new(AmbientNames.UseWaypoint, "w")]);

    [Fact]
    public void Two_clients_with_waypoints_have_each_all_shares_and_what_one_calls_from_elsewhere_is_global()
    {
        var planned = Plan(Service(["c1", "c2"], ["c1", "c2"], "c1:40", "c2:60"));
        Assert.Equal(
            [
                "c1 Service/default/one-c1 app=one global", "c1 Service/default/one-c2 meshfederation.io/group=one-c2 global",
                "c2 Service/default/one-c1 meshfederation.io/group=one-c1 global", "c2 Service/default/one-c2 app=one global",
            ],
            planned.Where(item => item.Kind == "Service").Select(item =>
                $"{item.Cluster} {item} {string.Join(",", item.Spec.Map("selector")!.Select(label => $"{label.Key}={label.Value}"))}"
                + (item.Labels().Text(AmbientNames.GlobalLabel) == "true" ? " global" : "")).Order(StringComparer.Ordinal));
        Assert.Equal(["c1", "c2"], planned.Where(item => item.Kind == "VirtualService").Select(item => item.Cluster));
        Assert.Equal(
            ["c1 one-c2.c2.a", "c1 one-c2.c2.w", "c2 one-c1.c1.a", "c2 one-c1.c1.w"],
            planned.Where(item => item.Kind == "WorkloadEntry").Select(item => $"{item.Cluster} {item.Name}"));
    }

    [Fact]
    public void A_Service_of_a_share_says_the_waypoint_that_the_Service_itself_says()
    {
        var labels = LabelSet.Create([new(AmbientNames.UseWaypoint, "v")]);
        var service = Service(["c1", "c2"], ["c1"], "c1:40", "c2:60");
        service = service with
        {
            Instance = service.Instance.Select(item => item.Cluster.Name == "c1" ? item : item with
            {
                Cluster = item.Cluster with
                {
                    Facts = item.Cluster.Facts! with { ServiceWaypoint = [new("default", "one", labels)], Waypoint = ["default/v"] },
                },
            }).ToValueList(),
        };
        var planned = Plan(service);
        Assert.Equal(
            [("c1", null), ("c1", null), ("c2", "v")],
            planned.Where(item => item.Kind == "Service").Select(item => (item.Cluster, item.Labels().Text(AmbientNames.UseWaypoint)))
                .Order());
        Assert.Contains(planned, item => item.Kind == "WorkloadEntry" && item.Spec.Text("serviceAccount") == "v");
    }

    [Theory]
    [InlineData(false, "w", "no Gateway of the class istio-waypoint")]
    [InlineData(true, "w", "")]
    [InlineData(true, "none", "")]
    [InlineData(null, "w", "whether the waypoint default/w is there is not known")]
    public void A_label_alone_is_no_waypoint(bool? isThere, string name, string why)
    {
        var service = Service(["c1", "c2"], ["c1"], "c1:40", "c2:60");
        var facts = service.ClientCluster[0].Facts! with
        {
            Waypoint = isThere switch { true => ["default/w"], false => [], _ => null },
            ServiceWaypoint = [new("default", "one", LabelSet.Create([new(AmbientNames.UseWaypoint, name)]))],
        };
        var client = service.ClientCluster[0] with { Facts = facts };
        service = service with
        {
            ClientCluster = [client],
            Instance = service.Instance.Select(item => item.Cluster.Name != "c1" ? item : item with
            {
                Cluster = client,
                Pod = [new(new(LabelSet.Empty), 2, 2)],
            }).ToValueList(),
        };
        var federation = Declared.Federation(service);
        Assert.Equal(isThere is true && name == "w", FederationPlanner.Plan(federation).Any(item => item.Kind == "VirtualService"));
        if (why.Length > 0) Assert.Contains(federation.Assumed, note => note.Contains(why, StringComparison.Ordinal));
        else Assert.DoesNotContain(federation.Assumed, note => note.Contains("waypoint", StringComparison.Ordinal));
    }

    [Fact]
    public void A_waypoint_is_not_taken_where_what_Services_say_is_not_known()
    {
        var service = Service(["c1", "c2"], ["c1"], "c1:50", "c2:50");
        MeshCluster Unread(MeshCluster cluster) => cluster with { Facts = cluster.Facts! with { ServiceWaypoint = null } };
        var federation = Declared.Federation(service with
        {
            ClientCluster = service.ClientCluster.Select(Unread).ToValueList(),
            Instance = service.Instance.Select(item => item with
            {
                Cluster = Unread(item.Cluster),
                Pod = [new(new(LabelSet.Empty), 2, 2)],
            }).ToValueList(),
        });
        Assert.DoesNotContain(FederationPlanner.Plan(federation), item => item.Kind == "VirtualService");
        Assert.Contains(
            federation.Assumed,
            note => note.Contains("what the Service itself says of its waypoint is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Requests_of_a_split_are_sent_once_where_that_is_said()
    {
        var planned = Plan(Service(["c1", "c2"], ["c1"], "c1:40", "c2:60") with { NoRetry = true });
        Assert.Equal(0L, Routes(planned).Single().Map("retries")!.Number("attempts"));
        var refused = Assert.Throws<MeshException>(() => Plan(Service(["c1", "c2"], ["c1"]) with { NoRetry = true }));
        Assert.Equal(MeshErrorId.AmbientUnsupported, refused.ErrorId);
    }

    [Fact]
    public void Requests_that_stay_in_the_cluster_keep_the_retries_of_Istio()
    {
        var service = Service(["c1", "c2"], ["c1"], "c1:100").WithTrafficSplit(
            [DestinationSyntax.Parse("c2:100")], [new() { Path = new(StringMatchKind.Prefix, "/api") }]);
        Assert.Equal([true, false], Routes(Plan(service)).Select(route => route.ContainsKey("retries")));
    }

    [Fact]
    public void Ports_are_those_of_the_Service_where_it_is_called()
    {
        var service = Service(["c1", "c2"], ["c1"], "c1:40", "c2:60");
        service = service with
        {
            Instance = service.Instance.Select(item => item with
            {
                PortNumber = PortNumbers.Create([new("http", 8080)]),
                OtherPort = [PortSyntax.Parse("http-admin:9000")],
            }).ToValueList(),
        };
        var planned = Plan(service);
        var route = Routes(planned).Single();
        Assert.Equal(8080L, route.Maps("match").Single().Number("port"));
        Assert.All(route.Maps("route"), share => Assert.Equal(8080L, share.Map("destination")!.Map("port")!.Number("number")));
        Assert.All(
            planned.Where(item => item.Kind == "Service"), item => Assert.Equal(8080L, item.Spec.Maps("ports").Single().Number("port")));
    }

    [Fact]
    public void A_Service_of_a_share_has_no_name_that_a_service_has()
    {
        var split = Service(["c1", "c2"], ["c1"], "c1:40", "c2:60");
        var other = Service(["c2"], ["c1"], name: "one-c1");
        var twice = Assert.Throws<MeshException>(() => Plan(split, other));
        Assert.Equal(MeshErrorId.ObjectDuplicate, twice.ErrorId);
        Assert.Contains("one-c1", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Service_of_a_share_selects_nothing_that_stands_for_pods_of_other_clusters()
    {
        var split = Service(["c1", "c2"], ["c1"], "c1:40", "c2:60");
        var shared = Service(["c1", "c2"], ["c1"], name: "two");
        var refused = Assert.Throws<MeshException>(() => Plan(split, shared));
        Assert.Equal(MeshErrorId.AmbientUnsupported, refused.ErrorId);
        Assert.Contains("'two'", refused.Message.Replace("default/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Routes_of_a_waypoint_beside_sidecars_of_its_namespace_are_refused()
    {
        var service = Service(["c1", "c2"], ["c1"], "c1:40", "c2:60");
        var facts = service.ClientCluster[0].Facts! with
        {
            Namespace =
            [
                new("default", LabelSet.Create([new(AmbientNames.UseWaypoint, "w"), new("istio-injection", "enabled")])),
            ],
        };
        var client = service.ClientCluster[0] with { Facts = facts };
        var refused = Assert.Throws<MeshException>(() => Plan(service with
        {
            ClientCluster = [client],
            Instance = service.Instance.Select(item => item.Cluster.Name == "c1" ? item with { Cluster = client } : item).ToValueList(),
        }));
        Assert.Contains("have sidecars", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caller_without_a_waypoint_beside_one_that_has_one_and_serves_is_refused()
    {
        var service = Service(["c1", "c2"], ["c1", "c2"], "c1:50", "c2:50");
        MeshCluster Bare(MeshCluster cluster) => cluster.Name == "c1"
            ? cluster
            : cluster with { Facts = cluster.Facts! with { Waypoint = [], ServiceWaypoint = [] } };
        var refused = Assert.Throws<MeshException>(() => Plan(service with
        {
            ClientCluster = service.ClientCluster.Select(Bare).ToValueList(),
            Instance = service.Instance.Select(item => item with { Cluster = Bare(item.Cluster) }).ToValueList(),
        }));
        Assert.Equal(MeshErrorId.AmbientUnsupported, refused.ErrorId);
        Assert.Contains("be split again", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Give 'c2' a waypoint too", refused.RecommendedAction, StringComparison.Ordinal);
    }

    private static IReadOnlyList<MeshManifest> Plan(params MeshService[] services) => FederationPlanner.Plan(Declared.Federation(services));

    private static IEnumerable<UnstructuredMap> Routes(IReadOnlyList<MeshManifest> planned) =>
        planned.Single(item => item.Kind == "VirtualService").Spec.Maps("http");

    private static MeshService Service(string[] servers, string[] clients, string first = "", string second = "", string name = "one")
    {
        var service = ServiceDeclaration.Check(new(
            name: name,
            ns: "default",
            port: [PortSyntax.Parse("http:80")],
            instance: servers.Select(server => new MeshServiceInstance(Cluster(server))
            {
                ServiceAccount = ["a"],
                Selector = LabelSet.Create("app", "one"),
            }).ToValueList(),
            clientCluster: clients.Select(Cluster).ToValueList()));
        string[] split = [.. new[] { first, second }.Where(text => text.Length > 0)];
        return split.Length == 0 ? service : service.WithTrafficSplit([.. split.Select(DestinationSyntax.Parse)], []);
    }

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
        MeshConfig = Global,
        Facts = new()
        {
            AmbientNamespace = ["default"],
            Waypoint = ["default/w"],
            ServiceWaypoint = [],
            Namespace = [new("default", LabelSet.Create([.. Labelled, new("istio.io/dataplane-mode", "ambient")]))],
        },
    };
}

using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>Failover by regions, and shares of regions.</summary>
public sealed class RegionTests
{
    [Theory]
    [InlineData("us eu", "{enabled: true, failover: [{from: us, to: eu}, {from: eu, to: us}, {from: ap, to: us}]}")]
    [InlineData("eu", "{enabled: true, failover: [{from: ap, to: eu}, {from: us, to: eu}]}")]
    [InlineData(
        "us:70 eu:20 ap:10",
        "{enabled: true, distribute: [{from: 'us/*', to: {'us/*': 70, 'eu/*': 20, 'ap/*': 10}}, {from: 'eu/*', to: {'us/*': 70, "
        + "'eu/*': 20, 'ap/*': 10}}, {from: 'ap/*', to: {'us/*': 70, 'eu/*': 20, 'ap/*': 10}}]}")]
    public void Regions_are_said_for_callers_of_every_one(string regions, string setting)
    {
        var planned = Plan(Service(), regions);
        var policy = Rule(planned).Map("trafficPolicy")!;
        Assert.Equal(setting, $"{policy.Map("loadBalancer")!.Map("localityLbSetting")}");
        Assert.Equal(100, policy.Map("outlierDetection")!.Number("maxEjectionPercent"));
        var endpoints = planned.Where(item => item.Kind == "ServiceEntry" && item.Cluster == "c1"
            && item.Spec.List("hosts").OfType<string>().Any(host => host.Contains(".by.", StringComparison.Ordinal)))
            .SelectMany(item => item.Spec.Maps("endpoints")).ToList();
        Assert.Equal(["ap/ap-1", "eu"], endpoints.Select(endpoint => endpoint.Text("locality")).Order());
        Assert.All(endpoints, endpoint => Assert.DoesNotContain("rank", $"{endpoint.Map("labels")}", StringComparison.Ordinal));
    }

    [Fact]
    public void All_clients_have_one_host_which_names_its_regions()
    {
        var service = Service();
        var hosts = Plan(service with { ClientCluster = service.Cluster }, "us:50 eu:40 ap:10").Where(item => item.Kind == "VirtualService")
            .Select(item => item.Spec.Maps("http").Single().Maps("route").Single().Map("destination")!.Text("host")).ToList();
        Assert.Equal(3, hosts.Count);
        Assert.Equal("a.default.svc.c1.or.c2.or.c3.by.region-us.50.region-eu.40.region-ap.10.global", Assert.Single(hosts.Distinct()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("us us")]
    [InlineData("us:60 eu:30")]
    [InlineData("us:60 eu")]
    public void What_contradicts_itself_is_refused(string regions) => Assert.Equal(
        MeshErrorId.FailoverRegionInvalid, Assert.Throws<MeshException>(() => With(Service(), regions)).ErrorId);

    [Theory]
    [InlineData("us:0 eu:100")]
    [InlineData("us/us-1 eu")]
    [InlineData("* eu")]
    [InlineData(":50 eu:50")]
    [InlineData("us:x")]
    public void What_is_no_region_is_refused(string regions) => Assert.Equal(
        MeshErrorId.FailoverInvalid, Assert.Throws<MeshException>(() => With(Service(), regions)).ErrorId);

    [Theory]
    [InlineData("us:60 eu:40")]
    [InlineData("us eu ap sa")]
    public void What_Istio_has_no_order_for_or_would_leave_out_is_refused(string regions)
    {
        var service = Service(Cluster("c4", "sa"));
        Assert.Equal(MeshErrorId.FailoverRegionOrder, Assert.Throws<MeshException>(() => Plan(service, regions)).ErrorId);
        Assert.NotEmpty(Plan(service, "us eu"));
        Assert.NotEmpty(Plan(service, "us:60 eu:20 ap:10 sa:10"));
    }

    /// <summary>Pods of a region without a share get nothing, and shares hold for callers of named regions alone.</summary>
    [Fact]
    public void Nodes_of_the_callers_cluster_in_several_regions_all_have_shares()
    {
        var own = Cluster("c1", null) with { Facts = new() { NodeRegion = ["ap", "sa"] } };
        var plain = Service();
        var service = plain with
        {
            ClientCluster = [own],
            Instance = plain.Instance.Select(item => item.Cluster.Name == "c1" ? item with { Cluster = own } : item).ToValueList(),
        };
        var error = Assert.Throws<MeshException>(() => Plan(service, "us:60 eu:20 ap:20"));
        Assert.Equal(MeshErrorId.FailoverRegionOrder, error.ErrorId);
        Assert.Contains("'sa'", error.Message, StringComparison.Ordinal);
        var shares = Rule(Plan(service, "us:60 eu:20 ap:10 sa:10")).Map("trafficPolicy")!.Map("loadBalancer")!.Map("localityLbSetting")!;
        Assert.Contains(shares.Maps("distribute"), item => item.Text("from") == "sa/*");
    }

    [Fact]
    public void Where_a_gateway_is_must_be_known_and_where_callers_are_need_not()
    {
        var error = Assert.Throws<MeshException>(() => Plan(Service(Cluster("c4", null)), "us eu"));
        Assert.Equal(MeshErrorId.ClusterRegionUnknown, error.ErrorId);
        Assert.Contains("'c4'", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Plan(Service() with { ClientCluster = [Cluster("c5", null)] }, "us eu"));
    }

    [Fact]
    public void Gateways_behind_DNS_names_have_the_same_order()
    {
        var named = Cluster("c4", "sa") with { Gateway = new() { Address = ["four.example.com"] } };
        var planned = Plan(Service(named), "us eu");
        Assert.Null(Rule(planned).Map("trafficPolicy")!.Map("loadBalancer")!.Map("localityLbSetting")!.Map("failoverPriority"));
        Assert.Contains(planned, item => item.Kind == "ServiceEntry" && item.Spec.Text("resolution") == "DNS"
            && item.Spec.Maps("endpoints").Count(endpoint => endpoint.Text("locality") is "sa" or "eu" or "ap/ap-1") == 3);
    }

    [Fact]
    public void A_suspended_cluster_takes_its_region_with_it()
    {
        var service = With(Service(), "us eu ap").WithSuspended(["c2"]);
        var setting = Rule(FederationPlanner.Plan(Declared.Federation(service))).Map("trafficPolicy")!.Map("loadBalancer")!;
        Assert.Equal("[{from: us, to: ap}, {from: eu, to: us}, {from: ap, to: us}]", $"{setting.Map("localityLbSetting")!["failover"]}");
    }

    [Theory]
    [InlineData("us:50 eu:40 ap:10", "HashHeader=x-user LocalOnly=true", true)]
    [InlineData("us eu ap", "HashHeader=x-user LocalOnly=true", true)]
    [InlineData("us eu ap", "Algorithm=Random LocalOnly=true", true)]
    [InlineData("us eu ap", "Algorithm=Random", false)]
    public void Regions_have_gateways_beside_own_pods_so_balancers_of_these_are_refused(string regions, string values, bool isRefused)
    {
        var service = Service().WithPolicy(DestinationPolicyScene.Policy("loadBalancer", values));
        if (isRefused) Assert.Equal(MeshErrorId.PolicyAtGateway, Assert.Throws<MeshException>(() => Plan(service, regions)).ErrorId);
        else Assert.NotEmpty(Plan(service, regions));
    }

    [Fact]
    public void A_zone_without_a_region_is_refused() => Assert.Equal(
        MeshErrorId.ClusterRegionUnknown,
        Assert.Throws<MeshException>(() => ClusterDeclaration.Check(Cluster("c1", null) with { Zone = "us-1" })).ErrorId);

    private static UnstructuredMap Rule(IEnumerable<MeshManifest> planned) => planned.Single(item => item.Kind == "DestinationRule"
        && item.Cluster == "c1" && item.Spec.Text("host")!.Contains(".by.", StringComparison.Ordinal)).Spec;

    private static IReadOnlyList<MeshManifest> Plan(MeshService service, string regions) =>
        FederationPlanner.Plan(Declared.Federation(With(service, regions)));

    private static MeshService With(MeshService service, string regions) => service.WithTrafficSplit(
        Failovers.ByRegion(service, [], [.. regions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RegionSyntax.Parse)]),
        [],
        true);

    private static MeshService Service(params MeshCluster[] more)
    {
        MeshCluster[] clusters = [Cluster("c1", "us"), Cluster("c2", "eu"), Cluster("c3", "ap") with { Zone = "ap-1" }, .. more];
        return Declared.Service("a", clusters.ToValueList(), clusters[0]) with
        {
            Instance = clusters.Select(cluster =>
                new MeshServiceInstance(cluster) { ServiceAccount = ["a"], Selector = LabelSet.Create("app", "a") }).ToValueList(),
        };
    }

    private static MeshCluster Cluster(string name, string? region) => Declared.Cluster(name) with { Region = region };
}

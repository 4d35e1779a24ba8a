using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Dns;

namespace MeshFederation.Tests.Planning;

/// <summary>One name for a service, wherever it runs.</summary>
public sealed class MeshHostnameTests
{
    private const string Name = "a.shop.global";

    private static readonly MeshCluster C1 = Declared.Cluster("c1");
    private static readonly MeshCluster C2 = Declared.Cluster("c2");
    private static readonly MeshCluster C3 = Declared.Cluster("c3");

    [Fact]
    public void Where_nothing_is_said_the_own_cluster_comes_first_and_the_others_by_name()
    {
        Assert.Equal("[meshfederation.io/rank-1]", Order(Planned(Service(), "c1")));
        Assert.Equal("[meshfederation.io/rank-1]", Order(Planned(Service(), "c3")));
        Assert.Equal([Name], Routed(Service(), "c1"));
        Assert.Equal(["meshfederation.io/rank-1: c2"], Ranks(Planned(Service(), "c1")));
        Assert.Equal(["meshfederation.io/rank-1: c2"], Ranks(Planned(Service(), "c3")));
    }

    [Fact]
    public void A_failover_says_the_order_of_the_host_itself()
    {
        var order = Failovers.Destination(Service(), [new("c2", LabelSet.Empty), new("c1", LabelSet.Empty)]);
        var service = Service().WithTrafficSplit(order, []);
        Assert.Equal("[meshfederation.io/cluster=c2]", Order(Planned(service, "c1")));
        Assert.Equal([Name], Routed(service, "c1"));
    }

    [Fact]
    public void A_split_takes_all_requests_for_the_name()
    {
        var service = Service().WithTrafficSplit([new("c2", LabelSet.Empty, 75), new("c1", LabelSet.Empty, 25)], []);
        Assert.Equal(["a.default.svc.c2.global", "a.default.svc.cluster.local"], Routed(service, "c1"));
    }

    [Fact]
    public void One_cluster_that_serves_needs_no_order_be_its_gateway_a_name_or_not()
    {
        var named = C2 with { Gateway = new() { Address = ["gw.example.com"] } };
        var service = Service() with { Instance = [new(named)], ClientCluster = [C1, named] };
        Assert.Equal("[]", Order(Planned(service, "c1")));
        Assert.Equal("[]", Order(Planned(service, "c2")));
        Assert.DoesNotContain(Planned(service, "c2"), item => item.Kind == "ServiceEntry" && item.Spec.ContainsKey("endpoints"));
    }

    [Fact]
    public void Clusters_that_know_the_service_by_other_server_names_cannot_share_one()
    {
        var other = C2 with { ClusterDomain = "mesh.example" };
        var service = Service() with
        {
            Instance = [new(other) { ServiceAccount = ["a"] }, new(C3) { ServiceAccount = ["a"] }],
            ClientCluster = [C1],
        };
        Assert.Equal(MeshErrorId.FallbackServerNames, Assert.Throws<MeshException>(() => Planned(service, "c1")).ErrorId);
    }

    [Fact]
    public void Callers_need_dns_for_the_name_in_every_client_cluster()
    {
        var dns = DnsPlanner.Plan(Declared.Federation(Service()));
        Assert.Equal(["c1", "c3"], dns.Select(item => item.Cluster));
        Assert.All(dns, item => Assert.Contains(Name, item.Host));
    }

    private static MeshService Service() => Declared.Service("a", [C1, C2], C1) with
    {
        ClientCluster = [C1, C3],
        MeshHostname = Name,
        Instance = [new(C1) { ServiceAccount = ["a"] }, new(C2) { ServiceAccount = ["a"] }],
    };

    private static List<MeshManifest> Planned(MeshService service, string cluster) =>
    [
        .. FederationPlanner.Plan(Declared.Federation(service))
            .Where(item => item.Cluster == cluster && item.Name.EndsWith(Name, StringComparison.Ordinal)),
    ];

    private static string Order(List<MeshManifest> planned) => "[" + string.Join(
        ", ",
        planned.Single(item => item.Kind == "DestinationRule").Spec.Map("trafficPolicy")!.Map("loadBalancer")!
            .Map("localityLbSetting")!.List("failoverPriority"))
        + "]";

    private static IEnumerable<string> Ranks(List<MeshManifest> planned) => planned.SelectMany(item => item.Spec.Maps("endpoints"))
        .SelectMany(endpoint => endpoint.Map("labels")!)
        .Where(label => label.Key.StartsWith("meshfederation.io/rank", StringComparison.Ordinal))
        .Select(label => $"{label.Key}: {label.Value}");

    private static IEnumerable<string?> Routed(MeshService service, string cluster) =>
        Planned(service, cluster).Single(item => item.Kind == "VirtualService").Spec.Maps("http").Single().Maps("route")
            .Select(share => share.Map("destination")!.Text("host"));
}

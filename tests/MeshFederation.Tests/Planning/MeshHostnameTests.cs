using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Planning;
using MeshFederation.Planning.Dns;
using MeshFederation.Planning.Kinds;
using MeshFederation.Routing;

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
    public void Clusters_that_serve_the_name_itself_may_differ_in_port_and_domain()
    {
        var service = Served();
        var rule = Planned(service, "c1").Single(item => item.Kind == "DestinationRule");
        Assert.Equal("outbound_.80_._.served.a.shop.global", rule.Spec.Map("trafficPolicy")!.Map("tls")!.Text("sni"));
        foreach (var (cluster, target) in new[] { ("c2", (long?)8080), ("c3", null) })
        {
            var entry = Planned(service, cluster).Single(item => item.Name == "a.served.a.shop.global");
            Assert.Equal(
                ("default", "ServedHost", "app=a", 80, target),
                (entry.Namespace, entry.Step.Name, entry.Spec.Map("workloadSelector")!.Map("labels")!.Describe(),
                    entry.Spec.Maps("ports").Single().Number("number"), entry.Spec.Maps("ports").Single().Number("targetPort")));
            Assert.Equal(UnstructuredList.Of("istio-system"), entry.Spec.List("exportTo"));
            var gateway = FederationPlanner.Plan(Declared.Federation(service))
                .Single(item => item.Cluster == cluster && item.Kind == "Gateway");
            Assert.Contains("served.a.shop.global", gateway.Spec.Maps("servers").Single().List("hosts"));
        }
    }

    [Fact]
    public void A_request_for_the_served_name_ends_at_the_pods_of_every_cluster_in_turn()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(Served()));
        var request = new MeshRequest { Authority = "", Port = 0 };
        var hops = RequestTracer.Trace(
            new(planned, [Served()], [C1, .. Served().Cluster]), new("c1", MeshCaller.In("shop"), Name, 80, request));
        Assert.Equal(
            [("c2", TraceOutcome.Unknown, 0), ("c3", TraceOutcome.Unknown, 1)],
            hops.Where(hop => hop.Step == TraceStep.Pods).Select(hop => (hop.Cluster, hop.Outcome, hop.Priority)));
    }

    [Fact]
    public void A_cluster_that_calls_the_name_and_serves_it_sends_nothing_on_that_comes_in()
    {
        var service = Served() with { ClientCluster = [C1, C3] };
        var entries = Planned(service, "c3").Where(item => item.Kind == "ServiceEntry").ToList();
        var served = Assert.Single(entries, entry => entry.Spec.List("hosts").Contains("served.a.shop.global"));
        Assert.False(served.Spec.ContainsKey("endpoints"));
        Assert.Contains(entries, entry => entry.Spec.List("hosts").Contains(Name) && entry.Spec.ContainsKey("endpoints"));
    }

    /// <summary>A Service may be called served; its host in other clusters is not one that a cluster serves.</summary>
    [Fact]
    public void The_host_of_a_Service_called_served_is_no_served_host()
    {
        var remote = FederationPlanner.Plan(Declared.Federation(Declared.Service("served", [C2], C1)))
            .Single(item => item.Kind == "ServiceEntry");
        Assert.StartsWith("served.", (string)remote.Spec.List("hosts")[0]!, StringComparison.Ordinal);
        Assert.Equal("ServiceEntry", ObjectKinds.Of(remote).StepOf(remote).Name);
        var served = Planned(Served(), "c2").Single(item => item.Kind == "ServiceEntry");
        Assert.Equal("ServedHost", ObjectKinds.Of(served).StepOf(served).Name);
        Assert.Equal(
            MeshErrorId.MeshHostnameInvalid,
            Assert.Throws<MeshException>(() => ServiceDeclaration.Check(Served() with { MeshHostname = "served.a.shop.global" })).ErrorId);
    }

    [Fact]
    public void Nobody_serves_a_name_that_is_not_given_or_through_a_gateway_that_makes_names_of_others()
    {
        Assert.Equal(
            MeshErrorId.MeshHostnameInvalid,
            Assert.Throws<MeshException>(() => ServiceDeclaration.Check(Served() with { MeshHostname = null })).ErrorId);
        var old = Declared.Cluster("c3") with { IstioVersion = IstioVersion.Parse("1.8.5"), RoutingMode = MeshRoutingMode.EnvoyFilter };
        var service = Served() with { Instance = [new(old) { ServiceAccount = ["a"] }] };
        Assert.Equal(MeshErrorId.FallbackUnsupported, Assert.Throws<MeshException>(() => Planned(service, "c1")).ErrorId);
    }

    [Fact]
    public void Pods_behind_a_named_port_are_not_served_where_nothing_tells_its_number()
    {
        var service = Served();
        service = service with { Instance = [service.Instance[0] with { NamedTargetPort = ["http"] }, service.Instance[1]] };
        Assert.Equal(MeshErrorId.FallbackPodsUnknown, Assert.Throws<MeshException>(() => Planned(service, "c1")).ErrorId);
    }

    [Fact]
    public void Callers_need_dns_for_the_name_in_every_client_cluster()
    {
        var dns = DnsPlanner.Plan(Declared.Federation(Service()));
        Assert.Equal(["c1", "c3"], dns.Select(item => item.Cluster));
        Assert.All(dns, item => Assert.Contains(Name, item.Host));
    }

    /// <summary>Two clusters that know the port and the service by other names.</summary>
    private static MeshService Served()
    {
        var other = C2 with { ClusterDomain = "mesh.example" };
        return Service() with
        {
            ServeHostname = true,
            Instance =
            [
                new(other) { ServiceAccount = ["a"], PortNumber = PortNumbers.Create([new("http", 8080)]) },
                new(C3) { ServiceAccount = ["a"] },
            ],
            ClientCluster = [C1],
        };
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

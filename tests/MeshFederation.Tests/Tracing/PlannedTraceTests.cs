using System.Globalization;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Tracing;

public sealed class PlannedTraceTests
{
    private static readonly MeshCluster Cluster1 = Cluster("cluster1", "172.18.0.229", "1.30.3");
    private static readonly MeshCluster Cluster2 = Cluster("cluster2", "172.18.0.230", "1.30.3");

    [Fact]
    public void A_split_gives_a_branch_for_each_destination_with_its_share()
    {
        var hops = Trace(Split(Service(), "cluster2/v3:75", "cluster1/v1:15", "cluster1/v2:10"), "reviews");
        Assert.Equal(["75 cluster2 v3", "15 cluster1 v1", "10 cluster1 v2"], Ends(hops));
    }

    [Fact]
    public void Without_a_split_the_local_host_stays_in_its_cluster()
    {
        var hops = Trace(Service(), "reviews");
        Assert.Equal(["100 cluster1 all"], Ends(hops));
        Assert.DoesNotContain(hops, hop => hop.Step == TraceStep.Route);
    }

    [Fact]
    public void Without_a_split_the_host_of_another_cluster_leads_there_and_needs_its_name_resolved()
    {
        var hops = Trace(Service(), "reviews.default.svc.cluster2.global");
        Assert.Equal(["100 cluster2 all"], Ends(hops));
        Assert.Equal("MF9025", hops[0].Finding?.Rule);
    }

    [Theory]
    [InlineData("jason", "100 cluster2 v3")]
    [InlineData("bob", "100 cluster1 v1")]
    [InlineData(null, "100 cluster1 v1")]
    public void A_header_decides_which_split_holds(string? user, string end)
    {
        var jason = new MeshMatch { Header = StringMatches.Create([new("end-user", new(StringMatchKind.Exact, "jason"))]) };
        var service = Split(Service(), "cluster1/v1:100").WithTrafficSplit([DestinationSyntax.Parse("cluster2/v3:100")], [jason]);
        var request = new MeshRequest
        {
            Authority = "",
            Port = 0,
            Headers = user is null ? new Dictionary<string, string>() : new() { ["End-User"] = user }
        };
        Assert.Equal([end], Ends(Trace(service, "reviews", request: Insensitive(request))));
    }

    [Fact]
    public void A_tcp_port_is_split_by_tcp_routes()
    {
        var hops = Trace(Split(Service("tcp-db:5432"), "cluster2/v3:60", "cluster1/v1:40"), "reviews", 5432);
        Assert.Equal(["60 cluster2 v3", "40 cluster1 v1"], Ends(hops));
        Assert.Contains(hops, hop => hop.Decision.StartsWith("tcp[0]", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_port_of_a_service_sends_the_name_of_its_own_port()
    {
        var service = Split(Service("http:9080", "grpc:9090"), "cluster2/v3:100");
        foreach (var port in new[] { 9080, 9090 })
        {
            var sni = Trace(service, "reviews", port).Single(hop => hop.Step == TraceStep.Sni);
            Assert.Contains(FormattableString.Invariant($"outbound_.{port}_.version-v3_."), sni.Decision);
        }
    }

    [Fact]
    public void An_old_gateway_rewrites_the_name()
    {
        var hops = Trace(Split(Service(Cluster("cluster2", "172.18.0.230", "1.8.5")), "cluster2/v3:100"), "reviews");
        Assert.Equal(["100 cluster2 v3"], Ends(hops));
        Assert.Equal(
            "makes the name outbound_.9080_.version-v3_.reviews.default.svc.cluster.local",
            hops.Single(hop => hop.Step == TraceStep.EnvoyFilter).Decision);
    }

    [Fact]
    public void An_envoy_filter_does_nothing_on_a_new_gateway()
    {
        var old = Split(Service(Cluster("cluster2", "172.18.0.230", "1.8.5")), "cluster2/v3:100");
        var hops =
            RequestTracer.Trace(new(Plan(old), [Split(Service(), "cluster2/v3:100")], [Cluster1, Cluster2]), BookinfoTrace.Question());
        Assert.Equal("MF4001", hops[^1].Finding?.Rule);
        Assert.StartsWith("EnvoyFilter/", hops[^1].Object);
    }

    [Fact]
    public void What_an_envoy_filter_does_is_not_known_where_nobody_said_the_version()
    {
        var old = Split(Service(Cluster("cluster2", "172.18.0.230", "1.8.5")), "cluster2/v3:100");
        var last = RequestTracer.Trace(new(Plan(old), [], []), BookinfoTrace.Question())[^1];
        Assert.Equal(("MF4013", TraceOutcome.Unknown), (last.Finding?.Rule, last.Outcome));
    }

    [Fact]
    public void Exported_objects_alone_are_enough_to_see_the_way()
    {
        var hops = RequestTracer.Trace(new(Plan(Split(Service(), "cluster2/v3:75", "cluster1/v1:25")), [], []), BookinfoTrace.Question());
        Assert.Equal(["75 cluster2 v3", "25 cluster1 v1"], Ends(hops));
        Assert.Contains("no cluster is known to have the address", hops.Single(hop => hop.Step == TraceStep.Gateway).Why);
    }

    [Theory]
    [InlineData("cluster2/v9:100", "MF2019", TraceOutcome.Unknown)]
    [InlineData("cluster2/v3:100", null, TraceOutcome.Delivered)]
    [InlineData("cluster2:100", null, TraceOutcome.Delivered)]
    [InlineData("cluster1/v9:100", "MF2019", TraceOutcome.Unknown)]
    [InlineData("cluster1/v3:100", null, TraceOutcome.Delivered)]
    [InlineData("cluster1:100", null, TraceOutcome.Delivered)]
    public void A_version_that_no_declaration_knows_is_said(string split, string? rule, TraceOutcome outcome)
    {
        var service = Split(Service(), split);
        service = service with
        {
            Instance =
                service.Instance.Select(instance => instance with { Version = [new(LabelSet.Create("version", "v3"))] }).ToValueList()
        };
        Assert.Equal((rule, outcome), (Trace(service, "reviews")[^1].Finding?.Rule, Trace(service, "reviews")[^1].Outcome));
    }

    [Fact]
    public void A_host_that_nobody_knows_is_an_error_with_the_nearest_names()
    {
        var error = Assert.Throws<MeshException>(() => Trace(Service(), "reveiws"));
        Assert.Equal(MeshErrorId.TraceHostUnknown, error.ErrorId);
        Assert.Contains("reviews.default.svc.cluster.local", error.RecommendedAction);
    }

    [Fact]
    public void A_cluster_that_nobody_knows_is_an_error_with_those_that_are_known()
    {
        var error = Assert.Throws<MeshException>(
            () => RequestTracer.Trace(new(Plan(Service()), [Service()], []), BookinfoTrace.Question() with { Cluster = "cluster9" }));
        Assert.Equal(MeshErrorId.TraceClusterUnknown, error.ErrorId);
        Assert.Contains("cluster1, cluster2", error.Message);
    }

    [Fact]
    public void Without_a_port_the_only_one_is_meant_and_of_several_none()
    {
        Assert.Equal(["100 cluster1 all"], Ends(Trace(Service(), "reviews", null)));
        Assert.Equal(
            MeshErrorId.TracePortMissing,
            Assert.Throws<MeshException>(() => Trace(Service("http:9080", "grpc:9090"), "reviews", null)).ErrorId);
    }

    private static MeshCluster Cluster(string name, string address, string version) => new(name, name)
    {
        TrustDomain = name,
        IstioVersion = IstioVersion.Parse(version),
        Gateway = new() { Address = [address] },
    };

    private static MeshService Service(params string[] ports) => Service(Cluster2, ports);

    private static MeshService Service(MeshCluster server, params string[] ports) => ServiceDeclaration.Check(new(
        name: "reviews",
        ns: "default",
        port: (ports.Length == 0 ? ["http:9080"] : ports).Select(PortSyntax.Parse).ToValueList(),
        instance: [new(Cluster1), new(server) { ServiceAccount = ["bookinfo-reviews"] }],
        clientCluster: [Cluster1]));

    private static MeshService Split(MeshService service, params string[] destinations) =>
        service.WithTrafficSplit([.. destinations.Select(DestinationSyntax.Parse)], []);

    private static MeshRequest Insensitive(MeshRequest request) =>
        request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) };

    private static IReadOnlyList<MeshManifest> Plan(MeshService service) =>
        FederationPlanner.Plan(Federation.Create("bookinfo", [service], AddressPool.Parse(AddressPool.DefaultRange)));

    private static IReadOnlyList<MeshHop> Trace(MeshService service, string host, int? port = 9080, MeshRequest? request = null) =>
        RequestTracer.Trace(new(Plan(service), [service], []), BookinfoTrace.Question(request, host, port));

    private static IEnumerable<string> Ends(IEnumerable<MeshHop> hops) => hops.Where(hop => hop.Step == TraceStep.Pods)
        .Select(hop => string.Create(CultureInfo.InvariantCulture, $"{hop.Share} {hop.Cluster} "
            + $"{(hop.Decision.StartsWith("version=", StringComparison.Ordinal) ? hop.Decision["version=".Length..] : "all")}"));
}

using System.Globalization;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Tests.Planning;

/// <summary>Splits for gateways of one's own.</summary>
public sealed class GatewaySplitTests
{
    private const string Web = "istio-system/web";
    private const string Shop = "shop.example.com";

    private static readonly MeshCluster One = Declared.Cluster("cluster1");
    private static readonly MeshCluster Two = Declared.Cluster("cluster2");
    private static readonly MeshCluster Three = Declared.Cluster("cluster3");

    [Fact]
    public void A_split_for_a_gateway_is_a_VirtualService_of_its_own_with_the_same_destinations_and_no_port_condition()
    {
        var route = Assert.Single(Routes(Split(Reviews("http:9080", "http-admin:8080"))));
        Assert.Equal(("default", "reviews.shop.example.com.web.istio-system"), (route.Namespace, route.Name));
        Assert.Equal((Shop, Web), (route.Spec.List("hosts").Single(), route.Spec.List("gateways").Single()));
        var http = Assert.Single(route.Spec.Maps("http"));
        Assert.False(http.ContainsKey("match"));
        Assert.Equal(
            ["reviews.default.svc.cluster2.global 8080 75", "reviews.default.svc.cluster.local 8080 25"],
            http.Maps("route").Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Map("destination")!.Text("host")} "
                + $"{share.Map("destination")!.Map("port")!.Number("number")} {share.Number("weight")}")));
    }

    [Fact]
    public void A_policy_for_the_gateway_alone_makes_no_routes_of_the_mesh()
    {
        var service = Split(Reviews("http:9080")).WithPolicy(
            PolicyTests.Policy("timeout", new() { Gateway = [Web] }, ("Timeout", "5s")));
        var route = Assert.Single(Routes(service));
        Assert.Equal(Web, route.Spec.List("gateways").Single());
        Assert.Equal("5s", Assert.Single(route.Spec.Maps("http")).Text("timeout"));
    }

    /// <summary>
    /// Requests for a host name at a gateway have no port of the service; those that no split takes go to the first, which is 8080.
    /// </summary>
    [Theory]
    [InlineData(null, 9080, true)]
    [InlineData(null, 8080, true)]
    [InlineData(8080, 9080, true)]
    [InlineData(8080, 8080, false)]
    [InlineData(9080, 9080, false)]
    [InlineData(9080, 8080, false)]
    public void A_policy_for_a_gateway_and_a_port_to_which_no_split_leads_is_refused(int? split, int port, bool isRefused)
    {
        var service = Split(Reviews("http:9080", "http-admin:8080"));
        if (split is not null)
        {
            service = service.WithTrafficSplit(
                [new(One.Name, LabelSet.Create("version", "v1"), 100)], [new() { Gateway = [Web], Port = split }]);
        }

        var policy = PolicyTests.Policy("timeout", new() { Gateway = [Web], Port = port }, ("Timeout", "5s"));
        var refused = Record.Exception(() => Routes(service.WithPolicy(policy))) as MeshException;
        Assert.Equal(isRefused ? MeshErrorId.PolicyUnused : null, refused?.ErrorId);
    }

    [Fact]
    public void A_policy_for_two_gateways_of_which_one_is_split_is_refused_and_names_the_other()
    {
        var service = Split(Reviews("http:9080")).WithPolicy(
            PolicyTests.Policy("timeout", new() { Gateway = [Web, "istio-system/other"] }, ("Timeout", "5s")));
        var refused = Assert.Throws<MeshException>(() => Routes(service));
        Assert.Equal(MeshErrorId.PolicyUnused, refused.ErrorId);
        Assert.Contains("istio-system/other", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_names_is_there_and_stands_beside_it()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(Split(Reviews("http:9080"))));
        Assert.Contains(
            planned,
            item => item is { Kind: "DestinationRule", Cluster: "cluster1" }
                && item.Spec.Maps("subsets").Any(subset => subset.Text("name") == "version-v1"));
        Assert.Contains(
            planned,
            item => item is { Kind: "DestinationRule", Cluster: "cluster2" }
                && item.Spec.Maps("subsets").Any(subset => subset.Text("name") == "version-v3"));
        Assert.All(planned.Where(item => item is { Cluster: "cluster1" }), item => Assert.Equal("default", item.Namespace));
    }

    [Fact]
    public void Matches_are_those_of_requests_and_what_none_takes_is_left_to_others()
    {
        var api = new MeshMatch { Path = new(StringMatchKind.Prefix, "/api") };
        var http = Assert.Single(Assert.Single(Routes(Split(Reviews("http:9080"), match: api))).Spec.Maps("http"));
        Assert.Equal("/api", Assert.Single(http.Maps("match")).Map("uri")!.Text("prefix"));
        foreach (var other in (MeshMatch[])[
            new() { Port = 9080 },
            new() { SourceNamespace = "a" },
            new() { Gateway = ["mesh"] },
            new() { SourceLabel = LabelSet.Create("a", "b") }
        ])
        {
            Assert.Equal(MeshErrorId.MatchInvalid, Assert.Throws<MeshException>(() => Split(Reviews("http:9080"), match: other)).ErrorId);
        }
    }

    [Theory]
    [InlineData("https:443", "tls", "shop.example.com")]
    [InlineData("tcp:5432", "tcp", null)]
    public void Ports_without_HTTP_are_routed_as_connections(string port, string kind, string? name)
    {
        var spec = Assert.Single(Routes(Split(Reviews(port)))).Spec;
        Assert.Equal([kind], ((string[])["http", "tls", "tcp"]).Where(spec.ContainsKey));
        Assert.Equal(name, spec.Maps(kind).Single().Maps("match").SelectMany(match => match.List("sniHosts")).SingleOrDefault());
    }

    [Fact]
    public void The_split_of_the_mesh_and_that_of_the_gateway_leave_each_other_alone()
    {
        var both = Split(Reviews("http:9080").WithTrafficSplit([new("cluster1", LabelSet.Empty, 100)], []));
        Assert.Equal(
            ["reviews", "reviews.shop.example.com.web.istio-system"],
            Routes(both).Select(route => route.Name).Order(StringComparer.Ordinal));
        Assert.Equal("cluster1:100", both.TrafficSplit.Single().ToString());
    }

    [Fact]
    public void A_gateway_of_one_client_cluster_is_split_there_alone()
    {
        var service = Reviews("http:9080") with { ClientCluster = [One, Three] };
        Assert.Equal(["cluster1", "cluster3"], Routes(Split(service)).Select(route => route.Cluster).Order(StringComparer.Ordinal));
        Assert.Equal(["cluster3"], Routes(Split(service, "cluster3/" + Web)).Select(route => route.Cluster));
        var joined = Split(Split(service), "cluster3/" + Web, match: new MeshMatch { Method = "GET" });
        Assert.Equal(["cluster1", "cluster3"], Routes(joined).Select(route => route.Cluster).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("web", Shop)]
    [InlineData("a/b/c/d", Shop)]
    [InlineData("cluster9/istio-system/web", Shop)]
    [InlineData(Web, "shop example")]
    [InlineData(Web, "*")]
    [InlineData(Web, "192.0.2.1")]
    public void What_names_no_gateway_or_host_is_refused(string gateway, string hostname) =>
        Assert.Equal(
            MeshErrorId.GatewayHostInvalid, Assert.Throws<MeshException>(() => Split(Reviews("http:9080"), gateway, hostname)).ErrorId);

    [Fact]
    public void One_host_at_one_gateway_goes_to_one_service_unless_matches_tell_the_requests_apart()
    {
        var (one, other) = (Reviews("http:9080"), Reviews("http:9080") with { Name = "ratings" });
        var error = Assert.Throws<MeshException>(() => Declared.Federation(Split(one), Split(other)));
        Assert.Equal(MeshErrorId.GatewayHostConflict, error.ErrorId);
        Assert.Contains("'default/ratings' and 'default/reviews'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Routes(Split(one), Split(other, match: new MeshMatch { Path = new(StringMatchKind.Prefix, "/ratings") })).Count);
        Assert.Equal(2, Routes(Split(one), Split(other, hostname: "*.example.com")).Count);
        var twice = Assert.Throws<MeshException>(() => Declared.Federation(Split(Split(one), "cluster1/" + Web)));
        Assert.Contains("in every split, as cluster1/istio-system/web", twice.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Declarations_of_a_service_add_their_gateways_up_and_must_agree()
    {
        var (one, other) = (Split(Reviews("http:9080")), Split(Reviews("http:9080"), hostname: "b.example.com"));
        Assert.Equal(
            "b.example.com, shop.example.com",
            string.Join(", ", ServiceMerger.Merge([one, other]).Single().GatewaySplit.Select(split => split.Hostname)));
        Assert.Equal(one.GatewaySplit, ServiceMerger.Merge([one, one]).Single().GatewaySplit);
        var contrary = Reviews("http:9080").WithGatewaySplit(Web, Shop, [new("cluster1", LabelSet.Empty, 100)], []);
        Assert.Contains(
            $"splits for everything at {Web} {Shop}",
            Assert.Throws<MeshException>(() => ServiceMerger.Merge([one, contrary])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_does_not_run_in_the_client_cluster_is_split_at_its_gateway_too()
    {
        var elsewhere = Declared.Service("reviews", [Two, Three], One)
            .WithGatewaySplit(Web, "*.example.com", [new("cluster2", LabelSet.Empty, 50), new("cluster3", LabelSet.Empty, 50)], []);
        var route = Assert.Single(Routes(elsewhere));
        Assert.Equal(("istio-system", "reviews.default.any--host.example.com.web.istio-system"), (route.Namespace, route.Name));
    }

    [Fact]
    public void A_host_is_one_in_whatever_case() =>
        Assert.Equal(Split(Reviews("http:9080")), Split(Split(Reviews("http:9080")), hostname: "Shop.Example.COM"));

    [Fact]
    public void Services_of_one_name_whose_routes_stand_in_Istios_namespace_have_objects_of_their_own()
    {
        MeshService In(string space) => Declared.Service("shop", [Two], One, space).WithGatewaySplit(
            Web, Shop, [new("cluster2", LabelSet.Empty, 100)], [new MeshMatch { Path = new(StringMatchKind.Prefix, "/" + space) }]);
        Assert.Equal(
            ["shop.a.shop.example.com.web.istio-system", "shop.b.shop.example.com.web.istio-system"],
            Routes(In("a"), In("b")).Select(route => route.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_gateways_and_hosts_that_read_alike_with_dots_between_them_are_refused()
    {
        var twice = Split(Split(Reviews("http:9080"), "istio-system/c.d", "a.b"), "istio-system/d", "a.b.c");
        var error = Assert.Throws<MeshException>(() => Declared.Federation(twice));
        Assert.Equal(MeshErrorId.GatewayHostConflict, error.ErrorId);
        Assert.Contains("'reviews.a.b.c.d.istio-system'", error.Message, StringComparison.Ordinal);
    }

    private static MeshService Split(MeshService service, string gateway = Web, string hostname = Shop, MeshMatch? match = null) =>
        service.WithGatewaySplit(
            gateway,
            hostname,
            [new("cluster2", LabelSet.Create("version", "v3"), 75), new("cluster1", LabelSet.Create("version", "v1"), 25)],
            match is null ? [] : [match]);

    private static MeshService Reviews(params string[] ports) => ServiceDeclaration.Check(new(
        name: "reviews",
        ns: "default",
        port: ports.Select(PortSyntax.Parse).ToValueList(),
        instance: [new(One), new(Two)],
        clientCluster: [One]));

    private static IReadOnlyList<MeshManifest> Routes(params MeshService[] services) =>
        [.. FederationPlanner.Plan(Declared.Federation(services)).Where(item => item.Kind == "VirtualService")];
}

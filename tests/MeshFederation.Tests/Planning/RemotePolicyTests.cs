using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What connections and requests to another cluster are given, where nobody chose and where somebody did.</summary>
public sealed class RemotePolicyTests
{
    private const string Wait = "tcp: {connectTimeout: '2s'}";

    [Theory]
    [InlineData("http:80", null, $"{{{Wait}}}")]
    [InlineData("tcp-db:5432", null, $"{{{Wait}}}")]
    [InlineData("foo:8081", null, $"{{{Wait}}}")]
    [InlineData("http2:80", null, $"{{{Wait}, http: {{maxRequestsPerConnection: 100}}}}")]
    [InlineData("grpc:80", null, $"{{{Wait}, http: {{maxRequestsPerConnection: 100}}}}")]
    [InlineData("grpc-web:80", null, $"{{{Wait}, http: {{maxRequestsPerConnection: 100}}}}")]
    [InlineData("grpc:80", 0, $"{{{Wait}}}")]
    [InlineData("grpc:80", 7, $"{{{Wait}, http: {{maxRequestsPerConnection: 7}}}}")]
    [InlineData("http:80", 7, $"{{{Wait}, http: {{maxRequestsPerConnection: 7}}}}")]
    [InlineData("foo:8081", 7, $"{{{Wait}, http: {{maxRequestsPerConnection: 7}}}}")]
    public void A_service_of_one_port_says_it_once_and_its_subsets_inherit_it(string port, int? requests, string pool)
    {
        var rule = Rule(Service([port], requests).WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], []));
        Assert.Equal(pool, rule.Map("trafficPolicy")!.Map("connectionPool")!.ToString());
        Assert.Equal(["tls"], rule.Maps("subsets").Single().Map("trafficPolicy")!.Keys);
    }

    [Theory]
    [InlineData("http:80", $"{{{Wait}, http: {{maxRequestsPerConnection: 100}}}}")]
    [InlineData("foo:8081", $"{{{Wait}}}")]
    [InlineData("tcp-db:5432", $"{{{Wait}}}")]
    public void A_mesh_that_carries_HTTP_as_HTTP2_has_it_spread_over_connections_as_HTTP2_is(string port, string pool)
    {
        var service = Service([port]);
        var upgrading = service.ClientCluster[0] with { MeshConfig = new() { UpgradesHttp = true } };
        var instances = service.Instance.Select(at => at.Cluster.Name == "c1" ? at with { Cluster = upgrading } : at);
        var rule = Rule(service with { ClientCluster = [upgrading], Instance = instances.ToValueList() });
        Assert.Equal(pool, rule.Map("trafficPolicy")!.Map("connectionPool")!.ToString());
    }

    [Fact]
    public void With_several_ports_it_stands_in_each_entry_of_the_host_and_of_each_subset_since_nothing_is_inherited_there()
    {
        var rule = Rule(Service(["grpc:9090", "tcp-db:5432"]).WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], []));
        foreach (var policy in new[] { rule.Map("trafficPolicy")!, rule.Maps("subsets").Single().Map("trafficPolicy")! })
        {
            Assert.Equal(["portLevelSettings"], policy.Keys);
            Assert.Equal(
                [$"{{{Wait}}}", $"{{{Wait}, http: {{maxRequestsPerConnection: 100}}}}"],
                policy.Maps("portLevelSettings").Select(port => port.Map("connectionPool")!.ToString()));
        }
    }

    [Fact]
    public void A_number_of_requests_for_ports_without_requests_is_refused() =>
        Assert.Equal(MeshErrorId.ConnectionLimitUnused, Assert.Throws<MeshException>(() => Service(["tcp-db:5432"], 7)).ErrorId);

    [Theory]
    [InlineData("1.31.0", "connect-failure,refused-stream,unavailable,cancelled,reset-before-request,503")]
    [InlineData("1.23.0", "connect-failure,refused-stream,unavailable,cancelled,reset-before-request,503")]
    [InlineData("1.22.8", "connect-failure,refused-stream,unavailable,cancelled,503")]
    [InlineData("1.12.0", "connect-failure,refused-stream,unavailable,cancelled,503")]
    [InlineData("1.11.8", "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes,503")]
    public void A_route_to_another_cluster_retries_what_the_callers_Istio_can(string version, string words)
    {
        var route = Assert.Single(Routes(Split(Service(["http:80"], version: version), "c1:90", "c2:10")));
        Assert.Equal(("2", words), ($"{route.Map("retries")!.Number("attempts")}", route.Map("retries")!.Text("retryOn")));
    }

    [Fact]
    public void Only_routes_that_lead_to_another_cluster_have_retries_those_of_a_match_and_of_a_port_without_a_protocol_among_them()
    {
        var service = Split(Service(["foo:8081"]), "c1:100")
            .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [new MeshMatch { Method = "GET" }]);
        Assert.Equal([true, false], Routes(service).Select(route => route.ContainsKey("retries")));
    }

    [Fact]
    public void NoRetry_has_no_request_sent_twice_and_leaves_the_wait_for_a_connection_as_it_is()
    {
        var service = Split(Service(["http:80"]) with { NoRetry = true }, "c1:90", "c2:10");
        Assert.Equal("{attempts: 0}", Assert.Single(Routes(service)).Map("retries")!.ToString());
        Assert.Equal($"{{{Wait}}}", Rule(service).Map("trafficPolicy")!.Map("connectionPool")!.ToString());
    }

    [Fact]
    public void Of_two_declarations_the_one_that_says_something_counts_and_two_numbers_are_an_error()
    {
        var (none, seven) = (Service(["grpc:80"]), Service(["grpc:80"], 7) with { NoRetry = true });
        Assert.Equal(7, Rule(none, seven).Map("trafficPolicy")!.Map("connectionPool")!.Map("http")!.Number("maxRequestsPerConnection"));
        Assert.True(Declared.Federation(none, seven).Services.Single().NoRetry);
        Assert.Equal(
            MeshErrorId.ServiceConflict, Assert.Throws<MeshException>(() => Declared.Federation(seven, Service(["grpc:80"], 8))).ErrorId);
    }

    private static MeshService Service(string[] ports, int? requests = null, string version = "1.30.3")
    {
        var client = Declared.Cluster("c1", version);
        return ServiceDeclaration.Check(Declared.Service("a", [client, Declared.Cluster("c2")], client) with
        {
            Port = ports.Select(PortSyntax.Parse).ToValueList(),
            MaxRequestsPerConnection = requests,
        });
    }

    private static MeshService Split(MeshService service, params string[] destinations) =>
        service.WithTrafficSplit([.. destinations.Select(DestinationSyntax.Parse)], []);

    private static UnstructuredMap Rule(params MeshService[] services) =>
        Plan(services).Single(manifest => manifest.Spec.Text("host") is "a.default.svc.c2.global").Spec;

    private static IEnumerable<UnstructuredMap> Routes(MeshService service) =>
        Plan(service).Single(manifest => manifest.Kind == "VirtualService").Spec.Maps("http");

    private static IReadOnlyList<MeshManifest> Plan(params MeshService[] services) => FederationPlanner.Plan(Declared.Federation(services));
}

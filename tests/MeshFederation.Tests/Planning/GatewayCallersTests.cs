using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Routing;
using MeshFederation.Tests.Routing;
using static MeshFederation.Tests.Planning.GatewayScene;

namespace MeshFederation.Tests.Planning;

/// <summary>
/// To istiod a gateway's own pods are the callers of what comes through it; splits for callers with their namespace or labels are meant
/// for sidecars alone.
/// </summary>
public sealed class GatewayCallersTests
{
    private static readonly MeshMatch AtGatewayB = new() { Path = new(StringMatchKind.Exact, "/b"), Gateway = ["istio-system/web"] };

    private static readonly MeshMatch[] OfCallers =
    [
        new() { SourceNamespace = "istio-system" },
        new() { SourceLabel = LabelSet.Create("istio", "ingressgateway") },
    ];

    [Theory]
    [InlineData("http:80", "/", "c2.global ")]
    [InlineData("http:80", "/a", "cluster.local version-v3")]
    [InlineData("http:80", "/b", "c2.global version-v4")]
    [InlineData("http:80", "/p", "c2.global ")]
    [InlineData("http:80 http-b:81", "/", "c2.global ")]
    [InlineData("http:80 http-b:81", "/a", "cluster.local version-v3")]
    public void A_gateway_has_the_splits_for_it_and_those_that_ask_for_no_callers(string ports, string path, string reached)
    {
        var service = Split(Service(ports))
            .WithTrafficSplit([DestinationSyntax.Parse("c1/v3:100")], [new() { Path = new(StringMatchKind.Exact, "/a") }])
            .WithTrafficSplit([DestinationSyntax.Parse("c1/v3:100")], [new() { Path = new(StringMatchKind.Exact, "/p"), Port = 80 }])
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v4:100")], [AtGatewayB]);
        var cluster = Mesh(service, "{number: 80, name: http, protocol: HTTP}");
        Assert.Equal(reached, AtGateway(cluster, new() { Authority = Host, Port = 80, Path = path }));
    }

    [Theory]
    [InlineData("http:80 http-b:81", "", "/x", "cluster.local version-v1")]
    [InlineData("http:80 http-b:81", "", "/y", "c2.global ")]
    [InlineData("http:80", "metrics:15020", "/y", "c2.global ")]
    [InlineData("http:80 tcp-db:5432", "", "/y", "c2.global ")]
    public void What_no_match_of_the_gateway_takes_is_split_there_whatever_ports_the_service_has(
        string ports, string others, string path, string reached)
    {
        var service = Elsewhere(Service(ports, others));
        var cluster = Mesh(service, "{number: 8080, name: http, protocol: HTTP}");
        Assert.Equal(reached, AtGateway(cluster, new() { Authority = Host, Port = 8080, Path = path }));
        var request = new MeshRequest { Authority = Host, Port = 80, Path = path };
        Assert.Equal("c2.global ", Place(ReachedPods.Choice(cluster, new("shop", UnstructuredMap.Empty), request).Shares));
    }

    [Theory]
    [InlineData("http:80 tls-a:443 tls-b:8443", "", "{number: 9443, name: tls, protocol: TLS}, tls: {mode: PASSTHROUGH}", 443)]
    [InlineData("http:80 tls-a:443", "a.example", "{number: 9443, name: tls, protocol: TLS}, tls: {mode: PASSTHROUGH}", 443)]
    [InlineData("http:80 tcp-a:5432 tcp-b:5433", "", "{number: 9443, name: tcp, protocol: TCP}", 5432)]
    public void Connections_through_a_gateway_are_split_as_those_to_the_first_port_of_their_kind(
        string ports, string names, string listener, int first)
    {
        var service = Elsewhere(ServiceDeclaration.Check(Service(ports) with { SniHost = names.Length == 0 ? [] : [names] }));
        var cluster = Mesh(service, listener);
        var request = new MeshRequest { Authority = Host, Port = 9443, IsHttp = false };
        var share = Assert.Single(GatewayScene.AtGateway(cluster, request).Shares);
        Assert.Equal(("echo.shop.svc.c2.global", first), (share.Host, share.Port));
    }

    [Fact]
    public void A_match_that_asks_for_a_port_of_the_service_asks_for_none_of_a_gateway()
    {
        var service = Service("http:80")
            .WithTrafficSplit([DestinationSyntax.Parse("c1/v3:100")], [new() { Path = new(StringMatchKind.Exact, "/p"), Port = 80 }])
            .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [AtGatewayB]);
        var cluster = Mesh(service, "{number: 80, name: http, protocol: HTTP}");
        Assert.Equal("cluster.local ", AtGateway(cluster, new() { Authority = Host, Port = 80, Path = "/p" }));
    }

    [Theory]
    [InlineData(80, "http:80 http-b:81")]
    [InlineData(81, "http:80 http-b:81")]
    public void A_match_for_a_gateway_beside_the_mesh_and_a_port_holds_at_both(int port, string ports)
    {
        var match = new MeshMatch
        {
            Gateway = ["istio-system/web", "mesh"],
            Port = port,
            Path = new(StringMatchKind.Exact, "/q"),
        };
        var service = Service(ports)
            .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [AtGatewayB])
            .WithTrafficSplit([DestinationSyntax.Parse("c1/v3:100")], [match]);
        var cluster = Mesh(service, FormattableString.Invariant($"{{number: {port}, name: http, protocol: HTTP}}"));
        var request = new MeshRequest { Authority = Host, Port = port, Path = "/q" };
        Assert.Equal("cluster.local version-v3", AtGateway(cluster, request));
        Assert.Equal(
            "cluster.local version-v3", Place(ReachedPods.Choice(cluster, new("shop", UnstructuredMap.Empty), request).Shares));
    }

    [Fact]
    public void A_policy_for_a_port_of_the_service_holds_for_sidecars_alone()
    {
        var service = Service("http:80").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [AtGatewayB])
            .WithPolicy(PolicyTests.Policy("timeout", new() { Port = 80 }, ("Timeout", "5s")));
        var routes = Routes(service);
        Assert.Equal(["/b at the gateway", "all at the gateway", "all with 5s"], routes.Select(route => Said(route)));

        static string Said(UnstructuredMap route)
        {
            var match = route.Maps("match").FirstOrDefault() ?? UnstructuredMap.Empty;
            return (match.Map("uri")?.Text("exact") ?? "all") + (match.ContainsKey("gateways") ? " at the gateway" : "")
                + (route.Text("timeout") is { } timeout ? " with " + timeout : "");
        }
    }

    [Fact]
    public void What_a_split_for_a_port_does_not_take_at_the_gateway_has_the_policies_of_all()
    {
        var service = Service("http:80").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [new() { Port = 80 }])
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v4:100")], [AtGatewayB])
            .WithPolicy(PolicyTests.Policy("timeout", null, ("Timeout", "5s")));
        Assert.Equal(["5s", "5s", "5s"], Routes(service).Select(route => route.Text("timeout")));
    }

    [Fact]
    public void What_no_split_takes_at_the_gateway_goes_to_the_called_host_and_has_the_policies_of_all()
    {
        var service = Service("http:80")
            .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [AtGatewayB])
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], OfCallers[..1]);
        var cluster = Mesh(service, "{number: 80, name: http, protocol: HTTP}");
        Assert.Equal("cluster.local ", AtGateway(cluster, new() { Authority = Host, Port = 80 }));
    }

    [Theory]
    [InlineData("http:80", "istio-system", "c2.global version-v1")]
    [InlineData("http:80", "shop", "cluster.local version-v2")]
    [InlineData("tcp-db:80", "istio-system", "c2.global version-v1")]
    [InlineData("tcp-db:80", "shop", "cluster.local version-v2")]
    public void Sidecars_have_the_splits_for_callers(string ports, string space, string reached)
    {
        var cluster = Mesh(Split(Service(ports)), "{number: 80, name: http, protocol: HTTP}");
        var request = new MeshRequest { Authority = Host, Port = 80, IsHttp = ports.StartsWith("http", StringComparison.Ordinal) };
        var caller = new MeshCaller(space, space == "shop" ? Pods.Labels : UnstructuredMap.Empty);
        Assert.Equal(reached, Place(ReachedPods.Choice(cluster, caller, request).Shares));
    }

    [Fact]
    public void A_gateway_of_connections_has_no_split_for_callers()
    {
        var cluster = Mesh(Split(Service("tcp-db:5432")), "{number: 5432, name: tcp, protocol: TCP}");
        Assert.Equal("c2.global ", AtGateway(cluster, new() { Authority = Host, Port = 5432, IsHttp = false }));
    }

    [Fact]
    public void Without_a_named_gateway_and_without_callers_routes_are_as_they_would_be_alone()
    {
        var callers = Service("http:80").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], OfCallers[..1]);
        Assert.Equal(2, Routes(callers).Count);
        Assert.DoesNotContain("gateways", Routes(callers)[0].Maps("match").Single().Keys);
        var gateway = Service("http:80").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [new() { Gateway = ["istio-system/web"] }]);
        Assert.Equal(2, Routes(gateway).Count);
    }

    [Fact]
    public void A_match_for_callers_names_no_gateway_beside_the_mesh()
    {
        var match = OfCallers[0] with { Gateway = ["istio-system/web", "mesh"] };
        var refused = Assert.Throws<MeshException>(
            () => Service("http:80").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [match]));
        Assert.Equal(MeshErrorId.MatchInvalid, refused.ErrorId);
    }

    /// <summary>All of it goes to the other cluster, but what comes through the gateway for one path.</summary>
    private static MeshService Elsewhere(MeshService service) => service
        .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [])
        .WithTrafficSplit(
            [DestinationSyntax.Parse("c1/v1:100")], [new() { Path = new(StringMatchKind.Exact, "/x"), Gateway = ["istio-system/web"] }]);

    private static MeshService Split(MeshService service) => service
        .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [new() { Gateway = ["istio-system/web"] }])
        .WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], OfCallers[..1])
        .WithTrafficSplit([DestinationSyntax.Parse("c1/v2:100")], OfCallers[1..]);

    private static List<UnstructuredMap> Routes(MeshService service) =>
        [.. FederationPlanner.Plan(Declared.Federation(service)).Single(item => item.Kind == "VirtualService").Spec.Maps("http")];

    private static string AtGateway(RoutingCluster cluster, MeshRequest request) => Place(GatewayScene.AtGateway(cluster, request).Shares);
}

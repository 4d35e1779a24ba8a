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
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;
using MeshFederation.Tests.Routing;

namespace MeshFederation.Tests.Planning;

/// <summary>
/// To istiod a gateway's own pods are the callers of what comes through it; splits for callers with their namespace or labels are meant
/// for sidecars alone.
/// </summary>
public sealed class GatewayCallersTests
{
    private const string Host = "echo.shop.svc.cluster.local";

    private static readonly MeshCluster One = Declared.Cluster("c1");
    private static readonly MeshCaller Pods =
        new("istio-system", UnstructuredMap.Of(("istio", "ingressgateway"))) { IsGateway = true };

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

    private static MeshService Service(string ports) => ServiceDeclaration.Check(new(
        name: "echo",
        ns: "shop",
        port: ports.Split(' ').Select(PortSyntax.Parse).ToValueList(),
        instance: [new(One), new(Declared.Cluster("c2"))],
        clientCluster: [One]));

    private static MeshService Split(MeshService service) => service
        .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [new() { Gateway = ["istio-system/web"] }])
        .WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], OfCallers[..1])
        .WithTrafficSplit([DestinationSyntax.Parse("c1/v2:100")], OfCallers[1..]);

    private static List<UnstructuredMap> Routes(MeshService service) =>
        [.. FederationPlanner.Plan(Declared.Federation(service)).Single(item => item.Kind == "VirtualService").Spec.Maps("http")];

    private static RoutingCluster Mesh(MeshService service, string port)
    {
        var gateway = RoutingText.Objects(RoutingText.Object(
            "Gateway", "web", $"{{selector: {{istio: ingressgateway}}, servers: [{{port: {port}, hosts: ['*']}}]}}", "istio-system", ""));
        return new RoutingMesh([.. FederationPlanner.Plan(Declared.Federation(service)), .. gateway], [service], [])["c1"]!;
    }

    private static string AtGateway(RoutingCluster cluster, MeshRequest request)
    {
        var server = EntryServer.Of(EntryGateways.Named(cluster, "istio-system/web")!).Single();
        return Place(GatewayRouting.Choose(cluster, Pods, server, request).Shares);
    }

    /// <summary>The end of the host, and the subset.</summary>
    private static string Place(IReadOnlyList<RouteShare> shares)
    {
        var share = Assert.Single(shares);
        return $"{share.Host[(share.Host.IndexOf(".svc.", StringComparison.Ordinal) + 5)..]} {share.Subset}";
    }
}

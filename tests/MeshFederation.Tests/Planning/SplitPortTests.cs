using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>Which routes ports get by their protocols.</summary>
public sealed class SplitPortTests
{
    private static readonly MeshCluster One = Declared.Cluster("c1");
    private static readonly MeshCluster Two = Declared.Cluster("c2");
    private static readonly string[] Names = ["echo.shop.svc.cluster.local", "echo", "echo.shop", "echo.shop.svc"];

    private static readonly string[] Lists = ["http", "tls", "tcp"];

    [Fact]
    public void A_TLS_port_is_split_under_every_name_of_the_Service()
    {
        var routed = Routed(Service("https:8443"), "c2:100");
        Assert.Equal(Names, routed.Spec.List("hosts"));
        Assert.Equal(Names, SniHosts(routed));
        Assert.Equal("IST0109", routed.Metadata.Map("annotations")?.Text("galley.istio.io/analyze-suppress"));
    }

    [Fact]
    public void Short_names_are_those_of_the_clients_own_domain()
    {
        var routed = Routed(Service(Declared.Cluster("c1", domain: "mesh.example"), "https:8443"), "c2:100");
        Assert.Equal("echo.shop.svc.mesh.example, echo, echo.shop, echo.shop.svc", string.Join(", ", SniHosts(routed)));
        Assert.Null(routed.Metadata.Map("annotations"));
    }

    [Fact]
    public void Declared_names_are_added_to_hosts_too_and_none_that_another_covers()
    {
        var routed = Routed(
            Service("https:8443") with { SniHost = ["*.example.com", "echo.shop", "shop.example.com", "shop.example.org"] }, "c2:100");
        string[] expected = [.. Names, "*.example.com", "shop.example.org"];
        Assert.Equal(expected, routed.Spec.List("hosts"));
        Assert.Equal(expected, SniHosts(routed));
    }

    [Theory]
    [InlineData("http:80")]
    [InlineData("web:8081")]
    public void A_pattern_is_refused_beside_a_port_of_requests_which_it_would_take_from_other_hosts(string port)
    {
        static MeshService Named(string name, params string[] ports) => ServiceDeclaration.Check(Service(ports) with { SniHost = [name] });
        Assert.Equal(MeshErrorId.SniHostInvalid, Assert.Throws<MeshException>(() => Named("*.example.com", "https:8443", port)).ErrorId);
        Assert.Equal(["shop.example.com"], Named("shop.example.com", "https:8443", port).SniHost);
        Assert.Equal(["*.example.com"], Named("*.example.com", "https:8443", "tcp-db:5432").SniHost);
    }

    [Fact]
    public void Without_a_TLS_port_there_is_one_host() =>
        Assert.Equal(Names[..1], Routed(Service("http:80", "tcp-db:5432", "web:81"), "c2:100").Spec.List("hosts"));

    [Fact]
    public void A_host_in_another_cluster_has_no_short_names()
    {
        var service = Service("https:8443") with { Instance = [new(Two)], SniHost = ["shop.example.com"] };
        Assert.Equal(["echo.shop.svc.c2.global", "shop.example.com"], SniHosts(Routed(service, "c2/v1:100")));
    }

    [Theory]
    [InlineData("https:8443", "c1:100", "")]
    [InlineData("https:8443", "c1:100, c2:0", "")]
    [InlineData("https:8443", "c1/v1:100", "tls")]
    [InlineData("https:8443 http:80", "c1:100", "http")]
    [InlineData("tcp-db:5432", "c1:100", "tcp")]
    [InlineData("web:8081", "c1:100", "http tcp")]
    [InlineData("web:8081", "c2:100", "http tcp")]
    [InlineData("web:8081 https:443 tcp-db:5432", "c2:100", "http tls tcp")]
    public void A_TLS_route_is_made_only_where_connections_go_elsewhere_than_to_the_called_host(string ports, string split, string lists)
    {
        var routed = VirtualServices(Service(ports.Split(' ')), split).SingleOrDefault();
        Assert.Equal(lists, string.Join(' ', Lists.Where(list => routed?.Spec.List(list).Count > 0)));
    }

    [Fact]
    public void What_a_TLS_split_leaves_over_needs_no_route()
    {
        var batch = new MeshMatch { SourceLabel = LabelSet.Create("app", "batch") };
        var toRemote = Service("https:8443").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [batch]);
        Assert.Single(VirtualServices(toRemote).Single().Spec.List("tls"));
        var exempt = Service("https:8443")
            .WithTrafficSplit([DestinationSyntax.Parse("c1:100")], [batch])
            .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], []);
        Assert.Equal(2, VirtualServices(exempt).Single().Spec.List("tls").Count);
    }

    [Fact]
    public void A_gateway_has_no_default_so_it_gets_every_route()
    {
        var match = new MeshMatch { Gateway = ["istio-system/public"] };
        var service = Service("https:8443").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [match]);
        Assert.Equal(2, VirtualServices(service).Single().Spec.List("tls").Count);
    }

    [Fact]
    public void A_match_on_requests_holds_for_the_requests_of_an_undeclared_port_only()
    {
        var jason = new MeshMatch { Header = StringMatches.Create([new("end-user", new(StringMatchKind.Exact, "jason"))]) };
        var routed = VirtualServices(Service("web:8081").WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [jason])).Single();
        Assert.Equal((2, 0), (routed.Spec.List("http").Count, routed.Spec.List("tcp").Count));
        routed = VirtualServices(Service("web:8081")
            .WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [jason])
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], [])).Single();
        Assert.Equal((2, 1), (routed.Spec.List("http").Count, routed.Spec.List("tcp").Count));
    }

    [Fact]
    public void A_ServiceEntry_says_a_protocol_where_the_port_declares_one_or_its_number_does()
    {
        var service = Service("web:8081", "http:80", "db:3306") with
        {
            Instance = [new(One) { PortNumber = PortNumbers.Create([new("web", 27017)]) }, new(Two)]
        };
        var entry = FederationPlanner.Plan(Declared.Federation(service)).Single(manifest => manifest.Kind == "ServiceEntry");
        Assert.Equal("db:3306=TCP http:80=HTTP web:27017=TCP", Ports(entry));
        entry =
            FederationPlanner.Plan(Declared.Federation(Service("web:8081", "http:80"))).Single(manifest => manifest.Kind == "ServiceEntry");
        Assert.Equal("http:80=HTTP web:8081=", Ports(entry));
    }

    [Fact]
    public void Declarations_add_up_their_server_names_and_what_cannot_be_routed_then_is_refused()
    {
        var one = Service("https:8443") with { SniHost = ["a.example.com"] };
        var merged = Declared.Federation(one, Service("https:8443") with { SniHost = ["b.example.com"] }).Services.Single();
        Assert.Equal(["a.example.com", "b.example.com"], merged.SniHost);
        var elsewhere = Service("https:8443") with { ClientCluster = [Declared.Cluster("c3")] };
        Assert.Equal(MeshErrorId.SniHostConflict, Assert.Throws<MeshException>(() => Declared.Federation(one, elsewhere)).ErrorId);
        Assert.Equal(
            MeshErrorId.SniHostConflict, Assert.Throws<MeshException>(() => Declared.Federation(one, one with { Name = "other" })).ErrorId);
        Assert.Equal(
            2, Declared.Federation(one, Service("https:8443") with { Name = "other", SniHost = ["*.example.com"] }).Services.Count);
    }

    [Theory]
    [InlineData("other", true)]
    [InlineData("other.shop", true)]
    [InlineData("other.shop.svc.cluster.local", true)]
    [InlineData("other.shop.svc.c2.global", true)]
    [InlineData("echo.shop.svc", false)]
    [InlineData("other.bank", false)]
    public void A_server_name_that_is_another_services_own_is_refused(string name, bool isRefused)
    {
        var (one, other) = (Service("https:8443") with { SniHost = [name] }, Service("https:8443") with { Name = "other" });
        foreach (var services in new MeshService[][] { [one, other], [other, one] })
        {
            var error = Record.Exception(() => Declared.Federation(services)) as MeshException;
            Assert.Equal(isRefused ? MeshErrorId.SniHostConflict : null, error?.ErrorId);
        }
    }

    private static MeshService Service(params string[] ports) => Service(One, ports);

    private static MeshService Service(MeshCluster client, params string[] ports) => ServiceDeclaration.Check(new(
        name: "echo",
        ns: "shop",
        port: ports.Select(PortSyntax.Parse).ToValueList(),
        instance: [new(client), new(Two)],
        clientCluster: [client]));

    private static MeshManifest Routed(MeshService service, string split) => VirtualServices(service, split).Single();

    private static IEnumerable<MeshManifest> VirtualServices(MeshService service, string split) =>
        VirtualServices(service.WithTrafficSplit([.. split.Split(", ").Select(DestinationSyntax.Parse)], []));

    private static IEnumerable<MeshManifest> VirtualServices(MeshService service) =>
        FederationPlanner.Plan(Declared.Federation(service)).Where(manifest => manifest.Kind == "VirtualService");

    private static IEnumerable<string> SniHosts(MeshManifest routed) =>
        routed.Spec.Maps("tls").SelectMany(route => route.Maps("match")).SelectMany(match => match.List("sniHosts")).Cast<string>();

    private static string Ports(MeshManifest entry) =>
        string.Join(' ', entry.Spec.Maps("ports")
            .Select(port => $"{port.Text("name")}:{port.Number("number")}={port.Text("protocol")}").Order(StringComparer.Ordinal));
}

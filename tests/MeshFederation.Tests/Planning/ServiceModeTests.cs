using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Tests.Planning;

/// <summary>Services that say themselves how they are called, whatever their clusters say.</summary>
public sealed class ServiceModeTests
{
    private static readonly MeshGateway Tunnels = AmbientClusters.Usual(new()) with { Address = ["192.0.2.9"] };

    [Fact]
    public void A_service_that_is_called_through_tunnels_by_itself_gets_what_one_of_ambient_clusters_gets()
    {
        static MeshCluster Ambient(MeshCluster cluster) =>
            cluster with { RoutingMode = MeshRoutingMode.Ambient, Gateway = Tunnels, TunnelGateway = null };
        var ofClusters = Service(null, Ambient(Server()), Ambient(Client()));
        Assert.Equal(
            FederationPlanner.PlanSeen(Declared.Federation(ofClusters)).Select(item => item.ToYaml()),
            FederationPlanner.PlanSeen(Declared.Federation(Service(MeshRoutingMode.Ambient))).Select(item => item.ToYaml()));
    }

    [Fact]
    public void One_that_says_nothing_is_called_through_sidecars_beside_it()
    {
        var planned = FederationPlanner.Plan(
            Declared.Federation(Service(MeshRoutingMode.Ambient), Service(null) with { Name = "two" }));
        Assert.Equal("one", Assert.Single(planned, item => item.Kind == "WorkloadEntry").Name.Split('.')[0]);
        Assert.StartsWith("two.", Assert.Single(planned, item => item.Kind == "ServiceEntry").Name, StringComparison.Ordinal);
        Assert.Equal(
            ["gateway.networking.k8s.io", "networking.istio.io"],
            planned.Where(item => item.Kind == "Gateway").Select(item => item.ApiVersion.Split('/')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_gateway_for_tunnels_must_be_known() =>
        Refused(MeshErrorId.AmbientGatewayUnfit, Service(MeshRoutingMode.Ambient, Server() with { TunnelGateway = null }));

    [Fact]
    public void A_gateway_for_tunnels_serves_no_sidecars() => Refused(
        MeshErrorId.AmbientGatewayUnfit,
        Service(MeshRoutingMode.Auto, Server() with { RoutingMode = MeshRoutingMode.Ambient, TunnelGateway = null }));

    [Theory]
    [InlineData(null, "c2", "istio.io/dataplane-mode=ambient", true)]
    [InlineData(null, "c2", "team=a", false)]
    [InlineData(null, "c2", "istio-injection=enabled", false)]
    [InlineData(MeshRoutingMode.Ambient, "c2", "istio-injection=enabled", true)]
    [InlineData(MeshRoutingMode.Ambient, "c1", "istio-injection=enabled", true)]
    [InlineData(MeshRoutingMode.Ambient, "c2", "istio.io/dataplane-mode=ambient", false)]
    [InlineData(MeshRoutingMode.Auto, "c2", "istio.io/dataplane-mode=ambient", true)]
    [InlineData(MeshRoutingMode.Auto, "c1", "istio.io/dataplane-mode=ambient", true)]
    [InlineData(MeshRoutingMode.Auto, "c2", "istio-injection=enabled", false)]
    public void What_was_read_decides_where_it_says_otherwise(MeshRoutingMode? mode, string read, string label, bool isRefused)
    {
        MeshCluster Known(MeshCluster cluster) => cluster.Name != read ? cluster : Read(cluster, "default: " + label);
        var service = Service(mode, Known(Server()), Known(Client()));
        if (isRefused) Refused(MeshErrorId.AmbientPairUnfit, service);
        else Assert.DoesNotContain(Declared.Federation(service).Assumed, text => text.Contains("-RoutingMode", StringComparison.Ordinal));
    }

    [Fact]
    public void What_nothing_tells_is_said() => Assert.Contains(
        Declared.Federation(Service(MeshRoutingMode.Ambient)).Assumed,
        text => text.Contains("in c2 are in ambient mode is taken from -RoutingMode", StringComparison.Ordinal));

    [Theory]
    [InlineData(null, "default: istio.io/dataplane-mode=ambient", "'c1' calls default/one through sidecars")]
    [InlineData(
        null, "default: istio.io/dataplane-mode=ambient; old: istio-injection=enabled",
        "'c1' calls default/one through sidecars, and some of its namespaces are in ambient mode (default)")]
    [InlineData(null, "default: istio-injection=enabled", "")]
    [InlineData(MeshRoutingMode.Ambient, "default: istio.io/dataplane-mode=ambient", "")]
    [InlineData(
        MeshRoutingMode.Ambient, "default: istio.io/dataplane-mode=ambient; old: istio-injection=enabled", "In 'c1' some namespaces have")]
    public void Callers_of_the_other_mode_are_told_of(MeshRoutingMode? mode, string spaces, string note)
    {
        var assumed = Declared.Federation(Service(mode, client: Read(Client(), spaces.Split("; ")))).Assumed;
        var told = assumed.Where(text => text.StartsWith("'c1' calls", StringComparison.Ordinal)
            || text.StartsWith("In 'c1' some", StringComparison.Ordinal)).ToList();
        if (note.Length == 0) Assert.Empty(told);
        else Assert.StartsWith(note, Assert.Single(told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default: istio.io/dataplane-mode=ambient", null, true, MeshRoutingMode.Ambient)]
    [InlineData("default: istio-injection=enabled", null, true, null)]
    [InlineData("other: istio.io/dataplane-mode=ambient", null, true, null)]
    [InlineData("default: istio.io/dataplane-mode=ambient", null, false, null)]
    [InlineData("default: istio.io/dataplane-mode=ambient", MeshRoutingMode.Auto, true, MeshRoutingMode.Auto)]
    public void A_service_has_the_mode_of_its_namespace_where_a_gateway_for_it_is_beside_that_for_sidecars(
        string space, MeshRoutingMode? said, bool hasGateway, MeshRoutingMode? expected)
    {
        var server = Read(hasGateway ? Server() : Server() with { TunnelGateway = null }, space);
        Assert.Equal(expected, AmbientClusters.WithFoundMode(Service(said, server)).RoutingMode);
    }

    [Fact]
    public void One_whose_pods_are_in_ambient_mode_in_some_clusters_alone_has_none()
    {
        var (ambient, injected) = (Read(Server(), "default: istio.io/dataplane-mode=ambient"),
            Read(Server() with { Name = "c3" }, "default: istio-injection=enabled"));
        Assert.Null(AmbientClusters.WithFoundMode(Service(null, ambient) with { Instance = [new(ambient), new(injected)] }).RoutingMode);
        var whole = Server() with { Name = "c3", RoutingMode = MeshRoutingMode.Ambient, Gateway = Tunnels, TunnelGateway = null };
        var both = Service(null, ambient) with { Instance = [new(ambient), new(whole)] };
        Assert.Equal(MeshRoutingMode.Ambient, AmbientClusters.WithFoundMode(both).RoutingMode);
        Assert.Null(AmbientClusters.WithFoundMode(Service(null, whole)).RoutingMode);
    }

    [Fact]
    public void The_gateway_for_sidecars_beside_it_may_be_of_an_older_version()
    {
        static MeshCluster Of(MeshClusterFacts facts) =>
            Server() with { Facts = facts, MeshConfig = new() { GlobalService = [.. ServiceScopes.Of(Server())] } };
        Refused(
            MeshErrorId.AmbientVersionUnsafe, Service(MeshRoutingMode.Ambient, Of(new() { TunnelGatewayVersion = new(1, 29, 1) })));
        var old = new MeshClusterFacts { GatewayVersion = new(1, 29, 1), GatewayIstioVersion = new(1, 29, 1) };
        Assert.NotEmpty(FederationPlanner.Plan(Declared.Federation(Service(MeshRoutingMode.Ambient, Of(old)))));
    }

    [Fact]
    public void What_is_advised_is_what_was_given()
    {
        var two = Server() with { TunnelGateway = Tunnels with { Address = ["192.0.2.8", "192.0.2.9"] } };
        Assert.Contains("to -TunnelGatewayAddress", Advice(Service(MeshRoutingMode.Ambient, two)), StringComparison.Ordinal);
        var injected = Service(MeshRoutingMode.Ambient, Read(Server(), "default: istio-injection=enabled"));
        Assert.Contains("leave -RoutingMode Ambient out of the service", Advice(injected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mode_of_gateways_is_none_of_a_service() => Assert.Equal(
        MeshErrorId.RoutingModeUnsupported,
        Assert.Throws<MeshException>(() => ServiceDeclaration.Check(Service(MeshRoutingMode.ClientSni))).ErrorId);

    [Fact]
    public void An_ambient_cluster_has_one_gateway_for_tunnels() => Assert.Equal(
        MeshErrorId.AmbientGatewayUnfit,
        Assert.Throws<MeshException>(() => ClusterDeclaration.Check(Server() with { RoutingMode = MeshRoutingMode.Ambient })).ErrorId);

    [Fact]
    public void Declarations_of_one_service_must_not_say_two_modes()
    {
        Assert.Equal(
            MeshRoutingMode.Ambient, Assert.Single(ServiceMerger.Merge([Service(null), Service(MeshRoutingMode.Ambient)])).RoutingMode);
        Assert.Throws<MeshException>(() => ServiceMerger.Merge([Service(MeshRoutingMode.Auto), Service(MeshRoutingMode.Ambient)]));
    }

    private static void Refused(string id, MeshService service) =>
        Assert.Equal(id, Assert.Throws<MeshException>(() => Declared.Federation(service)).ErrorId);

    private static string Advice(MeshService service) =>
        Assert.Throws<MeshException>(() => Declared.Federation(service)).RecommendedAction;

    /// <summary>A cluster that was read, with namespaces like <c>default: istio-injection=enabled</c>.</summary>
    private static MeshCluster Read(MeshCluster cluster, params string[] spaces)
    {
        var known = spaces.Select(space => space.Split(": ")).Select(space => (Name: space[0], Label: space[1].Split('='))).ToList();
        return cluster with
        {
            Facts = new()
            {
                Namespace = known.Select(space => new MeshNamespace(space.Name, LabelSet.Create(space.Label[0], space.Label[1])))
                    .ToValueList(),
                AmbientNamespace = known.Where(space => space.Label[1] == "ambient").Select(space => space.Name).ToValueList(),
            },
            MeshConfig = new() { GlobalService = [.. ServiceScopes.Of(Server())] },
        };
    }

    private static MeshCluster Client() => Declared.Cluster("c1") with { Network = "one" };

    private static MeshCluster Server() => Declared.Cluster("c2") with { Network = "two", TunnelGateway = Tunnels };

    private static MeshService Service(MeshRoutingMode? mode, MeshCluster? server = null, MeshCluster? client = null)
    {
        server ??= Server();
        return Declared.Service("one", [server], client ?? Client()) with
        {
            Instance = [new(server) { ServiceAccount = ["a"] }],
            RoutingMode = mode,
        };
    }
}

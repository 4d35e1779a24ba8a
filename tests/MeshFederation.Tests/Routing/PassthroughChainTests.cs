using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing.Gateways;
using static MeshFederation.Tests.Routing.RoutingText;

namespace MeshFederation.Tests.Routing;

/// <summary>istio pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains, and what it was before.</summary>
public sealed class PassthroughChainTests
{
    private const string Sni = "outbound_.80_.v1_.a.default.svc.cluster.local";

    private static readonly string Rule = Object("DestinationRule", "a", "{host: a.default.svc.cluster.local, subsets: [{name: v1}]}");

    [Theory]
    [InlineData(Sni, ChainOutcome.Served)]
    [InlineData("outbound_.80_._.a.default.svc.cluster.local", ChainOutcome.Served)]
    [InlineData("outbound_.80_.v2_.a.default.svc.cluster.local", ChainOutcome.SubsetUnknown)]
    [InlineData("outbound_.81_._.a.default.svc.cluster.local", ChainOutcome.PortUnknown)]
    [InlineData("outbound_.80_._.b.default.svc.cluster.local", ChainOutcome.ServiceUnknown)]
    [InlineData("outbound_.80_._.a.default.svc.cluster2.global", ChainOutcome.HostNotCovered)]
    [InlineData("a.default.svc.cluster.local", ChainOutcome.NotSubsetKey)]
    [InlineData("outbound_.80_.a.default.svc.cluster.local", ChainOutcome.NotSubsetKey)]
    public void A_gateway_serves_the_names_of_its_services_ports_and_subsets(string sni, ChainOutcome outcome) =>
        Assert.Equal(outcome, Find(Service("a") + Rule + Gateway("*.local"), sni).Outcome);

    [Theory]
    [InlineData("a.default.svc.cluster.local", ChainOutcome.Served)]
    [InlineData("default/*.local", ChainOutcome.Served)]
    [InlineData("*/*", ChainOutcome.Served)]
    [InlineData("*.default.svc.cluster.local", ChainOutcome.Served)]
    [InlineData("*.global", ChainOutcome.HostNotCovered)]
    [InlineData("*.a.default.svc.cluster.local", ChainOutcome.HostNotCovered)]
    public void A_servers_hosts_are_matched_against_the_services_host(string host, ChainOutcome outcome) =>
        Assert.Equal(outcome, Find(Service("a") + Rule + Gateway(host), Sni).Outcome);

    [Fact]
    public void Before_1_8_6_they_are_matched_against_the_name_itself()
    {
        Assert.Equal(ChainOutcome.HostNotCovered, Find(Service("a") + Rule + Gateway("a.default.svc.cluster.local"), Sni, "1.8.5").Outcome);
        Assert.Equal(ChainOutcome.Served, Find(Service("a") + Rule + Gateway("*.a.default.svc.cluster.local"), Sni, "1.8.5").Outcome);
        Assert.Equal(ChainOutcome.NoCluster, Find(Service("a") + Gateway("*.local"), Sni, "1.8.5").Outcome);
    }

    [Theory]
    [InlineData("MESH_INTERNAL", ChainOutcome.Served)]
    [InlineData("MESH_EXTERNAL", ChainOutcome.ServiceExternal)]
    public void Services_outside_of_the_mesh_have_no_chain(string location, ChainOutcome outcome) => Assert.Equal(outcome, Find(
        Object("ServiceEntry", "b", $"{{hosts: [b.global], location: {location}, ports: [{{number: 80, name: http, protocol: HTTP}}]}}")
        + Gateway("*.global"),
        "outbound_.80_._.b.global").Outcome);

    [Fact]
    public void A_rule_that_the_gateway_does_not_see_has_no_subsets_for_it()
    {
        var answer = Find(
            Service("a") + Object("DestinationRule", "a", "{host: a.default.svc.cluster.local, exportTo: ['.'], subsets: [{name: v1}]}")
            + Gateway("*.local"),
            Sni);
        Assert.Equal(ChainOutcome.SubsetUnknown, answer.Outcome);
        Assert.Contains("hides it from the namespace istio-system", answer.Why);
    }

    [Fact]
    public void Two_servers_for_one_host_break_the_listener_unless_the_hosts_are_the_very_same()
    {
        var twice = Find(Service("a") + Rule + Gateway("*.local", "one") + Gateway("a.default.svc.cluster.local", "two"), Sni);
        Assert.Equal(ChainOutcome.Twice, twice.Outcome);
        Assert.Equal(ChainOutcome.Served, Find(Service("a") + Rule + Gateway("*.local", "one") + Gateway("*.local", "two"), Sni).Outcome);
    }

    [Fact]
    public void A_server_that_is_skipped_for_one_host_is_lost_for_all()
    {
        var answer = Find(
            Service("a") + Rule + Gateway("b.example.com", "a-first") + Gateway("b.example.com, a.default.svc.cluster.local", "b-second"),
            Sni);
        Assert.Equal(ChainOutcome.HostNotCovered, answer.Outcome);
        Assert.Contains("istiod skips Gateway/istio-system/b-second", answer.Why);
    }

    [Fact]
    public void A_Kubernetes_Service_wins_over_an_older_ServiceEntry_of_its_host()
    {
        var entry = Object(
            "ServiceEntry",
            "squatter",
            "{hosts: [a.default.svc.cluster.local], location: MESH_EXTERNAL, ports: [{number: 80, name: http, protocol: HTTP}]}",
            "aaa",
            "2020-01-01T00:00:00Z");
        Assert.Equal("Service/default/a", Find(entry + Service("a") + Rule + Gateway("*.local"), Sni).Service?.Reference);
    }

    [Fact]
    public void The_versions_that_stand_for_all_have_every_way_of_gateways_before_the_current_one()
    {
        static (bool, bool, bool, bool) Ways(IstioVersion version) => (
            IstioBehavior.GatewayChainsPerService(version),
            IstioBehavior.TypedFilterConfig(version),
            IstioBehavior.GatewaysTakeHostsOnce(version),
            IstioBehavior.GatewaysTakeSubsetsOnce(version));

        var known = IstioBehavior.OlderGateways.Append(IstioVersion.Current).Select(Ways).ToHashSet();
        for (var minor = IstioVersion.OldestMinor; minor <= IstioVersion.Current.Minor; minor++)
        {
            Assert.Contains(Ways(new(1, minor, 0)), known);
            Assert.Contains(Ways(new(1, minor, 9)), known);
        }
    }

    private static string Gateway(string hosts, string name = "east-west") => Object(
        "Gateway",
        name,
        "{selector: {istio: ingressgateway}, servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: "
        + $"AUTO_PASSTHROUGH}}, hosts: [{string.Join(", ", hosts.Split(", ").Select(host => $"'{host}'"))}]}}]}}",
        "istio-system");

    private static ChainAnswer Find(string yaml, string sni, string version = "1.30.3")
    {
        var cluster = Cluster(yaml, version);
        return PassthroughChains.Find(cluster, cluster.Gateways.Declared, sni);
    }
}

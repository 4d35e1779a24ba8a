using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using static MeshFederation.Tests.Routing.CallText;

namespace MeshFederation.Tests.Routing;

/// <summary>
/// Envoy refuses a listener that holds a chain twice as a whole, and gateways call all endpoints of a host that speak the mesh's TLS.
/// </summary>
public class RefusedListenerTests
{
    private static readonly GatewayWorkload Pods = new("istio-system", UnstructuredMap.Of([("istio", (object?)"ingressgateway")]));

    private static string Gateway(string name, string host, int port = 15443, string bind = "") => Config(
        "Gateway",
        name,
        $"{{selector: {{istio: ingressgateway}}, servers: [{{port: {{number: {port}, name: tls, protocol: TLS}}, bind: '{bind}', "
        + $"tls: {{mode: AUTO_PASSTHROUGH}}, hosts: ['{host}']}}]}}",
        "istio-system");

    [Theory]
    [InlineData("a.shop.svc.cluster.local", 15443, ChainOutcome.Twice)]
    [InlineData("a.shop.svc.cluster.local", 15444, ChainOutcome.Served)]
    [InlineData("gone.shop.svc.cluster.local", 15443, ChainOutcome.Served)]
    public void A_chain_that_is_there_twice_breaks_every_host_of_the_port(string twice, int port, ChainOutcome expected)
    {
        var yaml = Service("a") + Service("b") + Gateway("wide", "*.local") + Gateway("more", twice, port);
        var chain = PassthroughChains.Find(RoutingText.Cluster(yaml), Pods, "outbound_.80_._.b.shop.svc.cluster.local");
        Assert.Equal(expected, chain.Outcome);
    }

    /// <summary>No gateway makes a chain for UDP.</summary>
    [Theory]
    [InlineData("UDP", ChainOutcome.Served)]
    [InlineData("TCP", ChainOutcome.Twice)]
    public void What_has_no_chain_has_none_twice(string protocol, ChainOutcome expected)
    {
        var yaml = Service("a", $"{{name: dns, port: 53, protocol: {protocol}}}") + Service("b") + Gateway("wide", "*.local")
            + Gateway("more", "a.shop.svc.cluster.local");
        var cluster = RoutingText.Cluster(yaml);
        Assert.Equal(expected, PassthroughChains.Find(cluster, Pods, "outbound_.80_._.b.shop.svc.cluster.local").Outcome);
        Assert.Equal(
            protocol == "UDP" ? ChainOutcome.PortUnknown : ChainOutcome.Twice,
            PassthroughChains.Find(cluster, Pods, "outbound_.53_._.a.shop.svc.cluster.local").Outcome);
    }

    /// <summary>Of a host istiod keeps the address that had it last, so that the third comes beside the first.</summary>
    [Theory]
    [InlineData("", "", "", ChainOutcome.Served)]
    [InlineData("10.0.0.1", "10.0.0.2", "10.0.0.3", ChainOutcome.Served)]
    [InlineData("10.0.0.1", "10.0.0.2", "10.0.0.1", ChainOutcome.Twice)]
    public void Servers_of_two_addresses_are_of_two_listeners(string one, string two, string three, ChainOutcome expected)
    {
        const string Both = "a.shop.svc.cluster.local', 'b.shop.svc.cluster.local";
        var yaml = Service("a") + Service("b") + Gateway("a", Both, bind: one) + Gateway("b", Both, bind: two)
            + Gateway("c", Both, bind: three);
        var cluster = RoutingText.Cluster(yaml);
        Assert.Equal(expected, PassthroughChains.Find(cluster, Pods, "outbound_.80_._.b.shop.svc.cluster.local").Outcome);
        Assert.Equal(one == two ? 2 : 0, cluster.Gateways.PassthroughServers(Pods).Skipped.Count);
    }

    [Theory]
    [InlineData("10.0.0.1", ChainOutcome.Served)]
    [InlineData("", ChainOutcome.Twice)]
    public void A_chain_of_another_address_is_no_second_one(string bind, ChainOutcome expected)
    {
        var yaml = Service("a") + Service("b") + Gateway("wide", "*.local") + Gateway("more", "a.shop.svc.cluster.local", bind: bind);
        var chain = PassthroughChains.Find(RoutingText.Cluster(yaml), Pods, "outbound_.80_._.b.shop.svc.cluster.local");
        Assert.Equal(expected, chain.Outcome);
    }

    [Theory]
    [InlineData("1.21.0", ChainOutcome.Twice)]
    [InlineData("1.22.0", ChainOutcome.Served)]
    public void Before_1_22_a_subset_that_a_rule_for_many_hosts_has_twice_does_so_too(string version, ChainOutcome expected)
    {
        var yaml = Service("a") + Service("b") + Gateway("wide", "*.local")
            + Config("DestinationRule", "all", "{host: '*.shop.svc.cluster.local', subsets: [{name: v1}, {name: v1}]}");
        Assert.Equal(
            expected, PassthroughChains.Find(RoutingText.Cluster(yaml, version), Pods, "outbound_.80_._.b.shop.svc.cluster.local").Outcome);
    }

    [Theory]
    [InlineData("1.21.0", ChainOutcome.Twice)]
    [InlineData("1.22.0", ChainOutcome.Served)]
    public void Before_1_22_a_host_of_two_objects_does_so_too(string version, ChainOutcome expected)
    {
        var entry =
            "{hosts: [e.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}]}";
        var yaml =
            Service("b") + Config("ServiceEntry", "one", entry) + Config("ServiceEntry", "two", entry, "other") + Gateway("wide", "*");
        Assert.Equal(
            expected, PassthroughChains.Find(RoutingText.Cluster(yaml, version), Pods, "outbound_.80_._.b.shop.svc.cluster.local").Outcome);
    }

    /// <summary>The istiod of the gateway's own revision makes its listener, whatever others the cluster has.</summary>
    [Theory]
    [InlineData("1.21.0", "1.30.3", ChainOutcome.Twice)]
    [InlineData("1.30.3", "1.21.0", ChainOutcome.Served)]
    public void The_istiod_of_the_gateway_decides_whether_a_host_is_taken_twice(string gateways, string others, ChainOutcome expected)
    {
        var entry =
            "{hosts: [e.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}]}";
        var yaml =
            Service("b") + Config("ServiceEntry", "one", entry) + Config("ServiceEntry", "two", entry, "other") + Gateway("wide", "*");
        var cluster = new RoutingCluster(
            new("c1", "c1")
            {
                IstioVersion = IstioVersion.Parse(others),
                Facts = new() { GatewayIstioVersion = IstioVersion.Parse(gateways) },
            },
            RoutingText.Objects(yaml),
            []);
        Assert.Equal(expected, PassthroughChains.Find(cluster, Pods, "outbound_.80_._.b.shop.svc.cluster.local").Outcome);
    }

    /// <summary>Pods that are over stay, with the labels of a gateway and what they once were told.</summary>
    [Theory]
    [InlineData("Running", ChainOutcome.Served)]
    [InlineData("Failed", ChainOutcome.RouterMode)]
    public void A_pod_that_is_over_says_nothing_of_the_gateway(string phase, ChainOutcome expected)
    {
        string Old(string name, string mode, string phase) => $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: "
            + "istio-system, labels: {istio: ingressgateway}}\nspec: {containers: [{name: istio-proxy, env: [{name: "
            + $"ISTIO_META_ROUTER_MODE, value: '{mode}'}}]}}]}}\nstatus: {{phase: {phase}}}\n";
        var yaml = Service("b") + Gateway("wide", "*") + Old("a", "sni-dnat", phase) + Old("b", "standard", "Running");
        var cluster = RoutingText.Cluster(yaml, "1.8.0");
        var chain = PassthroughChains.Find(
            cluster, cluster.Gateways.Declared, "outbound_.80_._.b.shop.svc.cluster.local");
        Assert.Equal(expected, chain.Outcome);
    }

    [Fact]
    public void A_gateway_calls_what_WorkloadEntries_and_entries_say_of_the_host_where_it_speaks_the_meshs_TLS()
    {
        var more = "{hosts: [a.shop.svc.cluster.local], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, "
            + "protocol: HTTP}], endpoints: [{address: 192.0.2.3, serviceAccount: a}]}";
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Config("WorkloadEntry", "vm", "{address: 192.0.2.1, labels: {app: a}, serviceAccount: vm}")
            + Config("WorkloadEntry", "plain", "{address: 192.0.2.2, labels: {app: a}}") + Config("ServiceEntry", "more", more)
            + Gateway("wide", "*.local");
        var cluster = RoutingText.Cluster(yaml);
        var pods = GatewayPods.Of(cluster, Pods, PassthroughChains.Find(cluster, Pods, "outbound_.80_._.a.shop.svc.cluster.local"));
        Assert.Equal("10.1.0.1:80, 192.0.2.1:80, 192.0.2.3:80", string.Join(", ", pods.Called));
        Assert.Equal("192.0.2.2:80", string.Join(", ", pods.Dropped.Select(item => item.Endpoint)));
    }
}

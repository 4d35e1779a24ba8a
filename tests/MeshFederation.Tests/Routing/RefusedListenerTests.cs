using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;
using static MeshFederation.Tests.Routing.CallText;

namespace MeshFederation.Tests.Routing;

/// <summary>
/// Envoy refuses a listener that holds a chain twice as a whole, and gateways call all endpoints of a host that speak the mesh's TLS.
/// </summary>
public class RefusedListenerTests
{
    private static readonly GatewayWorkload Pods = new("istio-system", UnstructuredMap.Of([("istio", (object?)"ingressgateway")]));

    private static string Gateway(string name, string host, int port = 15443) => Config(
        "Gateway",
        name,
        $"{{selector: {{istio: ingressgateway}}, servers: [{{port: {{number: {port}, name: tls, protocol: TLS}}, tls: {{mode: "
        + $"AUTO_PASSTHROUGH}}, hosts: ['{host}']}}]}}",
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

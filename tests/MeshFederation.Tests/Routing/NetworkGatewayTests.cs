using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>Where the gateways of other networks are called.</summary>
public sealed class NetworkGatewayTests
{
    private const string Nodes = """
        ---
        {apiVersion: v1, kind: Node, metadata: {name: one, labels: {edge: 'yes'}}, status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: ExternalIP, address: 192.0.2.1}]}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: two}, status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: three}, status: {addresses: [{type: ExternalIP, address: 192.0.2.3}]}}

        """;

    [Theory]
    [InlineData("NodePort", "{traffic.istio.io/nodeSelector: '{}'}", "", "192.0.2.1:30443 192.0.2.3:30443")]
    [InlineData("NodePort", "{traffic.istio.io/nodeSelector: '{\"edge\": \"yes\"}'}", "", "192.0.2.1:30443")]
    [InlineData("NodePort", "{traffic.istio.io/nodeSelector: '{}'}", "192.0.2.9", "192.0.2.9:30443")]
    [InlineData("NodePort", "{}", "192.0.2.9", "192.0.2.9:15443")]
    [InlineData("LoadBalancer", "{traffic.istio.io/nodeSelector: '{}'}", "192.0.2.9", "192.0.2.9:15443")]
    public void The_gateway_of_a_network_is_at_nodes_where_its_Service_says_so(
        string type, string annotations, string externalIps, string places)
    {
        var service = "---\n{apiVersion: v1, kind: Service, metadata: {name: gw, namespace: istio-system, labels: "
            + "{topology.istio.io/network: n2}, annotations: " + annotations + "}, spec: {type: " + type
            + ", externalIPs: [" + externalIps + "], ports: [{name: quic, port: 15443, protocol: UDP, nodePort: 30000}, "
            + "{name: tls, port: 15443, nodePort: 30443}]}}\n";
        var cluster = new RoutingCluster(new MeshCluster("c1", "c1") { Network = "n1" }, RoutingText.Objects(Nodes + service), []);
        var endpoint = new RoutedEndpoint("10.9.9.9", 80, UnstructuredMap.Empty, "") { Network = "n2" };
        var called = cluster.Networks.Through(endpoint).Select(one => one.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(places, string.Join(' ', called));
    }
}

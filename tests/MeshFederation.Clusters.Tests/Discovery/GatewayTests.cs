using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>Which gateway is taken, and where others reach it.</summary>
public sealed class GatewayTests
{
    private const string Nodes = """
        apiVersion: v1
        kind: Node
        metadata: {name: node-a}
        status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: ExternalIP, address: 203.0.113.1}], conditions: [{type: Ready, status: 'True'}]}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node-b}
        status: {addresses: [{type: InternalIP, address: 10.0.0.2}], conditions: [{type: Ready, status: 'True'}]}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node-c}
        status: {addresses: [{type: InternalIP, address: 10.0.0.3}], conditions: [{type: Ready, status: 'False'}]}
        """;

    [Theory]
    [InlineData(
        "type: LoadBalancer", "{loadBalancer: {ingress: [{ip: 198.51.100.7}, {ip: 198.51.100.8}]}}",
        "198.51.100.7:15443, 198.51.100.8:15443")]
    [InlineData("type: LoadBalancer", "{loadBalancer: {ingress: [{hostname: A1B2.elb.amazonaws.com}]}}", "a1b2.elb.amazonaws.com:15443")]
    [InlineData("type: LoadBalancer, externalIPs: [192.0.2.5]", "{loadBalancer: {ingress: [{ip: 198.51.100.7}]}}", "198.51.100.7:15443")]
    [InlineData("type: ClusterIP, externalIPs: [192.0.2.5, 'fd00::5']", "{}", "192.0.2.5:15443, [fd00::5]:15443")]
    [InlineData("type: NodePort", "{}", "203.0.113.1:31443, 10.0.0.2:31443")]
    [InlineData("type: NodePort, externalTrafficPolicy: Local", "{}", "10.0.0.2:31443")]
    public async Task The_address_is_the_one_that_others_can_reach(string spec, string status, string gateway) =>
        Assert.Equal(gateway, (await ReadAsync(new(), Gateway(spec, status), Nodes)).Cluster!.Gateway.ToString());

    [Theory]
    [InlineData("type: LoadBalancer", "its load balancer has not got an address yet", "-GatewayAddress NODE -GatewayPort 31443")]
    [InlineData("type: ClusterIP", "its type is ClusterIP, which has no address outside of the cluster", "-GatewayAddress")]
    [InlineData("type: NodePort", "its type is NodePort, and no node is ready", "-GatewayAddress")]
    [InlineData(
        "type: NodePort, externalTrafficPolicy: Local", "its type is NodePort, and no node with a pod of it is ready", "-GatewayAddress")]
    public async Task A_gateway_without_an_address_is_an_error_that_names_the_Service_and_why(string spec, string why, string way)
    {
        var error = (await ReadAsync(new(), Gateway(spec, "{}"))).Failure!;
        Assert.Equal(MeshErrorId.GatewayAddressUnknown, error.ErrorId);
        Assert.Equal(
            "The Service istio-system/istio-eastwestgateway of the context 'cluster1' has no address that other clusters could reach: "
            + $"{why}.",
            error.Message);
        Assert.Contains(way, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(
            "192.0.2.9:15443",
            (await ReadAsync(new() { GatewayAddress = ["192.0.2.9"] }, Gateway(spec, "{}"))).Cluster!.Gateway.ToString());
    }

    [Fact]
    public async Task An_east_west_gateway_goes_before_an_ingress_gateway()
    {
        var cluster = (await ReadAsync(
            new(), Scene.Gateway, Other("istio-ingressgateway", "istio-system", "ingressgateway", "{name: tls, port: 15443}"))).Cluster!;
        Assert.Equal("istio-system/istio-eastwestgateway", cluster.Facts!.GatewayService);
    }

    [Fact]
    public async Task An_ingress_gateway_with_a_port_named_tls_will_do()
    {
        var cluster = (await ReadAsync(
            new(), Other("istio-ingress", "istio-ingress", "ingress", "{name: http2, port: 80}, {name: tls, port: 8443}"))).Cluster!;
        Assert.Equal(
            ("istio-ingress", "192.0.2.1:8443", LabelSet.Create("istio", "ingress")),
            (cluster.Gateway.Namespace, cluster.Gateway.ToString(), cluster.Gateway.Selector));
    }

    [Fact]
    public async Task Without_a_gateway_for_other_clusters_the_cluster_only_calls()
    {
        var found = await ReadAsync(new(), Other("istio-ingressgateway", "istio-system", "ingressgateway", "{name: https, port: 443}"));
        Assert.Empty(found.Cluster!.Gateway.Address);
        Assert.Contains(found.Warning, warning => warning.Contains("it can call others but not be called", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_is_named_must_be_there_and_have_the_port()
    {
        var labels = LabelSet.Create("istio", "ingressgateway");
        var error = (await ReadAsync(new() { GatewaySelector = labels }, Scene.Gateway)).Failure!;
        Assert.Equal(MeshErrorId.GatewayNotFound, error.ErrorId);
        error = (await ReadAsync(
            new() { GatewaySelector = labels },
            Other("istio-ingressgateway", "istio-system", "ingressgateway", "{name: https, port: 443}"))).Failure!;
        Assert.Equal(MeshErrorId.GatewayPortUnknown, error.ErrorId);
        Assert.Contains("the Service istio-system/istio-ingressgateway has https 443", error.Message, StringComparison.Ordinal);
        var cluster = (await ReadAsync(
            new() { GatewaySelector = labels, GatewayPort = 443 },
            Other("istio-ingressgateway", "istio-system", "ingressgateway", "{name: https, port: 443}"))).Cluster!;
        Assert.Equal("192.0.2.1:443", cluster.Gateway.ToString());
    }

    [Fact]
    public async Task Of_several_gateways_one_must_be_chosen()
    {
        string[] scene =
            [Other("gateway-a", "edge-a", "a", "{name: tls, port: 15443}"), Other("gateway-b", "edge-b", "b", "{name: tls, port: 15443}")];
        var error = (await ReadAsync(new(), scene)).Failure!;
        Assert.Equal(MeshErrorId.GatewayAmbiguous, error.ErrorId);
        Assert.Contains("the Services edge-a/gateway-a, edge-b/gateway-b", error.Message, StringComparison.Ordinal);
        Assert.Equal("Choose one with -GatewayNamespace edge-a -GatewaySelector @{ 'istio' = 'a' }.", error.RecommendedAction);
        Assert.Equal("edge-b", (await ReadAsync(new() { GatewayNamespace = "edge-b" }, scene)).Cluster!.Gateway.Namespace);
    }

    [Fact]
    public async Task A_gateway_without_a_pod_that_is_ready_is_warned_of()
    {
        var found = await ReadAsync(new(), Other("istio-eastwestgateway", "istio-system", "eastwestgateway", "{name: tls, port: 15443}"));
        Assert.Contains(
            "Cluster 'cluster1': No pod behind the Service istio-system/istio-eastwestgateway is ready, so calls from other clusters fail.",
            found.Warning);
    }

    private static string Gateway(string spec, string status) => Scene.Gateway
        .Replace("type: LoadBalancer", spec.Replace(", ", "\n  ", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{loadBalancer: {ingress: [{ip: 172.18.0.230}]}}", status, StringComparison.Ordinal)
        .Replace("192.0.2.5\n  'fd00::5'", "192.0.2.5, 'fd00::5'", StringComparison.Ordinal);

    private static string Other(string name, string ns, string istio, string ports) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: {{ns}}, labels: {istio: {{istio}} } }
        spec: {type: LoadBalancer, selector: {app: {{name}}, istio: {{istio}} }, ports: [{{ports}}]}
        status: {loadBalancer: {ingress: [{ip: 192.0.2.1}] } }
        """;

    private static async Task<DiscoveredCluster> ReadAsync(DiscoveryOptions options, params string[] scene)
    {
        await using var clusters = await TestClusters.StartAsync(1);
        clusters["cluster1"].Put(Scene.Istiod());
        foreach (var part in scene) clusters["cluster1"].Put(part);
        return await DiscoveryTests.ReadAsync(clusters, options);
    }
}

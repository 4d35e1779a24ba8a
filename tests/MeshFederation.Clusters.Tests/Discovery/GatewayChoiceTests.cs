using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>Which Services are gateways, and which of them is meant.</summary>
public sealed class GatewayChoiceTests
{
    private const string Reachable = "{loadBalancer: {ingress: [{ip: 192.0.2.1}]}}";

    private const string Balanced = "type: LoadBalancer, ports: [{name: tls, port: 15443}]";

    [Theory]
    [InlineData("istio: anything")]
    [InlineData("topology.istio.io/network: n1")]
    [InlineData("gateway.networking.k8s.io/gateway-name: cross-network")]
    public async Task Gateways_are_known_by_the_labels_that_Istio_and_the_Gateway_API_give(string label)
    {
        var cluster = await DiscoveryTests.ClusterAsync(new(), Scene.Istiod(), Service("gw", Balanced, labels: label));
        Assert.Equal(
            ("istio-system/gw", "192.0.2.1:15443", LabelSet.Create("app", "gw")),
            (cluster.Facts!.GatewayService, cluster.Gateway.ToString(), cluster.Gateway.Selector));
    }

    [Fact]
    public async Task A_listener_of_the_Gateway_API_that_is_named_tls_may_end_TLS()
    {
        const string ports = "type: LoadBalancer, ports: [{name: tls, port: 443}]";
        Assert.Empty((await DiscoveryTests.ClusterAsync(
            new(), Scene.Istiod(), Service("gw", ports, labels: "gateway.networking.k8s.io/gateway-name: web"))).Gateway.Address);
        var cluster = await DiscoveryTests.ClusterAsync(
            new(),
            Scene.Istiod(),
            Service("gw", ports, labels: "gateway.networking.k8s.io/gateway-name: web, topology.istio.io/network: n1"));
        Assert.Equal("192.0.2.1:443", cluster.Gateway.ToString());
    }

    [Theory]
    [InlineData("type: ClusterIP, ports: [{name: tls, port: 15443}]")]
    [InlineData(Balanced)]
    public async Task A_Service_without_an_outside_address_does_not_rival_one_that_has(string spec)
    {
        string[] scene =
            [Scene.Istiod(), Service("a-inside", spec, "{}", selector: "{app: a}"), Service("b-outside", Balanced, selector: "{app: b}")];
        var found = await DiscoveryTests.ReadAsync(new(), scene);
        Assert.Equal("istio-system/b-outside", found.Cluster!.Facts!.GatewayService);
        Assert.DoesNotContain(found.Warning, text => text.Contains("a-inside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_east_west_gateway_that_is_passed_over_for_want_of_an_address_is_named()
    {
        string[] scene = [
            Scene.Istiod(),
            Service("istio-eastwestgateway", Balanced, "{}", selector: "{app: a}"),
            Service("istio-ingressgateway", Balanced, selector: "{app: b}")
        ];
        var found = await DiscoveryTests.ReadAsync(new(), scene);
        Assert.Equal("istio-system/istio-ingressgateway", found.Cluster!.Facts!.GatewayService);
        Assert.Contains(
            "Cluster 'cluster1': The Service istio-system/istio-eastwestgateway has no address that other clusters could reach, so the "
            + "Service istio-system/istio-ingressgateway is taken.",
            found.Warning);
    }

    [Fact]
    public async Task The_gateway_of_a_network_goes_before_others()
    {
        string[] scene = [
            Scene.Istiod(),
            Service("a", Balanced, selector: "{app: a}"),
            Service("b", Balanced, selector: "{app: b}", labels: "topology.istio.io/network: n1")
        ];
        Assert.Equal("istio-system/b", (await DiscoveryTests.ClusterAsync(new(), scene)).Facts!.GatewayService);
    }

    [Fact]
    public async Task Several_Services_in_front_of_the_same_pods_are_one_gateway()
    {
        string[] scene = [
            Scene.Istiod(),
            Service("a", "type: ClusterIP, externalIPs: [192.0.2.9], ports: [{name: tls, port: 15443}]", "{}"),
            Service("b", Balanced)
        ];
        Assert.Equal("192.0.2.1:15443", (await DiscoveryTests.ClusterAsync(new(), scene)).Gateway.ToString());
        Assert.Equal(
            "192.0.2.9:15443", (await DiscoveryTests.ClusterAsync(new() { GatewayAddress = ["192.0.2.9"] }, scene)).Gateway.ToString());
    }

    [Fact]
    public async Task An_address_that_is_given_tells_which_gateway_is_meant()
    {
        string[] scene = [
            Scene.Istiod(),
            Service("a", Balanced, selector: "{app: a}"),
            Service("b", Balanced, "{loadBalancer: {ingress: [{ip: 192.0.2.2}]}}", selector: "{app: b}")
        ];
        Assert.Equal(
            LabelSet.Create("app", "b"),
            (await DiscoveryTests.ClusterAsync(new() { GatewayAddress = ["192.0.2.2"] }, scene)).Gateway.Selector);
        var found = await DiscoveryTests.ReadAsync(new() { GatewayAddress = ["gateway.example.com"] }, scene);
        Assert.Equal("gateway.example.com:15443", found.Cluster!.Gateway.ToString());
        Assert.Contains(
            found.Warning,
            text => text.Contains(
                "So it is not known what is behind gateway.example.com. Choose one with -GatewayNamespace istio-system -GatewaySelector @{ "
                + "'app' = 'a' }.",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_advised_chooses_where_the_short_labels_do_not()
    {
        string[] scene = [
            Scene.Istiod(),
            Service("a", Balanced, selector: "{istio: gw, app: a}"),
            Service("b", Balanced, selector: "{istio: gw, app: b}")
        ];
        var error = await DiscoveryTests.FailureAsync(new(), scene);
        Assert.Equal(
            (MeshErrorId.GatewayAmbiguous,
                "Choose one with -GatewayNamespace istio-system -GatewaySelector @{ 'app' = 'a'; 'istio' = 'gw' }."),
            (error.ErrorId, error.RecommendedAction));
        var cluster = await DiscoveryTests.ClusterAsync(
            new() { GatewayNamespace = "istio-system", GatewaySelector = LabelSet.Create([new("app", "a"), new("istio", "gw")]) }, scene);
        Assert.Equal("istio-system/a", cluster.Facts!.GatewayService);
    }

    [Theory]
    [InlineData(
        "[{type: IPAddress, value: 198.51.100.9}, {type: Hostname, value: GW.example.com}]", "198.51.100.9:15443, gw.example.com:15443")]
    [InlineData("[{value: 198.51.100.9}]", "198.51.100.9:15443")]
    [InlineData("[{type: Hostname, value: gw-istio.istio-system.svc.cluster.local}]", null)]
    [InlineData("[]", null)]
    public async Task The_status_of_a_Gateway_of_the_Gateway_API_tells_addresses_that_its_Service_lacks(string addresses, string? gateway)
    {
        await using var clusters = await Scene.StartAsync(Scene.ApiGateways);
        clusters["cluster1"].Put(Scene.Istiod());
        clusters["cluster1"].Put(Service(
            "gw-istio", "type: ClusterIP, ports: [{name: mesh, port: 15443}]", "{}", labels: "gateway.networking.k8s.io/gateway-name: gw"));
        clusters["cluster1"].Put("apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: gw, namespace: "
            + $"istio-system}}\nstatus: {{addresses: {addresses}}}");
        var found = await DiscoveryTests.ReadAsync(clusters, new());
        Assert.Equal(
            (gateway, gateway is null ? MeshErrorId.GatewayAddressUnknown : null),
            (found.Cluster?.Gateway.ToString(), found.Failure?.ErrorId));
    }

    [Theory]
    [InlineData("'{\"pool\": \"edge\"}'", "203.0.113.2:31443", 0)]
    [InlineData("'{}'", "203.0.113.1:31443, 203.0.113.2:31443", 0)]
    [InlineData("pool=edge", "203.0.113.1:31443, 203.0.113.2:31443", 1)]
    public async Task An_annotation_chooses_the_nodes_that_have_the_gateway(string selector, string gateway, int warnings)
    {
        var service = Scene.Service(
            $"name: gw, namespace: istio-system, labels: {{istio: gw}}, annotations: {{traffic.istio.io/nodeSelector: {selector}}}",
            "type: NodePort, ports: [{name: tls, port: 15443, nodePort: 31443}]",
            "{}");
        var found = await DiscoveryTests.ReadAsync(
            new(), Scene.Istiod(), service, Node("n1", "core", "203.0.113.1"), Node("n2", "edge", "203.0.113.2"));
        Assert.Equal(
            (gateway, warnings),
            (found.Cluster!.Gateway.ToString(), found.Warning.Count(text => text.Contains("nodeSelector", StringComparison.Ordinal))));
    }

    private static string Node(string name, string pool, string address) =>
        $"apiVersion: v1\nkind: Node\nmetadata: {{name: {name}, labels: {{pool: {pool}}}}}\nstatus: {{addresses: [{{type: ExternalIP, "
        + $"address: {address}}}], conditions: [{{type: Ready, status: 'True'}}]}}";

    private static string Service(
        string name, string spec, string status = Reachable, string selector = "{app: gw}", string labels = "istio: gw") =>
            Scene.Service($"name: {name}, namespace: istio-system, labels: {{{labels}}}", spec, status, selector);
}

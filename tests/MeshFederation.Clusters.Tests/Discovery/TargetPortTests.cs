namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>Through which port calls come, and where the Service leads with it.</summary>
public sealed class TargetPortTests
{
    private const string Web = "[{name: istio-proxy, image: 'istio/proxyv2:1.30.2', ports: [{name: https, containerPort: 8443}, {name: "
        + "mtls, containerPort: 9191}]}]";

    [Theory]
    [InlineData("{name: tls, port: 15443}", "192.0.2.1:15443", 15443)]
    [InlineData("{name: tls, port: 15443, targetPort: 15443}", "192.0.2.1:15443", 15443)]
    [InlineData("{name: tls, port: 8181, targetPort: 9191}", "192.0.2.1:8181", 9191)]
    [InlineData("{name: tls, port: 443, targetPort: 8443}", "192.0.2.1:443", 8443)]
    [InlineData("{name: tls, port: 443}", "192.0.2.1:443", 443)]
    [InlineData("{name: tls, port: 443, targetPort: mtls}", "192.0.2.1:443", 9191)]
    [InlineData("{name: https, port: 443, targetPort: https}, {name: tls, port: 8181, targetPort: mtls}", "192.0.2.1:8181", 9191)]
    [InlineData("{name: tls, port: 443, targetPort: 8443}, {name: mesh, port: 15443, targetPort: 10443}", "192.0.2.1:15443", 10443)]
    public async Task The_gateway_listens_where_its_Service_leads(string ports, string gateway, int target)
    {
        var cluster =
            await DiscoveryTests.ClusterAsync(new(), Scene.Istiod(), Service("istio: gw", ports), Scene.Pod("gw-1", "{app: gw}", Web));
        Assert.Equal((gateway, target), (cluster.Gateway.ToString(), cluster.Gateway.TargetPort));
        Assert.EndsWith($":{cluster.Facts!.GatewayServicePort}", gateway, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'8181'", "192.0.2.1:8181", 9191)]
    [InlineData("'8182'", "192.0.2.1:15443", 15443)]
    [InlineData("https", "192.0.2.1:15443", 15443)]
    public async Task A_label_may_name_the_port(string label, string gateway, int target)
    {
        var service = Service(
            $"topology.istio.io/network: n1, networking.istio.io/gatewayPort: {label}",
            "{name: mesh, port: 8181, targetPort: 9191}, {name: tls, port: 15443}");
        var cluster = await DiscoveryTests.ClusterAsync(new(), Scene.Istiod(), service);
        Assert.Equal((gateway, target), (cluster.Gateway.ToString(), cluster.Gateway.TargetPort));
    }

    [Theory]
    [InlineData(443, null, "192.0.2.1:443", 8443)]
    [InlineData(31443, null, "192.0.2.1:31443", 9191)]
    [InlineData(9999, null, "192.0.2.1:9999", 9191)]
    [InlineData(443, 7777, "192.0.2.1:443", 7777)]
    public async Task The_port_that_is_given_is_one_of_the_Service_or_of_nodes_or_leads_to_the_usual_one(
        int port, int? target, string gateway, int listening)
    {
        var service = Service(
            "istio: gw",
            "{name: https, port: 443, targetPort: 8443, nodePort: 30443}, {name: tls, port: 15443, targetPort: 9191, nodePort: 31443}");
        var cluster = await DiscoveryTests.ClusterAsync(new() { GatewayPort = port, GatewayTargetPort = target }, Scene.Istiod(), service);
        Assert.Equal((gateway, listening), (cluster.Gateway.ToString(), cluster.Gateway.TargetPort));
    }

    [Fact]
    public async Task Node_ports_lead_through_the_Service_too()
    {
        var cluster = await DiscoveryTests.ClusterAsync(
            new(),
            Scene.Istiod(),
            Scene.Service(
                "name: gw, namespace: istio-system, labels: {istio: gw}",
                "type: NodePort, ports: [{name: tls, port: 443, targetPort: 8443, nodePort: 31443}]",
                "{}"),
            "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nstatus: {addresses: [{type: InternalIP, address: 198.51.100.7}], "
            + "conditions: [{type: Ready, status: 'True'}]}");
        Assert.Equal(
            ("198.51.100.7:31443", 8443, 443), (cluster.Gateway.ToString(), cluster.Gateway.TargetPort, cluster.Facts!.GatewayServicePort));
    }

    [Fact]
    public async Task A_name_whose_number_no_pod_tells_is_said()
    {
        var found = await DiscoveryTests.ReadAsync(new(), Scene.Istiod(), Service("istio: gw", "{name: tls, port: 443, targetPort: mtls}"));
        Assert.Equal((15443, null), (found.Cluster!.Gateway.TargetPort, found.Cluster.Facts!.GatewayServicePort));
        Assert.Contains(
            "Cluster 'cluster1': The port tls 443 of the Service istio-system/gw leads to the port 'mtls' of pods, and none of them tells "
            + "its number, so it is taken to listen on 15443. Say another with -GatewayTargetPort.",
            found.Warning);
        Assert.DoesNotContain(
            (await DiscoveryTests.ReadAsync(
                new() { GatewayTargetPort = 9191 },
                Scene.Istiod(),
                Service("istio: gw", "{name: tls, port: 443, targetPort: mtls}"))).Warning,
            text => text.Contains("mtls", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("istio: gw", 1)]
    [InlineData("istio: gw, experimental.istio.io/disable-gateway-port-translation: 'true'", 0)]
    public async Task A_listener_whose_number_is_another_port_of_the_Service_is_warned_of(string labels, int warnings)
    {
        var found = await DiscoveryTests.ReadAsync(
            new(), Scene.Istiod(), Service(labels, "{name: tls, port: 443, targetPort: 8443}, {name: web, port: 8443, targetPort: 9443}"));
        Assert.Equal(
            warnings,
            found.Warning.Count(text => text.Contains("istiod takes a server on 8443 for one on 9443", StringComparison.Ordinal)));
    }

    private static string Service(string labels, string ports) =>
        Scene.Service($"name: gw, namespace: istio-system, labels: {{{labels}}}", $"type: LoadBalancer, ports: [{ports}]");
}

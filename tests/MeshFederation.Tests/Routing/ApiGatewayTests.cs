using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Tests.Routing;

/// <summary>Which pods a Gateway of the Gateway API is for.</summary>
public sealed class ApiGatewayTests
{
    private static readonly string Services = RoutingText.Service("one", @namespace: "edge")
        + RoutingText.Service("two", @namespace: "edge") + RoutingText.Service("three", @namespace: "shop");

    [Theory]
    [InlineData("", "made")]
    [InlineData("{value: one}", "made")]
    [InlineData("{type: IPAddress, value: one}", "made")]
    [InlineData("{type: Hostname, value: one}", "one")]
    [InlineData("{type: Hostname, value: two}, {type: Hostname, value: one.edge.svc.cluster.local}", "one two")]
    [InlineData("{type: IPAddress, value: 192.0.2.1}, {type: Hostname, value: two}", "two")]
    [InlineData("{type: Hostname, value: three.shop.svc.cluster.local}, {type: Hostname, value: two}", "two")]
    public void It_is_for_those_of_each_Service_of_its_namespace_that_it_names(string addresses, string expected)
    {
        var cluster = RoutingText.Cluster(Services + "---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: made, "
            + "namespace: edge}\nspec: {gatewayClassName: istio, addresses: [" + addresses + "], listeners: [{name: tls, port: 15443, "
            + "protocol: TLS, tls: {mode: Passthrough, options: {gateway.istio.io/listener-protocol: auto-passthrough}}}]}\n");
        var served = ((string[])["one", "two", "three", "made"]).Where(name =>
            cluster.Gateways.PassthroughServers(new GatewayWorkload("edge", Labels(name))).Servers.Count == 1);
        Assert.Equal(expected, string.Join(' ', served));
    }

    private static UnstructuredMap Labels(string name) =>
        UnstructuredMap.Of((name == "made" ? "gateway.networking.k8s.io/gateway-name" : "app", name));
}

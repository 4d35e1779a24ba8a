using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>Connections that the proxy takes for none of a service, and that go on past routes and the mesh's TLS, or are closed.</summary>
public sealed class PassedOnTraceTests
{
    private const string Pay = """
        Service shop/pay: {clusterIP: 10.0.0.1, selector: {app: pay}, ports: [{name: https, port: 8443}]}
        Pod shop/pay-1: {metadata: {labels: {app: pay, version: v1, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        Pod shop/pay-2: {metadata: {labels: {app: pay, version: v2, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        DestinationRule shop/pay: {host: pay, subsets: [{name: v2, labels: {version: v2}}]}
        VirtualService shop/pay: {hosts: [pay.shop.svc.cluster.local], tls: [{match: [{sniHosts: [pay.shop.svc.cluster.local]}], route: [{destination: {host: pay, subset: v2}}]}]}

        """;

    [Fact]
    public void A_server_name_that_a_route_has_is_routed()
    {
        var hops = Trace(Pay, "shop", "pay.shop.svc.cluster.local", 8443);
        Assert.Equal("Pods Delivered", Last(hops));
        Assert.StartsWith("Pod/shop/pay-2", hops[^1].Decision, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pay")]
    [InlineData("pay.shop")]
    [InlineData("10.0.0.1")]
    public void Another_goes_to_all_pods_of_the_Service_and_not_into_the_split(string host)
    {
        var hops = Trace(Pay, "shop", host, 8443);
        Assert.Equal("Pods Delivered", Last(hops));
        Assert.StartsWith("Pod/shop/pay-1, Pod/shop/pay-2", hops[^1].Decision, StringComparison.Ordinal);
        var route = Assert.Single(hops, hop => hop.Step == TraceStep.Route);
        Assert.Equal("MF9031", route.Finding?.Rule);
        Assert.Contains($"no route has the server name {host}: passed on", route.Decision, StringComparison.Ordinal);
        Assert.DoesNotContain(hops, hop => hop.Decision.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public void Pods_that_take_the_meshs_TLS_only_refuse_it() =>
        Assert.Equal("Pods Broken MF2021", Last(Trace(Pay + "PeerAuthentication shop/p: {mtls: {mode: STRICT}}", "shop", "pay", 8443)));

    [Fact]
    public void Where_a_Sidecar_has_an_egressProxy_it_goes_there() =>
        Assert.Equal("Route Unknown", Last(Trace(Pay + "Sidecar shop/s: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: "
            + "egress.example.com, port: {number: 443}}}, egress: [{hosts: ['*/*']}]}", "shop", "pay", 8443)));

    [Fact]
    public void Where_only_known_hosts_may_be_called_it_is_closed()
    {
        Assert.Equal(
            "Route Broken MF9032",
            Last(Trace(
                Pay + "Sidecar shop/strict: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [{hosts: ['*/*']}]}",
                "shop",
                "pay",
                8443)));
        var mesh = new MeshCluster("c1", "c1") { MeshConfig = new() { OutboundTrafficPolicy = OutboundTrafficPolicy.RegistryOnly } };
        Assert.Equal("Route Broken MF9032", Last(Trace(Pay, "shop", "pay", 8443, clusters: mesh)));
    }

    [Theory]
    [InlineData("VirtualService shop/pay: {hosts: [pay.shop.svc.cluster.local], tls: [{match: [{port: 443, sniHosts: "
        + "[pay.shop.svc.cluster.local]}], route: [{destination: {host: pay}}]}]}")]
    [InlineData("VirtualService shop/pay: {hosts: [pay.shop.svc.cluster.local], tls: [{match: [{sourceNamespace: web, sniHosts: "
        + "[pay.shop.svc.cluster.local]}], route: [{destination: {host: pay}}]}]}")]
    public void Without_a_route_for_the_caller_and_port_every_name_is_taken(string other)
    {
        var hops = Trace(Pay[..Pay.IndexOf("VirtualService", StringComparison.Ordinal)] + other, "shop", "pay", 8443);
        Assert.Equal("Pods Delivered", Last(hops));
        Assert.DoesNotContain(hops, hop => hop.Finding is not null);
    }

    [Theory]
    [InlineData("{number: 443, name: tls, protocol: TLS}", "[192.0.2.9]", 443, false)]
    [InlineData("{number: 443, name: tls, protocol: TLS}", "[]", 443, false)]
    [InlineData("{number: 443, name: tls, protocol: TLS}", "[]", 443, true)]
    public void Services_without_an_address_are_told_by_their_server_name(string ports, string addresses, int port, bool wrongName)
    {
        var hops = TraceTls(
            $"ServiceEntry shop/a: {{hosts: [a.example.com], location: MESH_INTERNAL, resolution: STATIC, addresses: {addresses}, ports: "
            + $"[{ports}], endpoints: [{{address: 192.0.2.1}}]}}",
            "a.example.com",
            port,
            wrongName ? "b.example.com" : "a.example.com");
        Assert.Equal(wrongName, hops.Any(hop => hop.Finding?.Rule == "MF9031"));
    }

    [Theory]
    [InlineData("a.example.com", false, true)]
    [InlineData("a.example.com", true, false)]
    [InlineData("vip.example.com", false, false)]
    [InlineData("alone.example.com", false, false)]
    public void Bytes_that_are_not_HTTP_pass_by_a_service_that_shares_its_listener_with_an_older_one(string host, bool isHttp, bool passes)
    {
        const string Objects = """
            Service shop/reviews: {clusterIP: 10.0.0.2, selector: {app: reviews}, ports: [{name: http, port: 9080}]}
            ServiceEntry shop/a: {hosts: [a.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 9080, name: x}], endpoints: [{address: 192.0.2.1}]}
            ServiceEntry shop/vip: {hosts: [vip.example.com], location: MESH_INTERNAL, resolution: STATIC, addresses: [240.17.0.1], ports: [{number: 9080, name: x}], endpoints: [{address: 192.0.2.2}]}
            ServiceEntry shop/alone: {hosts: [alone.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 7777, name: x}], endpoints: [{address: 192.0.2.3}]}
            """;
        var hops = TraceBytes(Objects, host, host[1] == 'l' ? 7777 : 9080, isHttp);
        Assert.Equal(passes, hops.Any(hop => hop.Finding?.Rule == "MF9031"));
    }
}

using MeshFederation.Model.Errors;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>Requests that come in through a gateway take the routes of VirtualServices that name it.</summary>
public sealed class GatewayTraceTests
{
    private const string Web = """
        Gateway istio-system/web: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}, {port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: c}, hosts: ['default/*.example.com']}, {port: {number: 9443, name: tls, protocol: TLS}, tls: {mode: PASSTHROUGH}, hosts: [tls.example.com]}]}
        Service default/a: {selector: {app: a}, ports: [{name: http, port: 80}]}
        Pod default/a-1: {metadata: {labels: {app: a, version: v1, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        ServiceEntry istio-system/b: {hosts: [a.default.svc.c2.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2}]}
        VirtualService default/a: {hosts: [a], http: [{route: [{destination: {host: a.default.svc.c2.global}}]}]}

        """;

    private const string Own = "VirtualService default/shop: {hosts: [shop.example.com], gateways: [istio-system/web], http: [{route: "
        + "[{destination: {host: a}, weight: 30}, {destination: {host: a.default.svc.c2.global}, weight: 70}]}]}\n";

    [Theory]
    [InlineData(80)]
    [InlineData(443)]
    public void The_routes_of_the_VirtualService_that_names_the_gateway_count_and_not_those_of_the_mesh(int port)
    {
        var hops = At(Web + Own, port);
        Assert.Equal((TraceStep.Gateway, "Gateway/istio-system/web"), (hops[0].Step, hops[0].Object));
        Assert.Equal("VirtualService/default/shop", hops[1].Object);
        Assert.Equal([30.0, 70.0], hops.Where(hop => hop.Step == TraceStep.DestinationRule).Select(hop => hop.Share));
    }

    [Fact]
    public void A_gateway_without_a_VirtualService_for_the_host_answers_404_and_says_whose_others_are()
    {
        var hops = At(Web + "VirtualService default/shop: {hosts: [shop.example.com], http: [{route: [{destination: {host: a}}]}]}\n");
        Assert.Equal("VirtualService Broken MF9030", Last(hops));
        Assert.Contains("VirtualService/default/shop is for it, at the sidecars", hops[^1].Why, StringComparison.Ordinal);
    }

    /// <summary>istiod makes a VirtualService of what is attached to a Gateway of the Gateway API.</summary>
    [Theory]
    [InlineData("HTTPRoute", "name: api", "", "Route Unknown")]
    [InlineData("GRPCRoute", "name: api, namespace: edge, port: 80", "hostnames: ['*.example.com'], ", "Route Unknown")]
    [InlineData("HTTPRoute", "name: api", "hostnames: [other.example.com], ", "VirtualService Broken MF9030")]
    [InlineData("HTTPRoute", "name: api, port: 81", "", "VirtualService Broken MF9030")]
    [InlineData("HTTPRoute", "name: api, namespace: shop", "", "VirtualService Broken MF9030")]
    [InlineData("HTTPRoute", "group: '', kind: Service, name: api", "", "VirtualService Broken MF9030")]
    [InlineData("TCPRoute", "name: api", "", "VirtualService Broken MF9030")]
    public void Routes_of_the_Gateway_API_are_not_played_through(string kind, string parent, string hosts, string end) =>
        Assert.Equal(end, Last(Trace(
            "Gateway edge/api: {apiVersion: gateway.networking.k8s.io/v1, spec: {gatewayClassName: istio, listeners: [{name: http, port: "
                + $"80, protocol: HTTP}}]}}}}\n{kind} edge/r: {{apiVersion: gateway.networking.k8s.io/v1, spec: {{{hosts}parentRefs: "
                + $"[{{{parent}}}], rules: []}}}}", host: "shop.example.com", gateway: "edge/api")));

    [Fact]
    public void A_server_of_plain_HTTP_takes_requests_whatever_it_says_of_TLS()
    {
        const string Server = "protocol: HTTP}, hosts: [shop";
        var hops = At((Web + Own).Replace(Server, "protocol: HTTP}, tls: {httpsRedirect: false}, hosts: [shop", StringComparison.Ordinal));
        Assert.Equal("VirtualService/default/shop", hops[1].Object);
        Assert.Equal(TraceStep.Route, hops[2].Step);
        Assert.Equal(TraceOutcome.Continues, hops[2].Outcome);
    }

    [Theory]
    [InlineData("shop.example.com", 8080)]
    [InlineData("other.test", 80)]
    public void A_host_or_port_of_no_server_does_not_come_in(string host, int port) =>
        Assert.Equal("Gateway Broken MF9029", Last(At(Web + Own, port, host)));

    [Fact]
    public void A_server_lets_in_hosts_of_the_namespaces_that_it_names() =>
        Assert.Equal(
            "VirtualService Broken MF9030", Last(At(Web + Own.Replace("default/shop", "other/shop", StringComparison.Ordinal), 443)));

    [Fact]
    public void The_most_specific_host_wins_and_VirtualServices_for_the_same_one_are_joined_with_routes_for_everything_last()
    {
        const string Wild = "VirtualService default/wild: {hosts: ['*.example.com'], gateways: [istio-system/web], http: [{route: "
            + "[{destination: {host: nowhere}}]}]}\n";
        const string Path = "VirtualService default/z: {hosts: [shop.example.com], gateways: [istio-system/web], http: [{match: [{uri: "
            + "{prefix: /z}}], route: [{destination: {host: a}}]}]}\n";
        Assert.Equal("VirtualService/default/shop", At(Wild + Web + Own + Path)[1].Object);
        var joined = At(Wild + Web + Own + Path, path: "/z");
        Assert.Equal("VirtualService/default/z", joined[1].Object);
        Assert.Equal("Pods Delivered", Last(joined));
    }

    [Fact]
    public void Matches_that_name_gateways_are_for_these_alone()
    {
        var both = At(Web + "VirtualService default/shop: {hosts: [shop.example.com], gateways: [mesh, istio-system/web], http: [{match: "
            + "[{gateways: [mesh]}], route: [{destination: {host: nowhere}}]}, {match: [{gateways: [istio-system/web], port: 80}], route: "
            + "[{destination: {host: a}}]}]}\n");
        Assert.Equal("Pods Delivered", Last(both));
        Assert.StartsWith("http[1].match[0]", both[2].Decision, StringComparison.Ordinal);
    }

    [Fact]
    public void TLS_that_is_passed_on_is_routed_by_its_server_name()
    {
        const string Tls = "VirtualService default/tls: {hosts: [tls.example.com], gateways: [istio-system/web], tls: [{match: [{sniHosts: "
            + "[tls.example.com]}], route: [{destination: {host: a, port: {number: 80}}}]}]}\n";
        Assert.Equal("Pods Delivered", Last(At(Web + Tls, 9443, "tls.example.com")));
    }

    [Fact]
    public void Destinations_have_the_DestinationRule_that_the_gateways_pods_are_given()
    {
        const string Rules = """
            VirtualService default/shop: {hosts: [shop.example.com], gateways: [istio-system/web], http: [{route: [{destination: {host: a, subset: v1}}]}]}
            DestinationRule default/a: {host: a.default.svc.cluster.local, exportTo: ['.'], subsets: [{name: v1, labels: {version: v1}}]}

            """;
        Assert.Equal("DestinationRule Broken MF2003", Last(At(Web + Rules)));
        Assert.Equal("Pods Delivered", Last(At(Web + Rules.Replace("['.']", "['*']", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_Gateway_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var error = Assert.Throws<MeshException>(() => Trace(Web, host: "shop.example.com", gateway: "istio-system/wbe"));
        Assert.Equal(MeshErrorId.TraceGatewayUnknown, error.ErrorId);
        Assert.Contains("it has istio-system/web", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<MeshHop> At(string objects, int port = 80, string host = "shop.example.com", string path = "/") =>
        Trace(objects, host: host, port: port, path: path, gateway: "istio-system/web");
}

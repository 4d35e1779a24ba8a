using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>Calls of which what pods and Services say beside routes keeps the end from being known.</summary>
public sealed class PastSidecarTraceTests
{
    private const string Served = """
        Service default/a: {selector: {app: a}, ports: [{name: http, port: 80, targetPort: 8080}]}
        Pod default/a-1: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}

        """;

    private const string Called = """
        Service shop/a @c2: {selector: {app: a}, ports: [{name: http, port: 80}]}
        Pod shop/a-1 @c2: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        ServiceEntry default/e: {hosts: [a.shop.global], location: MESH_INTERNAL, resolution: STATIC, addresses: [240.0.0.1], ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2, ports: {http: 15443}}]}
        DestinationRule default/e: {host: a.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: outbound_.80_._.a.shop.svc.cluster.local}}}
        Gateway istio-system/g @c2: {servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ['*.shop.svc.cluster.local']}]}

        """;

    [Theory]
    [InlineData("Cluster", "Pods Delivered")]
    [InlineData("Local", "Pods Unknown")]
    public void Which_pods_are_on_the_node_of_a_proxy_is_not_known(string policy, string end)
    {
        var said = $": {{internalTrafficPolicy: {policy}, selector";
        Assert.Equal(end, Last(Trace(Served.Replace(": {selector", said, StringComparison.Ordinal))));
        Assert.Equal(end, Last(Remote(Called.Replace(": {selector", said, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("excludeInboundPorts: '22, 8080'", "", "Pods Unknown")]
    [InlineData("excludeInboundPorts: '80'", "", "Pods Delivered")]
    [InlineData("includeInboundPorts: '80'", "", "Pods Unknown")]
    [InlineData("includeInboundPorts: '*'", "", "Pods Delivered")]
    [InlineData("excludeInboundPorts: '8080'", "ISTIO_MUTUAL", "Pods Broken MF2021")]
    [InlineData("excludeInboundPorts: '8080'", "DISABLE", "Pods Delivered")]
    [InlineData("excludeInboundPorts: '80'", "DISABLE", "Pods Broken MF2021")]
    public void Ports_that_pods_keep_from_their_sidecar_are_those_of_applications(string annotation, string mode, string end)
    {
        var rule = mode.Length == 0 ? "" : $"DestinationRule default/a: {{host: a, trafficPolicy: {{tls: {{mode: {mode}}}}}}}\n";
        Assert.Equal(end, Last(Trace(Annotated(Served, annotation) + rule + (mode.Length == 0 ? "" : "PeerAuthentication default/p: {mtls: "
            + "{mode: STRICT}}"))));
    }

    /// <summary>Policies are the sidecar's, which does not see the port.</summary>
    [Theory]
    [InlineData("excludeInboundPorts: '8080'", "DISABLE", "Pods Delivered")]
    [InlineData("excludeInboundPorts: '8080'", "", "Pods Unknown")]
    [InlineData("excludeInboundPorts: '80'", "", "Authorization Broken MF5004")]
    public void What_comes_to_such_a_port_is_refused_by_no_policy(string annotation, string mode, string end)
    {
        var rule = mode.Length == 0 ? "" : $"DestinationRule default/a: {{host: a, trafficPolicy: {{tls: {{mode: {mode}}}}}}}\n";
        Assert.Equal(end, Last(Trace(Annotated(Served, annotation) + rule + "AuthorizationPolicy default/p: {}")));
    }

    [Theory]
    [InlineData("excludeInboundPorts: '80'", "Pods Unknown")]
    [InlineData("excludeInboundPorts: '81'", "Pods Delivered")]
    public void So_are_they_behind_gateways(string annotation, string end) =>
        Assert.Equal(end, Last(Remote(Annotated(Called, annotation))));

    [Theory]
    [InlineData("excludeOutboundPorts: '80'", "Route Unknown")]
    [InlineData("excludeOutboundPorts: '8080'", "Pods Delivered")]
    [InlineData("includeOutboundIPRanges: '10.0.0.0/8,172.16.0.0/12'", "Route Unknown")]
    [InlineData("includeOutboundIPRanges: '10.0.0.0/8,240.0.0.0/4'", "Pods Delivered")]
    [InlineData("includeOutboundIPRanges: ''", "Route Unknown")]
    [InlineData("includeOutboundIPRanges: '*'", "Pods Delivered")]
    [InlineData("excludeOutboundIPRanges: 240.0.0.0/4", "Route Unknown")]
    [InlineData("excludeOutboundIPRanges: 240.0.0.9/4", "Route Unknown")]
    [InlineData("includeOutboundIPRanges: '10.0.0.0/8', traffic.sidecar.istio.io/includeOutboundPorts: '80'", "Pods Delivered")]
    [InlineData("excludeOutboundIPRanges: 240.0.0.0/4, traffic.sidecar.istio.io/includeOutboundPorts: '80'", "Route Unknown")]
    public void Calls_that_pods_keep_from_their_sidecar_have_no_routes(string annotation, string end) =>
        Assert.Equal(end, Last(Remote(Called + Annotated("Pod default/caller: {metadata: {labels: {app: b}}}", annotation))));

    /// <summary>An address that istiod chooses, or DNS alone, is in no file.</summary>
    [Theory]
    [InlineData("includeOutboundIPRanges: '10.0.0.0/8'", "Route Unknown")]
    [InlineData("excludeOutboundIPRanges: '10.0.0.0/8'", "Route Unknown")]
    [InlineData("includeOutboundIPRanges: '*'", "Pods Delivered")]
    [InlineData("includeOutboundIPRanges: '10.0.0.0/8', traffic.sidecar.istio.io/includeOutboundPorts: '80'", "Pods Delivered")]
    [InlineData("excludeOutboundPorts: '8080'", "Pods Delivered")]
    public void So_may_they_keep_calls_to_addresses_that_are_not_known(string annotation, string end) =>
        Assert.Equal(end, Last(Remote(Called.Replace("addresses: [240.0.0.1], ", "", StringComparison.Ordinal)
            + Annotated("Pod default/caller: {metadata: {labels: {app: b}}}", annotation))));

    [Fact]
    public void Of_callers_of_whom_some_come_by_their_sidecars_these_are_followed() =>
        Assert.Equal("Pods Delivered", Last(Remote(Called + "Pod default/other: {metadata: {labels: {app: c}}}\n"
            + Annotated("Pod default/caller: {metadata: {labels: {app: b}}}", "excludeOutboundPorts: '80'"))));

    [Theory]
    [InlineData("disabled", "app=b", "Route Unknown")]
    [InlineData("istio", "app=b", "Pods Delivered")]
    [InlineData("disabled", "", "Pods Delivered")]
    public void Callers_that_are_chosen_and_have_no_sidecar_have_no_routes(string mode, string labels, string end) =>
        Assert.Equal(end, Last(Remote(
            Called + $"Pod default/caller: {{metadata: {{labels: {{app: b, security.istio.io/tlsMode: {mode}}}}}}}", labels)));

    [Theory]
    [InlineData("port: {number: 80, protocol: HTTP, name: http}, bind: 127.0.0.1, ", "Route Unknown")]
    [InlineData("port: {number: 80, protocol: HTTP, name: http}, captureMode: NONE, ", "Route Unknown")]
    [InlineData("port: {number: 81, protocol: HTTP, name: http}, bind: 127.0.0.1, hosts: ['*/*']}, {", "Pods Delivered")]
    [InlineData("port: {number: 80, protocol: HTTP, name: http}, ", "Pods Delivered")]
    public void What_a_Sidecar_binds_elsewhere_is_no_listener_for_hosts(string listener, string end) =>
        Assert.Equal(end, Last(Remote(Called + $"Sidecar default/s: {{egress: [{{{listener}hosts: ['*/*']}}]}}")));

    [Theory]
    [InlineData("HTTPRoute default/r", "name: a", "Route Unknown")]
    [InlineData("GRPCRoute default/r", "name: a, port: 80", "Route Unknown")]
    [InlineData("HTTPRoute default/r", "name: a, port: 81", "Pods Delivered")]
    [InlineData("HTTPRoute default/r", "name: b", "Pods Delivered")]
    [InlineData("HTTPRoute other/r", "name: a, namespace: default", "Pods Delivered")]
    public void What_routes_of_the_Gateway_API_do_with_requests_for_a_Service_is_not_followed(string route, string parent, string end) =>
        Assert.Equal(end, Last(Trace(Served + route + ": {apiVersion: gateway.networking.k8s.io/v1, spec: {parentRefs: [{group: '', kind: "
            + $"Service, {parent}}}], rules: [{{backendRefs: [{{name: b, port: 80}}]}}]}}}}")));

    [Theory]
    [InlineData("group: networking.istio.io, kind: ServiceEntry, name: e", "Route Unknown")]
    [InlineData("group: networking.istio.io, kind: ServiceEntry, name: other", "Pods Delivered")]
    [InlineData("group: '', kind: Service, name: e", "Pods Delivered")]
    [InlineData("kind: Gateway, name: e}, {group: networking.istio.io, kind: ServiceEntry, name: e, port: 81", "Pods Delivered")]
    public void So_are_those_for_a_ServiceEntry(string parent, string end) => Assert.Equal(end, Last(Remote(Called
        + $"HTTPRoute default/r: {{apiVersion: gateway.networking.k8s.io/v1, spec: {{parentRefs: [{{{parent}}}], rules: []}}}}")));

    /// <summary>Those beside the Service are for callers of all namespaces, others for those of their own.</summary>
    [Theory]
    [InlineData("default", "Route Unknown")]
    [InlineData("web", "Route Unknown")]
    [InlineData("shop", "Pods Delivered")]
    public void So_are_they_for_callers_of_other_namespaces(string space, string end) =>
        Assert.Equal(end, Last(Trace(Served + $"HTTPRoute {space}/r: {{apiVersion: gateway.networking.k8s.io/v1, spec: {{parentRefs: "
            + "[{group: '', kind: Service, name: a, namespace: default}], rules: []}}", from: "web", host: "a.default")));

    [Theory]
    [InlineData("TCPRoute", "tcp", "Route Unknown")]
    [InlineData("TLSRoute", "tls", "Route Unknown")]
    [InlineData("TCPRoute", "http", "Pods Delivered")]
    [InlineData("HTTPRoute", "tcp", "Pods Delivered")]
    public void Routes_of_connections_are_for_these_alone(string kind, string port, string end) =>
        Assert.Equal(end, Last(Trace(Served.Replace("name: http", $"name: {port}", StringComparison.Ordinal)
            + $"{kind} default/r: {{apiVersion: gateway.networking.k8s.io/v1alpha2, spec: {{parentRefs: [{{group: '', kind: Service, "
            + "name: a}], rules: []}}")));

    [Theory]
    [InlineData("http", "Pods Unknown")]
    [InlineData("tcp", "Pods Delivered")]
    public void Such_that_may_not_be_read_may_lead_requests_elsewhere(string port, string end)
    {
        foreach (var kind in ServiceRoutes.Kinds)
        {
            var mesh = new RoutingMesh(
                Manifests(Served.Replace("name: http", $"name: {port}", StringComparison.Ordinal)), [], [],
                unread: _ => new HashSet<string>(StringComparer.Ordinal) { kind.Title });
            var hops = RequestTracer.Trace(mesh, new("c1", MeshCaller.In("default"), "a", 80, new() { Authority = "", Port = 0 }));
            Assert.Equal(end, Last(hops));
            Assert.Equal(port == "http", hops[^1].Why.Contains($"of the kind {kind.Title} are not known", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_is_sent_before_the_meshs_TLS_may_be_refused()
    {
        var rule = Called.Replace("trafficPolicy: {", "trafficPolicy: {proxyProtocol: {version: V2}, ", StringComparison.Ordinal);
        Assert.Equal("ServiceEntry Unknown", Last(Remote(rule)));
    }

    /// <summary>Requests pass a tunnel by.</summary>
    [Theory]
    [InlineData("tcp", "Pods Unknown")]
    [InlineData("http", "Pods Delivered")]
    public void Where_a_tunnel_leads_connections_is_not_followed(string port, string end) =>
        Assert.Equal(end, Last(Trace(Served.Replace("name: http", $"name: {port}", StringComparison.Ordinal)
            + "DestinationRule default/a: {host: a, trafficPolicy: {tunnel: {targetHost: b.example.com, targetPort: 443}}}")));

    /// <summary>A subset has no tunnel but its own, and a port has none.</summary>
    [Theory]
    [InlineData("{TUNNEL, portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}", "", "Unknown")]
    [InlineData("{portLevelSettings: [{port: {number: 80}, TUNNEL}]}", "", "Delivered")]
    [InlineData("{TUNNEL}", "one", "Delivered")]
    public void A_tunnel_is_of_a_host_or_of_a_subset(string policy, string subset, string end)
    {
        var routed = subset.Length == 0 ? ""
            : $"VirtualService default/a: {{hosts: [a], tcp: [{{route: [{{destination: {{host: a, subset: {subset}}}}}]}}]}}\n";
        Assert.Equal("Pods " + end, Last(Trace(Served.Replace("name: http", "name: tcp", StringComparison.Ordinal) + routed
            + $"DestinationRule default/a: {{host: a, trafficPolicy: {policy}, subsets: [{{name: one, labels: {{app: a}}}}]}}"
                .Replace("TUNNEL", "tunnel: {targetHost: b, targetPort: 443}", StringComparison.Ordinal))));
    }

    private static string Annotated(string objects, string annotation) => objects.Replace(
        "{metadata: {", $"{{metadata: {{annotations: {{traffic.sidecar.istio.io/{annotation}}}, ", StringComparison.Ordinal);

    private static IReadOnlyList<MeshHop> Remote(string objects, string labels = "") => Trace(objects, host: "a.shop.global",
        labels: labels, clusters: [new("c1", "c1"), new("c2", "c2") { Gateway = new() { Address = ["192.0.2.2"] } }]);
}

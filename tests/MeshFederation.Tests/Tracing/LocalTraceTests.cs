using MeshFederation.Model.Clusters;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>The last steps inside of a cluster: TLS that pods take or not, and destinations that are whatever address was called.</summary>
public sealed class LocalTraceTests
{
    private const string Served = """
        Service default/a: {selector: {app: a}, ports: [{name: http, port: 80, targetPort: 8080}]}
        Pod default/a-1: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}

        """;

    [Theory]
    [InlineData("DISABLE", "{mtls: {mode: STRICT}}", "Pods Broken MF2021")]
    [InlineData("SIMPLE", "{mtls: {mode: STRICT}}", "Pods Broken MF2021")]
    [InlineData("DISABLE", "{mtls: {mode: PERMISSIVE}}", "Pods Delivered")]
    [InlineData("ISTIO_MUTUAL", "{mtls: {mode: STRICT}}", "Pods Delivered")]
    [InlineData("ISTIO_MUTUAL", "{mtls: {mode: DISABLE}}", "Pods Broken MF2021")]
    [InlineData(
        "DISABLE", "{selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}, portLevelMtls: {'8080': {mode: PERMISSIVE}}}",
        "Pods Delivered")]
    [InlineData(
        "DISABLE", "{selector: {matchLabels: {app: a}}, mtls: {mode: PERMISSIVE}, portLevelMtls: {'8080': {mode: STRICT}}}",
        "Pods Broken MF2021")]
    [InlineData(
        "DISABLE", "{selector: {matchLabels: {app: a}}, mtls: {mode: PERMISSIVE}, portLevelMtls: {'80': {mode: STRICT}}}",
        "Pods Delivered")]
    public void Pods_take_the_TLS_that_their_PeerAuthentication_says_for_their_own_port(string mode, string peers, string end) =>
        Assert.Equal(
            end, Last(Trace(Served + $"DestinationRule default/a: {{host: a, trafficPolicy: {{tls: {{mode: {mode}}}}}}}\n"
                + $"PeerAuthentication default/p: {peers}")));

    /// <summary>Callers whose labels are not said are no chosen ones, and are told of what is for these.</summary>
    [Theory]
    [InlineData("app=web", "default", "Pods Broken MF2021")]
    [InlineData("app=other", "default", "Pods Delivered")]
    [InlineData("", "default", "Pods Delivered")]
    [InlineData("app=web", "shop", "Pods Delivered")]
    public void A_DestinationRule_for_chosen_callers_is_for_those_of_its_namespace(string labels, string space, string end)
    {
        var hops = Trace(
            Served + $"DestinationRule {space}/a: {{host: a.default.svc.cluster.local, workloadSelector: {{matchLabels: {{app: web}}}}, "
                + "trafficPolicy: {tls: {mode: DISABLE}}}\nPeerAuthentication default/p: {mtls: {mode: STRICT}}", labels: labels);
        Assert.Equal(end, Last(hops));
        Assert.Equal(end == "Pods Delivered" && space == "default", hops.Any(hop => hop.Why.Contains(
            "DestinationRule/default/a does not count: it is for proxies with the labels app=web", StringComparison.Ordinal)));
    }

    /// <summary>A port that the Service names is the number that the pods give it.</summary>
    [Theory]
    [InlineData("8080", "Pods Broken MF2021")]
    [InlineData("80", "Pods Delivered")]
    public void A_port_of_pods_that_is_named_has_its_own_PeerAuthentication(string port, string end) =>
        Assert.Equal(
            end, Last(Trace(
                "Service default/a: {selector: {app: a}, ports: [{name: http, port: 80, targetPort: web}]}\n"
                + "Pod default/a-1: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: "
                + "istio-proxy}, {name: app, ports: [{name: web, containerPort: 8080}]}]}}\n"
                + "DestinationRule default/a: {host: a, trafficPolicy: {tls: {mode: DISABLE}}}\n"
                + "PeerAuthentication default/p: {selector: {matchLabels: {app: a}}, mtls: {mode: PERMISSIVE}, "
                + $"portLevelMtls: {{'{port}': {{mode: STRICT}}}}}}")));

    [Fact]
    public void Pods_without_a_sidecar_take_plain_text_and_no_TLS_of_the_mesh()
    {
        const string Bare = "Service default/a: {selector: {app: a}, ports: [{name: http, port: 80}]}\nPod default/a-1: {metadata: "
            + "{labels: {app: a, security.istio.io/tlsMode: disabled}}, spec: {containers: [{name: app}]}}\n";
        Assert.Equal("Pods Delivered", Last(Trace(Bare)));
        Assert.Equal(
            "Pods Broken MF2021", Last(Trace(Bare + "DestinationRule default/a: {host: a, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}")));
    }

    [Fact]
    public void Where_some_pods_refuse_it_is_said_and_the_others_are_called()
    {
        var hops = Trace(Served
            + "Pod default/a-2: {metadata: {labels: {app: a, security.istio.io/tlsMode: disabled}}, spec: {containers: [{name: app}]}}\n"
            + "DestinationRule default/a: {host: a, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}");
        Assert.Equal("Pods Delivered", Last(hops));
        Assert.Contains("Pod/default/a-2 has no sidecar", hops[^1].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Service default/b: {clusterIP: None, selector: {app: a}, ports: [{name: http, port: 80}]}", "b",
        "is headless, so the proxy connects to the address that the application looked up for a.default.svc.cluster.local")]
    [InlineData(
        "ServiceEntry default/b: {hosts: [b.example.com], resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP}]}",
        "b.example.com", "has resolution NONE")]
    public void A_route_to_a_host_whose_endpoints_nobody_knows_ends_at_the_address_that_was_called(
        string other, string destination, string why)
    {
        var hops = Trace(
            Served + other + $"\nVirtualService default/a: {{hosts: [a], http: [{{route: [{{destination: {{host: {destination}}}}}]}}]}}");
        Assert.Equal("MF9028", hops[^1].Finding?.Rule);
        Assert.Contains(why, hops[^1].Why, StringComparison.Ordinal);
    }

    /// <summary>Its cluster is ORIGINAL_DST, so what DNS says of the name is called, and not the pods that the entry selects.</summary>
    [Fact]
    public void Pods_that_an_entry_with_resolution_NONE_selects_are_not_what_its_name_leads_to()
    {
        var hops = Trace(
            "Pod default/b-1: {metadata: {labels: {app: b}}, spec: {containers: [{name: app}]}}\n"
            + "ServiceEntry default/b: {hosts: [b.example.com], resolution: NONE, workloadSelector: {labels: {app: b}}, "
            + "ports: [{number: 80, name: http, protocol: HTTP}]}\n"
            + "DestinationRule default/b: {host: b.example.com, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}",
            host: "b.example.com");
        Assert.Equal("ServiceEntry Unknown MF9028", Last(hops));
    }

    [Fact]
    public void A_headless_Service_that_is_called_itself_is_its_pods()
    {
        var hops = Trace(Served.Replace("{selector: {app: a}", "{clusterIP: None, selector: {app: a}", StringComparison.Ordinal));
        Assert.Equal("Pods Delivered", Last(hops));
        Assert.Null(hops[^1].Finding);
    }

    [Theory]
    [InlineData("", "unless the mesh's outboundTrafficPolicy is REGISTRY_ONLY, the proxy passes the connection on to the pods of "
        + "Service/shop/b in plain text")]
    [InlineData(
        ", outboundTrafficPolicy: {mode: ALLOW_ANY}", "since its outboundTrafficPolicy is ALLOW_ANY, the proxy passes the connection on")]
    [InlineData(", outboundTrafficPolicy: {mode: REGISTRY_ONLY}", "so requests get a 502")]
    [InlineData(", outboundTrafficPolicy: {}", "so requests get a 502")]
    public void What_a_Sidecar_hides_is_passed_on_or_refused_by_its_outbound_policy(string policy, string why)
    {
        var hops = Trace(
            "Service shop/b: {selector: {app: b}, ports: [{name: http, port: 80}]}\nSidecar default/s: {egress: [{hosts: "
            + $"[./*]}}]{policy}}}",
            host: "b.shop");
        Assert.Equal("Host Broken MF9001", Last(hops));
        Assert.Contains(why, hops[^1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_becomes_of_calls_past_the_mesh_is_the_meshs_own_policy_where_no_Sidecar_has_one()
    {
        const string Hidden = "Service shop/b: {selector: {app: b}, ports: [{name: http, port: 80}]}\n"
            + "Sidecar default/s: {egress: [{hosts: [./*]}]}";
        var mesh = new MeshCluster("c1", "c1") { MeshConfig = new() { OutboundTrafficPolicy = OutboundTrafficPolicy.RegistryOnly } };
        var hops = Trace(Hidden, host: "b.shop", clusters: mesh);
        Assert.Contains("the mesh's outboundTrafficPolicy is REGISTRY_ONLY, so requests get a 502", hops[^1].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, "a")]
    [InlineData(9080, "b")]
    public void A_Sidecars_listener_for_a_port_outdoes_the_one_for_all(int port, string seen)
    {
        const string Two = "Service shop/a: {ports: [{name: http, port: 80}, {name: http-2, port: 9080}]}\nService shop/b: {ports: [{name: "
            + "http, port: 80}, {name: http-2, port: 9080}]}\n"
            + "Sidecar default/s: {egress: [{port: {number: 80, protocol: HTTP}, hosts: [shop/a.shop.svc.cluster.local]}, {hosts: "
            + "[shop/b.shop.svc.cluster.local]}]}\n";
        Assert.DoesNotContain("MF9001", Last(Trace(Two, host: seen + ".shop", port: port)), StringComparison.Ordinal);
        Assert.EndsWith("MF9001", Last(Trace(Two, host: (seen == "a" ? "b" : "a") + ".shop", port: port)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateways_port_for_anybody_is_no_broken_call_of_the_mesh()
    {
        const string Objects = """
            ServiceEntry default/e: {hosts: [shop.example.com], resolution: STATIC, ports: [{number: 443, name: tls, protocol: TLS}], endpoints: [{address: 192.0.2.2}]}
            Gateway istio-system/g @c2: {servers: [{port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: a}, hosts: [shop.example.com]}]}
            """;
        var hops = Trace(Objects, host: "shop.example.com", port: 443, clusters: [Cluster("c1", "192.0.2.1"), Cluster("c2", "192.0.2.2")]);
        Assert.Equal("Gateway Unknown", Last(hops));
        Assert.Equal(("c2", "Gateway/istio-system/g"), (hops[^1].Cluster, hops[^1].Object));
    }

    private static MeshCluster Cluster(string name, string gateway) => new(name, name) { Gateway = new() { Address = [gateway] } };
}

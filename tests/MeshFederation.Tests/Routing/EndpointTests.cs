using static MeshFederation.Tests.Routing.CallText;

namespace MeshFederation.Tests.Routing;

/// <summary>Endpoints belong to a namespace and host, and labels, readiness and TLS are theirs, not the service's.</summary>
public class EndpointTests
{
    private static string Entry(string name, string host, string rest, string @namespace = "shop", string created = "") =>
        Config("ServiceEntry", name, $"{{hosts: ['{host}'], location: MESH_INTERNAL, {rest}}}", @namespace, created);

    [Fact]
    public void An_entry_for_the_host_of_a_Service_beside_it_adds_endpoints()
    {
        var rest = "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.1}]";
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80 192.0.2.1:80 plain",
            Said(Service("a") + Pod("a", "10.1.0.1") + Entry("more", "a.shop.svc.cluster.local", rest), "a:80"));
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80",
            Said(Service("a") + Pod("a", "10.1.0.1") + Entry("more", "a.shop.svc.cluster.local", rest, "other"), "a:80"));
    }

    [Fact]
    public void WorkloadEntries_that_a_Service_selects_are_its_endpoints()
    {
        var rule = Config("DestinationRule", "a", "{host: a, subsets: [{name: v2, labels: {version: v2}}]}")
            + Config("VirtualService", "a",
                "{hosts: [a], http: [{match: [{uri: {prefix: /v2}}], route: [{destination: {host: a, subset: v2}}]}, {route: "
                + "[{destination: {host: a}}]}]}");
        var yaml = Service("a", "{name: http, port: 80, targetPort: 8080}") + Pod("a", "10.1.0.1")
            + Config("WorkloadEntry", "vm", "{address: 192.0.2.1, labels: {app: a, version: v2}, ports: {http: 8000}}")
                + Config("WorkloadEntry", "name", "{address: vm.example.com, labels: {app: a}}")
            + Config("WorkloadEntry", "far", "{address: 192.0.2.2, labels: {app: a}}", "other") + rule;
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:8080 192.0.2.1:8000 plain", Said(yaml, "a:80"));
        Assert.Equal("a.shop.svc.cluster.local:80/v2 192.0.2.1:8000 plain", Said(yaml, "a:80", "/v2"));
    }

    /// <summary>Where health is checked, a machine is called once its proxy said that it is well.</summary>
    [Theory]
    [InlineData("'true'", "{conditions: [{type: Healthy, status: 'False'}]}", "10.1.0.1:80")]
    [InlineData("'true'", "{conditions: [{type: Healthy, status: 'True'}]}", "10.1.0.1:80 192.0.2.1:80 plain")]
    [InlineData("'true'", "{}", "10.1.0.1:80")]
    [InlineData("'false'", "{conditions: [{type: Healthy, status: 'False'}]}", "10.1.0.1:80 192.0.2.1:80 plain")]
    public void Machines_whose_health_check_fails_are_not_called(string isChecked, string status, string expected)
    {
        var entry = "---\napiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {name: vm, namespace: shop, annotations: "
            + $"{{proxy.istio.io/health-checks-enabled: {isChecked}}}}}\nspec: {{address: 192.0.2.1, labels: {{app: a}}}}\n"
            + $"status: {status}\n";
        Assert.Equal("a.shop.svc.cluster.local:80 " + expected, Said(Service("a") + Pod("a", "10.1.0.1") + entry, "a:80"));
        var selecting = Entry("one", "e.example.com",
            "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], workloadSelector: {labels: {app: a}}");
        Assert.Equal(
            expected.Contains("192.0.2.1", StringComparison.Ordinal),
            Said(selecting + Pod("a", "10.1.0.1") + entry, "e.example.com:80").Contains("192.0.2.1", StringComparison.Ordinal));
    }

    /// <summary>Labels of the metadata win over those of the spec, and both say what the proxy is.</summary>
    [Theory]
    [InlineData("labels: {app: a}", "app: b, security.istio.io/tlsMode: istio", "192.0.2.1:80")]
    [InlineData("labels: {version: v2}", "app: a, security.istio.io/tlsMode: istio", "192.0.2.1:80")]
    [InlineData("labels: {app: a, security.istio.io/tlsMode: disabled}", "security.istio.io/tlsMode: istio", "192.0.2.1:80 plain")]
    public void A_ServiceEntry_and_a_Service_take_the_labels_of_a_WorkloadEntry_alike(string outer, string own, string expected)
    {
        var entry = $"---\napiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {{name: vm, namespace: shop, {outer}}}\n"
            + $"spec: {{address: 192.0.2.1, labels: {{{own}}}}}\n";
        var selecting = Entry("one", "a.example.com",
            "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], workloadSelector: {labels: {app: a}}");
        Assert.Equal("a.example.com:80 " + expected, Said(selecting + entry, "a.example.com:80"));
        Assert.Equal("a.shop.svc.cluster.local:80 " + expected, Said(Service("a") + entry, "a:80"));
    }

    [Fact]
    public void Pods_that_are_not_ready_are_not_called() =>
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80",
            Said(Service("a") + Pod("a", "10.1.0.1") + Pod("a", "10.1.0.2", "v2", isReady: false), "a:80"));

    [Fact]
    public void Pods_that_are_not_ready_are_called_where_their_Service_publishes_them() =>
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.2:80",
            Said(Service("a", rest: "clusterIP: 10.9.0.1, publishNotReadyAddresses: true") + Pod("a", "10.1.0.2", isReady: false), "a:80"));

    [Fact]
    public void The_port_of_pods_may_be_one_that_their_containers_name() =>
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:8081",
            Said(Service("a", "{name: http, port: 80, targetPort: web}") + Pod("a", "10.1.0.1", ports: "{name: web, containerPort: 8081}"),
                "a:80"));

    [Fact]
    public void Entries_of_one_host_and_namespace_share_endpoints_and_ports()
    {
        var yaml = Entry("one", "a.example.com",
            "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.1}]")
            + Entry("two", "a.example.com",
                "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}, {number: 81, name: more, protocol: HTTP}], "
                + "endpoints: [{address: 192.0.2.2}]");
        Assert.Equal("a.example.com:80 192.0.2.1:80 plain 192.0.2.2:80 plain", Said(yaml, "a.example.com:80"));
        Assert.Equal("a.example.com:81 192.0.2.2:81 plain", Said(yaml, "a.example.com:81"));
    }

    [Fact]
    public void A_port_of_an_entry_that_is_not_alike_is_listened_on_and_leads_nowhere()
    {
        var yaml = Entry("one", "a.example.com",
            "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.1}]")
            + Entry("two", "a.example.com",
                "resolution: DNS, ports: [{number: 81, name: more, protocol: HTTP}], endpoints: [{address: 192.0.2.2}]");
        Assert.Equal("a.example.com:81 NC", Said(yaml, "a.example.com:81"));
    }

    [Fact]
    public void Of_entries_of_equal_age_the_namespace_decides()
    {
        var rest = "resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: ";
        var yaml = Entry("a", "a.example.com", rest + "192.0.2.1}]", "zoo", "2024-01-01T00:00:00Z")
            + Entry("z", "a.example.com", rest + "192.0.2.2}]", "bar", "2024-01-01T00:00:00Z");
        Assert.Equal("a.example.com:80 192.0.2.2:80 plain", Said(yaml, "a.example.com:80"));
    }

    [Fact]
    public void A_route_has_a_service_of_its_callers_namespace_that_is_exported_to_nobody()
    {
        var yaml = Service("a") + Entry("own", "own.example.com",
            "exportTo: ['~'], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.1}]")
            + Config("VirtualService", "a", "{hosts: [a], http: [{route: [{destination: {host: own.example.com}}]}]}");
        Assert.Equal("own.example.com:80 192.0.2.1:80 plain", Said(yaml, "a:80"));
    }

    [Fact]
    public void A_UDP_port_is_none_for_a_route()
    {
        var yaml = Service("a", "{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}")
            + Config("VirtualService", "a", "{hosts: [a], http: [{route: [{destination: {host: a, port: {number: 53}}}]}]}");
        Assert.Equal("a.shop.svc.cluster.local:53 NC", Said(yaml, "a:80"));
    }

    [Fact]
    public void A_UDP_port_keeps_no_other_service_of_the_name_from_being_called()
    {
        var yaml = Service("a", "{name: dns, port: 53, protocol: UDP}") + Entry("e", "a.shop",
            "resolution: STATIC, ports: [{number: 53, name: tcp, protocol: TCP}], endpoints: [{address: 192.0.2.1}]");
        Assert.Equal("a.shop:53 192.0.2.1:53 plain", Said(yaml, "a.shop:53"));
    }

    [Fact]
    public void Labels_of_a_subset_choose_no_pod_of_a_headless_Service()
    {
        var yaml = Service("a", rest: "clusterIP: None") + Pod("a", "10.1.0.1") + Pod("a", "10.1.0.2", "v2")
            + Config("DestinationRule", "a", "{host: a, subsets: [{name: v2, labels: {version: v2}}]}")
            + Config("VirtualService", "a", "{hosts: [a], http: [{route: [{destination: {host: a, subset: v2}}]}]}");
        Assert.Equal("a.shop.svc.cluster.local:80/v2 10.1.0.1:80", Said(yaml, "a:80", address: "10.1.0.1"));
        Assert.Contains("labels of the subset choose none", Call(yaml, "a:80")[^1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void PASSTHROUGH_calls_the_address_that_the_application_called()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Config("DestinationRule", "a", "{host: a, trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}}");
        Assert.Equal("a.shop.svc.cluster.local:80 10.9.0.1:80", Said(yaml, "a:80"));
    }
}

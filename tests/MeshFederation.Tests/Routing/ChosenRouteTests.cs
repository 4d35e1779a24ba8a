using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Routing.CallText;

namespace MeshFederation.Tests.Routing;

/// <summary>Ports of destinations, delegates, listeners of Sidecars, and DestinationRules that are exported differently.</summary>
public class ChosenRouteTests
{
    [Theory]
    [InlineData("http", "", "b.shop.svc.cluster.local:80 NC")]
    [InlineData("http", ", port: {number: 8080}", "b.shop.svc.cluster.local:8080 10.1.0.2:8080")]
    [InlineData("tcp", "", "b.shop.svc.cluster.local:8080 10.1.0.2:8080")]
    public void A_route_of_requests_without_port_goes_to_the_called_port_be_it_there_or_not(string kind, string port, string expected)
    {
        var yaml = Service("a", $"{{name: {kind}, port: 80}}") + Service("b", $"{{name: {kind}, port: 8080}}", "clusterIP: 10.9.0.2")
            + Pod("b", "10.1.0.2")
            + Config("VirtualService", "a", $"{{hosts: [a], {kind}: [{{route: [{{destination: {{host: b{port}}}}}]}}]}}");
        Assert.Equal(expected, Said(yaml, "a:80"));
    }

    [Fact]
    public void The_port_of_a_share_is_shown_where_it_is_another_one()
    {
        var yaml = Service("a", "{name: http, port: 80}, {name: http-b, port: 81}")
            + Config("VirtualService", "a",
                "{hosts: [a], http: [{route: [{destination: {host: a}, weight: 60}, {destination: {host: a, port: {number: 81}}, weight: "
                + "40}]}]}");
        var route = Call(yaml, "a:80").Single(hop => hop.Step == TraceStep.Route);
        Assert.Equal("http[0]: 60 % the host itself, 40 % a.shop.svc.cluster.local:81", route.Decision);
        Assert.Equal("60 % a.shop.svc.cluster.local:80, 40 % a.shop.svc.cluster.local:81", route.Destination.ToString());
    }

    [Theory]
    [InlineData("/a", "/b", "a.shop.svc.cluster.local:80 10.1.0.1:80")]
    [InlineData("/a", "/a/b", "b.shop.svc.cluster.local:80 10.1.0.2:80")]
    public void A_delegate_whose_match_is_not_within_its_roots_is_left_out(string root, string inner, string expected)
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1") + Service("b", rest: "clusterIP: 10.9.0.2") + Pod("b", "10.1.0.2")
            + Config("VirtualService", "root",
                $"{{hosts: [a], http: [{{match: [{{uri: {{prefix: {root}}}}}], delegate: {{name: inner}}}}]}}")
            + Config("VirtualService", "inner",
                $"{{http: [{{match: [{{uri: {{prefix: {inner}}}}}], route: [{{destination: {{host: b}}}}]}}]}}");
        Assert.Equal(expected, Said(yaml, "a:80", inner));
    }

    [Fact]
    public void Each_listener_of_a_Sidecar_has_VirtualServices_of_its_own()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1") + Service("b", rest: "clusterIP: 10.9.0.2") + Pod("b", "10.1.0.2")
            + Config("VirtualService", "far",
                "{hosts: [a.shop.svc.cluster.local], http: [{route: [{destination: {host: b.shop.svc.cluster.local}}]}]}", "other")
            + Config("Sidecar", "s", "{egress: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop/*]}, {hosts: ['*/*']}]}");
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80", Said(yaml, "a:80"));
    }

    [Fact]
    public void A_rule_that_is_exported_wider_is_merged_into_the_narrower_and_holds_for_nobody_else()
    {
        var rule = "{{host: a.other.svc.cluster.local, exportTo: [{0}], subsets: [{{name: {1}, labels: {{version: v1}}}}]}}";
        var yaml = Service("a", @namespace: "other")
            + Config("DestinationRule", "first", string.Format(System.Globalization.CultureInfo.InvariantCulture, rule, "web", "one"),
                "other", created: "2024-01-01T00:00:00Z")
            + Config("DestinationRule", "second",
                string.Format(System.Globalization.CultureInfo.InvariantCulture, rule, "web, shop", "two"), "other",
                    created: "2024-02-01T00:00:00Z")
            + Config("VirtualService", "a",
                "{hosts: [a.other.svc.cluster.local], http: [{route: [{destination: {host: a.other.svc.cluster.local, subset: two}}]}]}");
        Assert.Equal("a.other.svc.cluster.local:80/two NC", Said(yaml, "a.other:80"));
    }
}

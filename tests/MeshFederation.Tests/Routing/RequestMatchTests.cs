using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.VirtualServices;
using static MeshFederation.Tests.Routing.RoutingText;

namespace MeshFederation.Tests.Routing;

/// <summary>What a match takes, as istio pilot/pkg/networking/core/route/route.go translates it for Envoy.</summary>
public sealed class RequestMatchTests
{
    [Theory]
    [InlineData("{uri: {exact: /a}}", "/a?x=1", true)]
    [InlineData("{uri: {exact: /a}}", "/A", false)]
    [InlineData("{uri: {exact: /a}, ignoreUriCase: true}", "/A", true)]
    [InlineData("{uri: {prefix: /a}}", "/ab", true)]
    [InlineData("{uri: {prefix: /a}, ignoreUriCase: true}", "/AB", true)]
    [InlineData("{uri: {regex: '/a.'}}", "/ab", true)]
    [InlineData("{uri: {regex: '/a.'}}", "/abc", false)]
    [InlineData("{uri: {regex: '/(?P<id>[0-9]+)'}}", "/42", true)]
    [InlineData("{uri: {regex: '('}}", "/(", false)]
    [InlineData("{queryParams: {q: {exact: '1'}}}", "/?q=1", true)]
    [InlineData("{queryParams: {q: {exact: '1'}}}", "/?q=2&q=1", false)]
    [InlineData("{queryParams: {q: {}}}", "/?q", true)]
    [InlineData("{queryParams: {q: {}}}", "/?r", false)]
    [InlineData("{method: {exact: POST}}", "/", false)]
    [InlineData("{scheme: {exact: http}}", "/", true)]
    [InlineData("{authority: {exact: a}}", "/", true)]
    [InlineData("{authority: {prefix: b}}", "/", false)]
    public void A_match_looks_at_path_query_method_and_authority(string match, string path, bool takes) =>
        Assert.Equal(takes, Takes(match, path));

    [Theory]
    [InlineData("{headers: {x: {exact: '1'}}}", "1", true)]
    [InlineData("{headers: {X: {exact: '1'}}}", "1", true)]
    [InlineData("{headers: {x: {exact: '1'}}}", null, false)]
    [InlineData("{headers: {x: {}}}", "", true)]
    [InlineData("{headers: {x: {regex: '*'}}}", "any", true)]
    [InlineData("{headers: {x: {regex: '*'}}}", null, false)]
    [InlineData("{withoutHeaders: {x: {}}}", null, true)]
    [InlineData("{withoutHeaders: {x: {}}}", "1", false)]
    [InlineData("{withoutHeaders: {x: {exact: '1'}}}", "2", true)]
    [InlineData("{withoutHeaders: {x: {exact: '1'}}}", null, true)]
    [InlineData("{withoutHeaders: {x: {regex: '.*'}}}", null, false)]
    public void A_header_that_is_not_there_is_an_empty_one_only_where_it_is_forbidden(string match, string? header, bool takes) =>
        Assert.Equal(takes, Takes(match, "/", header));

    [Theory]
    [InlineData("{port: 80}", true)]
    [InlineData("{port: 81}", false)]
    [InlineData("{sourceNamespace: shop}", true)]
    [InlineData("{sourceNamespace: other}", false)]
    [InlineData("{sourceLabels: {app: cart}}", true)]
    [InlineData("{sourceLabels: {app: other}}", false)]
    [InlineData("{gateways: [mesh]}", true)]
    [InlineData("{gateways: [istio-system/public]}", false)]
    [InlineData("{gateways: [mesh], sourceLabels: {app: other}, sourceNamespace: other}", true)]
    public void Where_a_match_names_gateways_the_source_does_not_count(string match, bool takes) => Assert.Equal(takes, Takes(match, "/"));

    [Fact]
    public void Routes_that_are_for_others_leave_the_host_to_the_next_VirtualService()
    {
        var yaml = Service("a")
            + Object(
                "VirtualService", "first", "{hosts: [a], http: [{match: [{sourceNamespace: other}], route: [{destination: {host: b}}]}]}")
            + Object("VirtualService", "second", "{hosts: [a], http: [{route: [{destination: {host: c}}]}]}");
        Assert.Equal("second", Choose(yaml).VirtualService?.Name);
    }

    [Fact]
    public void The_oldest_of_two_VirtualServices_for_a_host_wins_and_the_other_is_said()
    {
        var yaml = Service("a")
            + Object(
                "VirtualService", "a-new", "{hosts: [a], http: [{route: [{destination: {host: b}}]}]}", created: "2026-02-01T00:00:00Z")
            + Object(
                "VirtualService", "b-old", "{hosts: [a], http: [{route: [{destination: {host: c}}]}]}", created: "2026-01-01T00:00:00Z");
        var choice = Choose(yaml);
        Assert.Equal(("b-old", "a-new"), (choice.VirtualService?.Name, Assert.Single(choice.Shadowed).Name));
    }

    [Fact]
    public void A_host_outdoes_a_pattern_even_where_it_has_no_route_for_the_port()
    {
        var yaml = Service("a")
            + Object("VirtualService", "pattern", "{hosts: ['*.default.svc.cluster.local'], http: [{route: [{destination: {host: b}}]}]}");
        Assert.Equal("pattern", Choose(yaml).VirtualService?.Name);
        yaml += Object("VirtualService", "exact", "{hosts: [a], http: [{match: [{port: 81}], route: [{destination: {host: c}}]}]}");
        Assert.Equal(RouteOutcome.CalledHost, Choose(yaml).Outcome);
    }

    [Theory]
    [InlineData("exportTo: [shop]", true)]
    [InlineData("exportTo: ['*']", true)]
    [InlineData("exportTo: ['.']", false)]
    [InlineData("exportTo: [other]", false)]
    [InlineData("exportTo: ['~']", false)]
    [InlineData("gateways: [mesh, istio-system/public]", true)]
    [InlineData("gateways: [istio-system/public]", false)]
    public void A_VirtualService_is_for_those_who_see_it(string field, bool routes)
    {
        var yaml =
            Service("a") + Object("VirtualService", "v", $"{{hosts: [a], {field}, http: [{{route: [{{destination: {{host: b}}}}]}}]}}");
        Assert.Equal(routes ? RouteOutcome.Routed : RouteOutcome.CalledHost, Choose(yaml).Outcome);
    }

    [Fact]
    public void A_delegate_narrows_what_its_root_gives_it()
    {
        var yaml = Service("a")
            + Object(
                "VirtualService",
                "root",
                "{hosts: [a], http: [{match: [{uri: {prefix: /shop}}], delegate: {name: inner}}, {route: [{destination: {host: rest}}]}]}")
            + Object(
                "VirtualService",
                "inner",
                "{http: [{match: [{uri: {prefix: /shop/new}}], route: [{destination: {host: new}}]}, {route: [{destination: {host: "
                + "old}}]}]}");
        Assert.Equal("new.default.svc.cluster.local", Choose(yaml, "/shop/new/1").Shares[0].Host);
        Assert.Equal("old.default.svc.cluster.local", Choose(yaml, "/shop").Shares[0].Host);
        Assert.Equal("rest.default.svc.cluster.local", Choose(yaml, "/").Shares[0].Host);
    }

    /// <summary>A route is left out whose delegate is not there; where that is not known, neither is what comes of the request.</summary>
    [Theory]
    [InlineData("inner", RouteOutcome.Routed)]
    [InlineData("inner, namespace: other", RouteOutcome.Delegated)]
    public void A_delegate_that_may_be_there_is_not_passed_over(string name, RouteOutcome expected)
    {
        var yaml = Service("a")
            + Object(
                "VirtualService",
                "root",
                $"{{hosts: [a], http: [{{delegate: {{name: {name}}}}}, {{route: [{{destination: {{host: rest}}}}]}}]}}");
        Assert.Equal(expected, Choose(yaml).Outcome);
    }

    private static bool Takes(string match, string path, string? header = null)
    {
        var yaml = Service("a")
            + Object(
                "VirtualService",
                "v",
                $"{{hosts: [a], http: [{{match: [{match}], route: [{{destination: {{host: b}}}}]}}, {{match: [{{}}], redirect: {{uri: "
                + "/}}]}");
        return Choose(yaml, path, header).Outcome == RouteOutcome.Routed;
    }

    private static RouteChoice Choose(string yaml, string path = "/", string? header = null)
    {
        var cluster = Cluster(yaml);
        var caller = new MeshCaller("shop", UnstructuredMap.Of(("app", "cart")));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (header is not null) headers["x"] = header;
        var called = HostResolver.Resolve(cluster, caller, "a.default", 80);
        return RouteChooser.Choose(
            cluster, caller, called.Service!, called.Port!, new() { Authority = "a", Port = 80, Path = path, Headers = headers });
    }
}

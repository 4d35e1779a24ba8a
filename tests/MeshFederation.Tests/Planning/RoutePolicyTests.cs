using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Kinds.VirtualService;

namespace MeshFederation.Tests.Planning;

/// <summary>What each policy of routes becomes in a VirtualService.</summary>
public sealed class RoutePolicyTests
{
    private const string Called = "{destination: {host: cart.default.svc.cluster.local, port: {number: 80}}}";
    private const string West = "{destination: {host: cart.default.svc.west.global, port: {number: 80}}}";

    private static readonly Dictionary<string, object?> Cors = new(StringComparer.Ordinal)
    {
        ["AllowOrigin"] = new[] { "a.example", "prefix:https://b.", "regex:.*c" },
        ["AllowMethod"] = "get",
        ["AllowHeader"] = "X-A",
        ["ExposeHeader"] = "x-b",
        ["MaxAge"] = "1s",
        ["AllowCredentials"] = false,
    };

    [Fact]
    public void Retries_are_the_ones_that_were_chosen() => Assert.Equal(
        $"{{route: [{Called}], retries: {{attempts: 5, perTryTimeout: '0.005s'}}}}",
        Route(With("retryPolicy", ("Attempts", "5"), ("PerTryTimeout", "5ms"))));

    [Fact]
    public void Retries_to_another_cluster_keep_what_was_left_open()
    {
        var service = PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], []);
        var retries = Routes(service.WithPolicy(PolicyTests.Policy("retryPolicy", null, ("Attempts", 5)))).Single().Map("retries")!;
        Assert.Equal(5, retries.Number("attempts"));
        Assert.Contains("503", retries.Text("retryOn"), StringComparison.Ordinal);
        var chosen = PolicyTests.Policy("retryPolicy", null, ("Attempts", 1), ("RetryOn", "gateway-error,connect-failure"));
        Assert.Equal("gateway-error,connect-failure", Routes(service.WithPolicy(chosen)).Single().Map("retries")!.Text("retryOn"));
        var never = Routes(service.WithPolicy(PolicyTests.Policy("retryPolicy", null, ("Attempts", 0)))).Single().Map("retries")!;
        Assert.Equal("{attempts: 0}", FlowText.Of(never));
    }

    /// <summary>A proxy replaces the whole of what an exact match asks for, so alternatives do not share a route then.</summary>
    [Fact]
    public void Each_path_of_a_split_has_its_own_in_the_place_of_it()
    {
        MeshMatch[] paths = [.. ((string[])["/a", "/c"]).Select(path => new MeshMatch { Path = new(StringMatchKind.Exact, path) })];
        var split = PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], paths);
        var routes = Routes(split.WithPolicy(PolicyTests.Policy("rewrite", null, ("Path", "/new/"))));
        Assert.Equal(
            ["/a /new/a", "/c /new/c", " /new/"],
            routes.Select(route => string.Concat(route.Maps("match").Select(match => match.Map("uri")?.Text("exact")))
                + " " + route.Map("rewrite")?.Text("uri")));
        Assert.Equal(2, Routes(split.WithPolicy(PolicyTests.Policy("timeout", null, ("Timeout", "5s")))).Count);
    }

    [Theory]
    [InlineData("2s", "50%", null, null, "{delay: {fixedDelay: '2s', percentage: {value: 50}}}")]
    [InlineData(null, null, "500", "50", "{abort: {httpStatus: 500, percentage: {value: 50}}}")]
    [InlineData(
        "1s",
        null,
        "unavailable",
        "0.5%",
        "{delay: {fixedDelay: '1s', percentage: {value: 100}}, abort: {grpcStatus: UNAVAILABLE, percentage: {value: 0.5}}}")]
    public void A_fault_always_says_for_how_many(string? delay, string? delayed, string? abort, string? aborted, string written) =>
        Assert.Equal($"{{route: [{Called}], fault: {written}}}",
        Route(With("fault", ("Delay", delay), ("DelayPercent", delayed), ("Abort", abort), ("AbortPercent", aborted))));

    [Fact]
    public void A_mirror_in_another_cluster_is_the_host_there_with_all_that_it_needs()
    {
        var service = PolicyTests.Service().WithTrafficSplit([new("east", LabelSet.Empty, 100)], [])
            .WithPolicy(PolicyTests.Policy("mirror", null, ("To", "west/v2"), ("Percent", "50%")));
        var plan = FederationPlanner.Plan(Declared.Federation(service));
        Assert.Equal(
            $"{{route: [{Called}], mirror: {{host: cart.default.svc.west.global, subset: version-v2, port: {{number: 80}}}}, "
            + "mirrorPercentage: {value: 50}}",
            Route(service));
        var rule = plan.Single(item => item is { Kind: "DestinationRule", Cluster: "east" });
        Assert.Equal("version-v2", rule.Spec.Maps("subsets").Single().Text("name"));
        Assert.Contains(plan, item => item is { Kind: "ServiceEntry", Cluster: "east" });
        Assert.Contains(plan, item => item is { Kind: "Gateway", Cluster: "west" });
        Assert.Contains(plan, item => item is { Kind: "DestinationRule", Cluster: "west" });
    }

    [Fact]
    public void Several_mirrors_need_an_Istio_that_has_them()
    {
        var mirror = PolicyTests.Policy("mirror", null, ("To", "west, east/v1"));
        Assert.Equal(2, Routes(PolicyTests.Service().WithPolicy(mirror)).Single().Maps("mirrors").Length);
        var old = Declared.Cluster("east", "1.18.7");
        var service = Declared.Service("cart", [old, Declared.Cluster("west")], old).WithPolicy(mirror);
        Assert.Equal(MeshErrorId.FieldNewerThanIstio, Assert.Throws<MeshException>(() => Routes(service)).ErrorId);
    }

    [Fact]
    public void A_policy_of_other_sites_is_written_as_it_was_said() => Assert.Equal(
        $"{{route: [{Called}], corsPolicy: {{allowOrigins: [{{exact: a.example}}, {{prefix: 'https://b.'}}, {{regex: '.*c'}}], "
        + "allowMethods: [GET], allowHeaders: [x-a], exposeHeaders: [x-b], maxAge: '1s', allowCredentials: false}}",
        Route(With("corsPolicy", [.. Cors.Select(value => (value.Key, value.Value))])));

    [Fact]
    public void Headers_are_changed_for_routes_and_for_destinations()
    {
        var service = With(
            "headerRule",
            ("RequestAdd", new Dictionary<string, string>(StringComparer.Ordinal) { ["X-A"] = "1" }),
            ("RequestRemove", "x-b"),
            ("ResponseAdd", new Dictionary<string, string>(StringComparer.Ordinal) { ["x-c"] = "2" }),
            ("ResponseRemove", "x-d"));
        Assert.Equal(
            $"{{route: [{Called}], headers: {{request: {{add: {{x-a: '1'}}, remove: [x-b]}}, "
            + "response: {add: {x-c: '2'}, remove: [x-d]}}}",
            Route(service));
    }

    [Fact]
    public void Who_was_served_by_a_cluster_comes_back_to_it()
    {
        const string Cookie = "flagger-cookie=VALUE; Max-Age=300; Path=/app; Secure; HttpOnly; SameSite=Strict";
        var sticky = PolicyKinds.Of("headerRule").FromArguments(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["ResponseAdd"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["Set-Cookie"] = Cookie },
            },
            new MeshDestinationScope("west", LabelSet.Empty));
        var cookie = new MeshMatch
        {
            Header = StringMatches.Create([new("cookie", new(StringMatchKind.Regex, ".*flagger-cookie.*VALUE.*"))]),
        };
        var routes = Routes(PolicyTests.Service()
            .WithTrafficSplit([new("east", LabelSet.Empty, 90), new("west", LabelSet.Empty, 10)], [])
            .WithTrafficSplit([new("west", LabelSet.Empty, 100)], [cookie])
            .WithPolicy(sticky));
        Assert.Equal(".*flagger-cookie.*VALUE.*", routes[0].Maps("match").Single().Map("headers")!.Map("cookie")!.Text("regex"));
        var shares = routes[1].Maps("route").ToList();
        Assert.False(shares[0].ContainsKey("headers"));
        Assert.Equal(Cookie, shares[1].Map("headers")!.Map("response")!.Map("add")!.Text("set-cookie"));
    }

    [Fact]
    public void A_header_may_be_another_one_and_a_path_in_any_case()
    {
        var match = MatchDeclaration.Check(new()
        {
            Path = new(StringMatchKind.Prefix, "/"),
            IgnoreCase = true,
            Header = StringMatches.Create([new("set-cookie", new StringMatch(StringMatchKind.Exact, "foo=bar") { IsInverse = true })]),
        });
        var route = Routes(PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], [match]))[0];
        Assert.Equal(
            "{uri: {prefix: '/'}, ignoreUriCase: true, withoutHeaders: {set-cookie: {exact: 'foo=bar'}}}",
            FlowText.Of(route.Maps("match").Single()));
    }

    [Fact]
    public void A_path_is_replaced_as_the_policy_says_in_narrower_routes_too()
    {
        var service = PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], [PolicyTests.Prefix("/api/v1")])
            .WithPolicy(PolicyTests.Policy("rewrite", PolicyTests.Prefix("/api"), ("Path", "/new"), ("Authority", "b.example:81")));
        Assert.Equal(
            ["/new/v1 b.example:81", "/new b.example:81", " "],
            Routes(service).Select(route => $"{route.Map("rewrite")?.Text("uri")} {route.Map("rewrite")?.Text("authority")}"));
    }

    [Fact]
    public void What_is_answered_goes_nowhere_and_has_nothing_of_what_is_on_the_way()
    {
        var service = PolicyTests.Service().WithPolicy(PolicyTests.Timeout("5s"))
            .WithPolicy(PolicyTests.Policy("redirect", PolicyTests.Prefix("/a"), ("Status", 503), ("Body", "closed")))
            .WithPolicy(PolicyTests.Policy("corsPolicy", null, ("AllowOrigin", "*")));
        Assert.Equal(
            "{match: [{uri: {prefix: '/a'}}], directResponse: {status: 503, body: {string: closed}}, "
            + "corsPolicy: {allowOrigins: [{exact: '*'}]}}",
            FlowText.Of(Routes(service)[0]));
        Assert.Equal("5s", Routes(service)[1].Text("timeout"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "/a")]
    [InlineData("/a", "/a")]
    [InlineData("/a", "/a/b")]
    public void A_policy_that_an_answer_leaves_nothing_is_refused(string? answered, string? limited)
    {
        var service = PolicyTests.Service().WithPolicy(PolicyTests.Timeout("5s", limited is null ? null : PolicyTests.Prefix(limited)))
            .WithPolicy(PolicyTests.Policy("redirect", answered is null ? null : PolicyTests.Prefix(answered), ("Status", 503)));
        Assert.Equal(MeshErrorId.PolicyUnused, Assert.Throws<MeshException>(() => Routes(service)).ErrorId);
    }

    [Fact]
    public void Headers_of_a_destination_that_gets_no_request_are_refused()
    {
        var rule = PolicyKinds.Of("headerRule").FromArguments(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["RequestRemove"] = "x-a" },
            new MeshDestinationScope("west", LabelSet.Empty));
        var service = PolicyTests.Service().WithTrafficSplit([new("east", LabelSet.Empty, 100)], []).WithPolicy(rule);
        Assert.Equal(MeshErrorId.PolicyUnused, Assert.Throws<MeshException>(() => Routes(service)).ErrorId);
    }

    [Fact]
    public void Headers_of_a_destination_beside_an_answer_to_all_are_refused()
    {
        var rule = PolicyKinds.Of("headerRule").FromArguments(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["RequestRemove"] = "x-a" },
            new MeshDestinationScope("west", LabelSet.Empty));
        var service = PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], []).WithPolicy(rule)
            .WithPolicy(PolicyTests.Policy("redirect", null, ("Status", 503)));
        Assert.Equal(MeshErrorId.PolicyUnused, Assert.Throws<MeshException>(() => Routes(service)).ErrorId);
    }

    [Fact]
    public void An_authority_is_set_in_one_place()
    {
        var service = With("rewrite", ("Authority", "a.example")).WithPolicy(PolicyTests.Policy(
            "headerRule", null, ("RequestSet", new Dictionary<string, string>(StringComparer.Ordinal) { ["Host"] = "b.example" })));
        Assert.Equal(MeshErrorId.PolicyConflict, Assert.Throws<MeshException>(() => Routes(service)).ErrorId);
    }

    [Fact]
    public void The_timeout_of_a_route_to_another_cluster_stands_beside_its_retries()
    {
        var service = PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], [])
            .WithPolicy(PolicyTests.Timeout("100ms"));
        Assert.StartsWith($"{{route: [{West}], timeout: '0.1s', retries: ", Route(service), StringComparison.Ordinal);
    }

    private static MeshService With(string kind, params (string Name, object? Value)[] values) =>
        PolicyTests.Service().WithPolicy(PolicyTests.Policy(kind, null, values));

    private static IReadOnlyList<UnstructuredMap> Routes(MeshService service) => PolicyTests.Routes(service);

    private static string Route(MeshService service) => FlowText.Of(Routes(service).Single());
}

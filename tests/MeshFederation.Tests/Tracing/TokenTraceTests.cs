using MeshFederation.Analysis.Checks.Calls;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>
/// Tokens that a RequestAuthentication reads: a request without one passes, and whether one is valid is not known (istio
/// pilot/pkg/security/authn/policy_applier.go; envoy source/extensions/filters/http/jwt_authn/extractor.cc).
/// </summary>
public sealed class TokenTraceTests
{
    private const string Bearer = "authorization: Bearer abc";
    private const string Sidecar = "containers: [{name: app}, {name: istio-proxy}]";
    private const string Asks = "AuthorizationPolicy shop/p: {rules: [{from: [{source: {requestPrincipals: ['*']}}]}]}\n";

    private const string Served = $$$$"""
        Service shop/a: {selector: {app: a}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp-db, port: 90}]}
        Pod shop/a-1: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: { {{{{Sidecar}}}} }}

        """;

    private const string Entered = """
        Gateway istio-system/web: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}]}
        VirtualService shop/web: {hosts: [shop.example.com], gateways: [istio-system/web], http: [{match: [{uri: {prefix: /}}], route: [{destination: {host: a, port: {number: 80}}}]}]}

        """;

    [Theory]
    [InlineData("{jwtRules: [{issuer: me}]}", "x-user: jason", "/", null)]
    [InlineData("{jwtRules: [{issuer: me}]}", Bearer, "/", "Unknown")]
    [InlineData("{jwtRules: [{issuer: me}]}", "authorization: Basic abc", "/", null)]
    [InlineData("{jwtRules: [{issuer: me}]}", "", "/x?access_token=abc", "Unknown")]
    [InlineData("{jwtRules: [{issuer: me, fromHeaders: [{name: X-Jwt}]}]}", Bearer, "/", null)]
    [InlineData("{jwtRules: [{issuer: me, fromHeaders: [{name: X-Jwt}]}]}", "x-jwt: abc", "/", "Unknown")]
    [InlineData("{jwtRules: [{issuer: me, fromHeaders: [{name: x-jwt, prefix: 'Me '}]}]}", "x-jwt: abc", "/", null)]
    [InlineData("{jwtRules: [{issuer: me, fromParams: [t]}]}", Bearer, "/x?t=abc", "Unknown")]
    [InlineData("{jwtRules: [{issuer: me, fromParams: [t]}]}", Bearer, "/x?u=abc", null)]
    [InlineData("{jwtRules: [{issuer: me, fromCookies: [t]}]}", "cookie: s=1; t=abc", "/", "Unknown")]
    [InlineData("{jwtRules: [{issuer: me, fromCookies: [t]}]}", "cookie: s=1", "/", null)]
    [InlineData("{selector: {matchLabels: {app: b}}, jwtRules: [{issuer: me}]}", Bearer, "/", null)]
    [InlineData("{selector: {matchLabels: {app: a}}, jwtRules: [{issuer: me}]}", Bearer, "/", "Unknown")]
    [InlineData("{}", Bearer, "/", null)]
    public void Whether_a_token_that_is_read_is_valid_is_not_known(string authentication, string header, string path, string? asked)
    {
        var hops = Trace(Served + "RequestAuthentication shop/jwt: " + authentication, host: "a.shop", path: path, header: header);
        var hop = hops.SingleOrDefault(hop => hop.Step == TraceStep.Authorization);
        Assert.Equal(asked, hop?.Outcome.ToString());
        if (hop is null) return;
        Assert.Null(hop.Finding);
        Assert.Equal("RequestAuthentication/shop/jwt", hop.Object);
        Assert.Contains("whether it is valid is not known", hop.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_connection_no_token_is_read() => Assert.DoesNotContain(
        Trace(Served + "RequestAuthentication shop/jwt: {jwtRules: [{issuer: me}]}", host: "a.shop", port: 90, header: Bearer),
        static hop => hop.Step == TraceStep.Authorization);

    [Theory]
    [InlineData("", "", "Broken")]
    [InlineData("", "x-user: jason", "Unknown")]
    [InlineData("{jwtRules: [{issuer: me}]}", "x-user: jason", "Broken")]
    [InlineData("{jwtRules: [{issuer: me}]}", Bearer, "Unknown")]
    public void Who_sends_no_token_has_no_principal_of_one(string authentication, string header, string outcome)
    {
        var reads = authentication.Length == 0 ? "" : "RequestAuthentication shop/jwt: " + authentication;
        var hops = Trace(Served + Asks + reads, host: "a.shop", header: header);
        Assert.Equal(outcome, hops.Single(hop => hop.Step == TraceStep.Authorization).Outcome.ToString());
    }

    /// <summary>Live checks make requests up, and callers that send tokens are let in.</summary>
    [Fact]
    public void Who_may_send_a_token_may_have_a_principal_of_one()
    {
        var call = new TracedCall("c1", MeshCaller.In("default"), "a.shop", 80);
        var hops = call.Follow(new(Manifests(Served + Asks), [], []))!;
        Assert.Equal(TraceOutcome.Unknown, hops.Single(hop => hop.Step == TraceStep.Authorization).Outcome);
    }

    [Theory]
    [InlineData("{from: [{source: {notRequestPrincipals: ['*']}}]}")]
    [InlineData("{when: [{key: 'request.auth.claims[group]', notValues: [a]}]}")]
    [InlineData("{when: [{key: request.auth.principal, notValues: ['*']}]}")]
    public void What_forbids_tokens_of_some_meets_who_sends_none(string rule)
    {
        var hops = Trace(Served + "AuthorizationPolicy shop/p: {action: DENY, rules: [" + rule + "]}", host: "a.shop", header: "");
        Assert.Equal("Authorization Broken MF5004", Last(hops));
    }

    [Theory]
    [InlineData("{request: {set: {x-version: v1}}}", "Unknown")]
    [InlineData("{request: {remove: [authorization]}}", "Unknown")]
    [InlineData("{request: {set: {x-version: v1}}}", null, "")]
    public void A_route_that_changes_the_header_leaves_open_what_it_says(string headers, string? asked, string header = Bearer)
    {
        var hops = Trace(
            Served + "RequestAuthentication shop/jwt: {jwtRules: [{issuer: me}]}\nVirtualService shop/a: {hosts: [a], http: [{headers: "
            + headers + ", route: [{destination: {host: a}}]}]}",
            host: "a.shop", header: header);
        var hop = hops.SingleOrDefault(hop => hop.Step == TraceStep.Authorization);
        Assert.Equal(asked, hop?.Outcome.ToString());
        if (hop is not null)
            Assert.Equal(headers.Contains("remove", StringComparison.Ordinal), hop.Why.Contains("route changes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x-user: jason", "")]
    [InlineData(Bearer, "RequestAuthentication/istio-system/jwt")]
    public void A_gateway_reads_tokens_as_pods_do(string header, string asked)
    {
        var hops = Trace(
            Served + Entered + "RequestAuthentication istio-system/jwt: {selector: {matchLabels: {istio: ingressgateway}}, jwtRules: "
            + "[{issuer: me}]}",
            host: "shop.example.com", gateway: "istio-system/web", header: header);
        Assert.Equal(asked, hops.SingleOrDefault(hop => hop.Step == TraceStep.Authorization)?.Object ?? "");
        Assert.Equal("Pods Delivered", Last(hops));
    }

    /// <summary>Where claims choose the route, a token that is not known chooses none, and breaks nothing.</summary>
    [Fact]
    public void Where_a_gateway_routes_by_claims_of_a_token_is_not_known()
    {
        var hops = Trace(
            Served
            + Entered.Replace("{uri: {prefix: /}}", "{headers: {'@request.auth.claims.group': {exact: a}}}", StringComparison.Ordinal)
            + "RequestAuthentication istio-system/jwt: {jwtRules: [{issuer: me}]}",
            host: "shop.example.com", gateway: "istio-system/web", header: Bearer);
        Assert.Equal("Authorization Unknown", Last(hops));
        Assert.EndsWith("VirtualService/shop/web routes by its claims", hops[^1].Why, StringComparison.Ordinal);
    }
}

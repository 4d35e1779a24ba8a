using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Tests.Tracing;

/// <summary>What a route does beside where requests go, as traces tell it.</summary>
public sealed class TermTests
{
    private const string Pods = """
        Service default/a: {ports: [{name: http, port: 80}], selector: {app: a}}
        Service default/b: {ports: [{name: http, port: 80}], selector: {app: b}}
        Pod default/a: {metadata: {labels: {app: a}}, spec: {}}
        Pod default/b: {metadata: {labels: {app: b}}, spec: {}}

        """;

    [Theory]
    [InlineData("timeout: 5s", "timeout: the answer is waited for 5s, over all tries")]
    [InlineData("timeout: 0s", "timeout: the answer is waited for without end")]
    [InlineData(
        "retries: {attempts: 2, perTryTimeout: 2s, retryOn: 'gateway-error,503', retryRemoteLocalities: true}",
        "retries: what fails is sent again up to 2 times; on gateway-error, 503; each try for 2s; at endpoints of other localities too")]
    [InlineData(
        "retries: {attempts: 1, backoff: 1s, retryIgnorePreviousHosts: false}",
        "retries: what fails is sent again up to 1 time; 1s later at least; even where it failed")]
    [InlineData("retries: {attempts: 0}", "retries: what fails is not sent again")]
    [InlineData(
        "fault: {delay: {fixedDelay: 3s, percentage: {value: 12.5}}}", "fault.delay: its fault delays 12.5 % of the requests by 3s")]
    [InlineData("rewrite: {uri: /v2, authority: b.com}", "rewrite: it rewrites the path as /v2 and the authority as b.com")]
    [InlineData(
        @"rewrite: {uriRegexRewrite: {match: '^/a/(.*)', rewrite: '/\1'}}",
        @"rewrite: it rewrites what ^/a/(.*) finds in the path as /\1")]
    [InlineData(
        "headers: {request: {set: {x-a: '1'}, remove: [cookie]}, response: {add: {x-b: '2'}}}",
        "headers.request: requests get the header x-a=1 and lose the header cookie"
            + " | headers.response: answers get beside what they have the header x-b=2")]
    [InlineData("headers: {request: {remove: [a, b]}}", "headers.request: requests lose the header a, b")]
    [InlineData(
        "mirrors: [{destination: {host: b}, percentage: {value: 50}}, {destination: {host: b, port: {number: 80}, subset: v2}}]",
        "mirrors[0]: 50 % of the requests are copied to b.default.svc.cluster.local"
            + " | mirrors[1]: 100 % of the requests are copied to b.default.svc.cluster.local:80 subset v2")]
    [InlineData(
        "mirror: {host: b}, mirrorPercentage: {value: 0}",
        "mirror: no request is copied to b.default.svc.cluster.local: the part is 0 %")]
    [InlineData(
        "corsPolicy: {allowOrigins: [{exact: 'https://a.com'}, {prefix: 'https://b'}], allowMethods: [GET, POST], allowHeaders: [x-a], "
            + "exposeHeaders: [x-b], allowCredentials: true, maxAge: 24h, unmatchedPreflights: IGNORE}",
        "corsPolicy: pages of https://a.com, prefix https://b may ask by GET, POST with the headers x-a and read the headers x-b with the "
            + "user's cookies, which browsers remember for 24h; questions of other sites are answered here")]
    public void A_term_of_the_route_that_is_taken_is_told(string fields, string terms)
    {
        var hops = Hops($"{{{fields}, route: [{{destination: {{host: a}}}}]}}");
        Assert.Equal(terms, Said(hops));
        Assert.Equal(TraceStep.Route, Assert.Single(hops, hop => hop.Term.Count > 0).Step);
    }

    [Theory]
    [InlineData(
        "redirect: {scheme: https, authority: b.com, port: 8443, uri: /x, redirectCode: 308}",
        "redirect: the caller is told by 308 to ask by https at b.com at port 8443 for the path /x")]
    [InlineData("redirect: {derivePort: FROM_REQUEST_PORT}", "redirect: the caller is told by 301 to ask at the port FROM_REQUEST_PORT")]
    [InlineData("directResponse: {status: 503, body: {string: later}}", "directResponse: the caller gets 503 with 'later'")]
    [InlineData("directResponse: {status: 204}, timeout: 5s", "directResponse: the caller gets 204 with nothing in it")]
    public void An_answer_of_the_route_itself_is_told(string fields, string terms)
    {
        var hops = Hops($"{{{fields}}}");
        Assert.Equal(terms, Said(hops));
        Assert.Equal(TraceOutcome.Answered, hops[^1].Outcome);
    }

    [Fact]
    public void A_route_without_terms_has_none() => Assert.Equal("", Said(Hops("{route: [{destination: {host: a}}]}")));

    [Fact]
    public void Another_route_has_no_say() =>
        Assert.Equal("", Said(Hops("{match: [{uri: {prefix: /x}}], timeout: 1s, route: [{destination: {host: a}}]}, "
            + "{route: [{destination: {host: a}}]}")));

    [Fact]
    public void Headers_of_one_destination_stand_in_its_branch()
    {
        var hops = Hops("{route: [{destination: {host: a}, weight: 50}, {destination: {host: b}, weight: 50, headers: {request: {set: "
            + "{':authority': b.com}}}}]}");
        var hop = Assert.Single(hops, hop => hop.Term.Count > 0);
        Assert.Equal(("2", TraceStep.DestinationRule), (hop.Branch, hop.Step));
        Assert.Equal("headers.request: requests get the header :authority=b.com", Said(hops));
    }

    [Fact]
    public void A_delegate_has_of_its_root_what_it_does_not_say_itself()
    {
        var hops = Delegated("timeout: 9s, fault: {delay: {fixedDelay: 1s, percentage: {value: 100}}}", "timeout: 2s, ");
        Assert.Equal("timeout: the answer is waited for 2s, over all tries | fault.delay: its fault delays 100 % of the requests by 1s",
            Said(hops));
    }

    [Fact]
    public void A_fault_of_the_root_aborts_the_requests_of_a_delegate()
    {
        var hops = Delegated("fault: {abort: {httpStatus: 503, percentage: {value: 100}}}", "");
        Assert.Equal("Route Answered MF9036", TracedText.Last(hops));
    }

    [Fact]
    public void The_value_is_what_the_object_says()
    {
        var hops = Hops("{retries: {attempts: 2, retryOn: '503'}, route: [{destination: {host: a}}]}");
        var term = Assert.Single(hops.SelectMany(hop => hop.Term));
        Assert.Equal(UnstructuredMap.Of(("attempts", 2L), ("retryOn", "503")), term.Value);
    }

    private static IReadOnlyList<MeshHop> Hops(string routes) =>
        TracedText.Trace(Pods + $"VirtualService default/a: {{hosts: [a], http: [{routes}]}}");

    private static IReadOnlyList<MeshHop> Delegated(string root, string leaf) => TracedText.Trace(Pods
        + $"VirtualService default/root: {{hosts: [a], http: [{{{root}, delegate: {{name: leaf}}}}]}}\n"
        + $"VirtualService default/leaf: {{http: [{{{leaf}route: [{{destination: {{host: a}}}}]}}]}}");

    private static string Said(IEnumerable<MeshHop> hops) =>
        string.Join(" | ", hops.SelectMany(hop => hop.Term).Select(term => $"{term.Field}: {term.Text}"));
}

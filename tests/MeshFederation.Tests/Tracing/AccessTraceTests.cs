using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>AuthorizationPolicies on the way of a request (istio pilot/pkg/security/authz).</summary>
public sealed class AccessTraceTests
{
    private const string Sidecar = "containers: [{name: app}, {name: istio-proxy}]";

    private const string Served = $$$$"""
        Service shop/a: {selector: {app: a}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp-db, port: 90}]}
        Pod shop/a-1: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: { {{{{Sidecar}}}} }}
        Pod default/web: {metadata: {labels: {app: web}}, spec: {serviceAccountName: web, {{{{Sidecar}}}} }}

        """;

    [Theory]
    [InlineData("{action: DENY, rules: [{from: [{source: {namespaces: [default]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{action: DENY, rules: [{from: [{source: {notNamespaces: [shop]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{action: DENY, rules: [{from: [{source: {namespaces: [other]}}]}]}", "Pods Delivered")]
    [InlineData("{action: DENY, rules: [{to: [{operation: {paths: ['/admin*'], methods: [GET]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{action: DENY, rules: [{to: [{operation: {paths: ['/admin*'], notMethods: [GET]}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/web]}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{from: [{source: {principals: ['*/sa/web']}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/other]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{from: [{source: {namespaces: ['d*t']}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{from: [{source: {serviceAccounts: [default/web]}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{from: [{source: {serviceAccounts: [web]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{from: [{source: {principals: [mesh.corp/ns/default/sa/web]}}]}]}", "Pods Delivered", "Unknown")]
    [InlineData("{rules: [{from: [{source: {principals: [mesh.corp/ns/default/sa/other]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{action: DENY, rules: [{from: [{source: {principals: ['cluster.local/*']}}]}]}", "Pods Delivered", "Unknown")]
    [InlineData("{rules: [{from: [{source: {trustDomains: [cluster.local]}}]}]}", "Pods Delivered", "Unknown")]
    [InlineData("{rules: [{when: [{key: source.namespace, notValues: [default]}]}]}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{to: [{operation: {ports: ['8080']}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{to: [{operation: {ports: ['80']}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{to: [{operation: {hosts: [a.shop]}}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{when: [{key: 'request.headers[x-user]', values: [jason]}]}]}", "Pods Delivered")]
    [InlineData("{rules: [{when: [{key: 'request.headers[x-user]', notValues: [jason]}]}]}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]}", "Pods Delivered", "Unknown")]
    [InlineData("{action: DENY, rules: [{from: [{source: {requestPrincipals: ['*']}}]}]}", "Pods Delivered", "Unknown")]
    [InlineData("{action: CUSTOM, provider: {name: mine}, rules: [{}]}", "Pods Delivered", "Unknown")]
    [InlineData("{}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{}]}", "Pods Delivered")]
    [InlineData("{selector: {matchLabels: {app: b}}}", "Pods Delivered", null)]
    [InlineData("{targetRefs: [{kind: Service, name: a}]}", "Pods Delivered", null)]
    public void A_policy_lets_a_request_in_or_not(string policy, string end, string? asked = "Continues")
    {
        var hops = Trace(Served + "AuthorizationPolicy shop/p: " + policy, host: "a.shop", path: "/admin?x=1");
        Assert.Equal(end, Last(hops));
        if (end.StartsWith("Pods", StringComparison.Ordinal))
            Assert.Equal(asked, hops.SingleOrDefault(hop => hop.Step == TraceStep.Authorization)?.Outcome.ToString());
    }

    [Theory]
    [InlineData("mesh.corp", "mesh.corp/ns/default/sa/web", "Continues")]
    [InlineData("", "mesh.corp/ns/default/sa/web", "Unknown")]
    [InlineData("", "cluster.local/ns/default/sa/web", "Continues")]
    public void A_trust_domain_that_nobody_said_is_none_that_a_policy_misses(string domain, string principal, string asked)
    {
        var hops = Trace(
            Served + "AuthorizationPolicy shop/p: {rules: [{from: [{source: {principals: [" + principal + "]}}]}]}",
            host: "a.shop", clusters: [new("c1", "c1") { TrustDomain = domain }]);
        Assert.Equal(asked, hops.SingleOrDefault(hop => hop.Step == TraceStep.Authorization)?.Outcome.ToString());
    }

    [Fact]
    public void A_policy_that_is_only_tried_does_not_count() =>
        Assert.Equal(
            "Pods Delivered",
            Last(Trace(
                Served
                + "AuthorizationPolicy shop/p: {metadata: {annotations: {istio.io/dry-run: 'true'}}, spec: {action: DENY, rules: [{}]}}",
                host: "a.shop")));

    [Fact]
    public void One_policy_that_allows_is_enough_and_one_that_denies_outdoes_it()
    {
        const string Two = "AuthorizationPolicy shop/no: {}\nAuthorizationPolicy istio-system/all: {rules: [{from: [{source: {namespaces: "
            + "[default]}}]}]}\n";
        Assert.Equal("Pods Delivered", Last(Trace(Served + Two, host: "a.shop")));
        Assert.Equal(
            "Authorization Broken MF5004",
            Last(Trace(
                Served + Two + "AuthorizationPolicy shop/deny: {action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}",
                host: "a.shop")));
    }

    [Theory]
    [InlineData("{rules: [{to: [{operation: {methods: [GET]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{action: DENY, rules: [{to: [{operation: {methods: [POST]}}]}]}", "Authorization Broken MF5004")]
    [InlineData("{rules: [{from: [{source: {namespaces: [default]}}]}]}", "Pods Delivered")]
    public void Of_a_connection_what_only_requests_have_is_not_seen(string policy, string end) =>
        Assert.Equal(end, Last(Trace(Served + "AuthorizationPolicy shop/p: " + policy, host: "a.shop", port: 90)));

    [Fact]
    public void Without_the_meshs_TLS_the_caller_has_no_identity() => Assert.Equal(
        "Authorization Broken MF5004",
        Last(Trace(
            Served + "DestinationRule shop/a: {host: a, trafficPolicy: {tls: {mode: DISABLE}}}\nAuthorizationPolicy shop/p: {rules: "
            + "[{from: [{source: {namespaces: [default]}}]}]}",
            host: "a.shop")));

    [Fact]
    public void Pods_of_several_accounts_may_be_the_caller_unless_their_labels_are_told()
    {
        const string Policy = $$$$"""Pod default/job: {metadata: {labels: {app: job}}, spec: {serviceAccountName: job, {{{{Sidecar}}}} }}"""
            + "\nAuthorizationPolicy shop/p: {rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/web]}}]}]}";
        Assert.Equal(
            TraceOutcome.Unknown, Trace(Served + Policy, host: "a.shop").Single(hop => hop.Step == TraceStep.Authorization).Outcome);
        Assert.Equal("Pods Delivered", Last(Trace(Served + Policy, host: "a.shop", labels: "app=web")));
        Assert.Equal("Authorization Broken MF5004", Last(Trace(Served + Policy, host: "a.shop", labels: "app=job")));
    }

    [Theory]
    [InlineData("c1/ns/default/sa/web", "Pods Delivered")]
    [InlineData("cluster.local/ns/default/sa/web", "Authorization Broken MF5004")]
    [InlineData("c2/ns/default/sa/web", "Authorization Broken MF5004")]
    [InlineData("c2/ns/default/sa/web", "Pods Delivered", "c1")]
    public void A_caller_from_another_cluster_is_of_its_own_trust_domain_unless_that_is_an_alias(
        string principal, string end, string? alias = null)
    {
        var c1 = new MeshCluster("c1", "c1") { TrustDomain = "c1" };
        var c2 = new MeshCluster(
            "c2",
            "c2")
        {
            TrustDomain = "c2",
            Gateway = new() { Address = ["192.0.2.2"] },
            Facts = new() { TrustDomainAlias = alias is null ? [] : [alias], TrustedDomain = ["c1"] }
        };
        Assert.Equal(end, Last(Trace(
            Served.Replace("Service shop/a", "Service shop/a @c2", StringComparison.Ordinal)
                .Replace("Pod shop/a-1", "Pod shop/a-1 @c2", StringComparison.Ordinal) + $$$$"""
                    ServiceEntry default/e: {hosts: [a.shop.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2, ports: {http: 15443}}]}
                    DestinationRule default/e: {host: a.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: outbound_.80_._.a.shop.svc.cluster.local}}}
                    Gateway istio-system/g @c2: {servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ['*.local']}]}
                    AuthorizationPolicy shop/p @c2: {rules: [{from: [{source: {principals: [{{{{principal}}}}]}}]}]}
                    """, host: "a.shop.global", clusters: [c1, c2])));
    }
}

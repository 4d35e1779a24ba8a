using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Model.Clusters;
using MeshFederation.Tests.Tracing;

namespace MeshFederation.Tests.Access;

/// <summary>AuthorizationPolicies of pods that are called in their own cluster.</summary>
public sealed class LocalAccessTests
{
    private const string Service = "Service default/pay: {selector: {app: pay}, ports: [{name: http, port: 80}]}\n";
    private const string Routes = "{hosts: [pay], http: [{route: [{destination: {host: pay}}]}]}";
    private const string Split =
        "VirtualService default/pay: {metadata: {labels: {meshfederation.io/federation: shop}}, spec: " + Routes + "}\n";

    private const string Routed = """
        ServiceEntry default/e: {hosts: [a.shop.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2, ports: {http: 15443}, labels: {security.istio.io/tlsMode: istio}}]}
        DestinationRule default/e: {host: a.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: a.shop.global}}}
        Gateway istio-system/g @c2: {selector: {istio: ingressgateway}, servers: [{port: {number: 15443, name: https, protocol: HTTPS}, tls: {mode: ISTIO_MUTUAL}, hosts: ['*']}]}
        VirtualService istio-system/v @c2: {gateways: [istio-system/g], hosts: ['*'], http: [{route: [{destination: {host: a.shop.svc.cluster.local}}]}]}
        Service shop/a @c2: {selector: {app: a}, ports: [{name: http, port: 80}]}

        """;

    [Theory]
    [InlineData("{}")]
    [InlineData("{action: DENY, rules: [{}]}")]
    public void What_keeps_all_out_of_a_federations_own_pods_is_found_in_the_words_of_the_trace(string policy)
    {
        var objects = Service + Split + "AuthorizationPolicy default/p: " + policy;
        var traced = TracedText.Trace(objects, host: "pay").Single(hop => hop.Finding is not null).Finding!;
        var found = RuleCatalog.Find("MF5004")!.Evaluate(new FederationView(TracedText.Manifests(objects), [])).Single();
        Assert.Equal(
            (traced.Rule, traced.Message, traced.Target, traced.Recommendation),
            (found.Rule, found.Message, found.Target, found.Recommendation));
    }

    /// <summary>A gateway that routes calls of other clusters is itself who calls the pods.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("{action: DENY, rules: [{}]}")]
    public void What_keeps_a_gateway_out_that_routes_is_found_in_the_words_of_the_trace(string policy)
    {
        var objects = Routed + "AuthorizationPolicy shop/p @c2: " + policy;
        MeshCluster[] clusters =
        [
            new("c1", "c1") { TrustDomain = "mesh" },
            new("c2", "c2") { TrustDomain = "mesh", Gateway = new() { Address = ["192.0.2.2"] } },
        ];
        var traced = TracedText.Trace(objects, host: "a.shop.global", clusters: clusters)
            .Single(hop => hop.Finding?.Rule == "MF5004").Finding!;
        var found = RuleCatalog.Find("MF5004")!.Evaluate(new FederationView(TracedText.Manifests(objects), [], clusters)).Single();
        Assert.Equal((traced.Message, traced.Target, traced.Recommendation), (found.Message, found.Target, found.Recommendation));
    }

    /// <summary>A host that a VirtualService delegates comes to the gateway by the routes of the one that it names.</summary>
    [Theory]
    [InlineData("delegate: {name: d}", 1)]
    [InlineData("delegate: {name: d, namespace: default}", 1)]
    [InlineData("delegate: {name: other}", 0)]
    public void What_keeps_out_a_gateway_that_a_delegated_host_comes_to_is_found(string route, int found)
    {
        var objects = Routed + $$$$"""
            VirtualService default/w: {hosts: [web.example], http: [{ {{{{route}}}} }]}
            VirtualService default/d: {http: [{route: [{destination: {host: a.shop.global}}]}]}
            VirtualService istio-system/w @c2: {gateways: [istio-system/g], hosts: [web.example], http: [{route: [{destination: {host: b.shop.svc.cluster.local}}]}]}
            Service shop/b @c2: {selector: {app: b}, ports: [{name: http, port: 80}]}
            AuthorizationPolicy shop/p @c2: {selector: {matchLabels: {app: b}}}
            """;
        MeshCluster[] clusters =
        [
            new("c1", "c1") { TrustDomain = "mesh" },
            new("c2", "c2") { TrustDomain = "mesh", Gateway = new() { Address = ["192.0.2.2"] } },
        ];
        var findings = RuleCatalog.Find("MF5004")!.Evaluate(new FederationView(TracedText.Manifests(objects), [], clusters)).ToList();
        Assert.Equal(found, findings.Count);
        Assert.All(findings, static finding => Assert.Contains("AuthorizationPolicy/shop/p", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_somebody_keeps_out_of_his_own_pods_is_meant()
    {
        const string Policy = "AuthorizationPolicy default/p: {}";
        var objects = Service + "VirtualService default/pay: " + Routes + "\n" + Policy;
        Assert.Empty(RuleCatalog.Find("MF5004")!.Evaluate(new FederationView(TracedText.Manifests(objects), [])));
    }
}

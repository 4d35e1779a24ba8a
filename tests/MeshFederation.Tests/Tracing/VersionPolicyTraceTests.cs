using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>
/// Policies and rules that some versions alone have for the pods behind a gateway are not known where nobody said the version.
/// </summary>
public sealed class VersionPolicyTraceTests
{
    private const string Called = """
        Service shop/a @c2: {selector: {app: a}, ports: [{name: http, port: 80}]}
        Pod shop/a-1 @c2: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        ServiceEntry default/e: {hosts: [a.shop.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2, ports: {http: 15443}}]}
        DestinationRule default/e: {host: a.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: outbound_.80_._.a.shop.svc.cluster.local}}}
        Gateway istio-system/g @c2: {apiVersion: networking.istio.io/v1beta1, spec: {servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ['*.shop.svc.cluster.local']}]}}

        """;

    private const string Routed = """
        Service shop/a @c2: {selector: {app: a}, ports: [{name: http, port: 80}]}
        Pod shop/a-1 @c2: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        ServiceEntry default/e: {hosts: [a.shop.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2, ports: {http: 15443}}]}
        DestinationRule default/e: {host: a.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: a.shop.global}}}
        Gateway istio-system/g @c2: {apiVersion: networking.istio.io/v1beta1, spec: {servers: [{port: {number: 15443, name: https, protocol: HTTPS}, tls: {mode: ISTIO_MUTUAL}, hosts: ['*']}]}}
        VirtualService shop/o @c2: {apiVersion: networking.istio.io/v1beta1, spec: {gateways: [istio-system/g], hosts: [other.example.com], http: [{route: [{destination: {host: a.shop.svc.cluster.local}}]}]}}
        VirtualService mesh/v @c2: {apiVersion: networking.istio.io/v1beta1, spec: {gateways: [istio-system/g], hosts: ['*'], http: [{route: [{destination: {host: a.shop.svc.cluster.local}}]}]}}

        """;

    [Theory]
    [InlineData(null, "v1beta1", "Authorization Unknown MF4013")]
    [InlineData(null, "v1", "Pods Delivered")]
    [InlineData("1.30.3", "v1beta1", "Pods Delivered")]
    [InlineData("1.21.0", "v1beta1", "Authorization Broken MF5004")]
    public void A_policy_of_a_root_namespace_that_selectors_hide_in_some_versions(string? version, string served, string end) =>
        Assert.Equal(end, Last(Traced(version, $"AuthorizationPolicy mesh/p @c2: {{apiVersion: security.istio.io/{served}, spec: {{}}}}")));

    [Theory]
    [InlineData(null, "Authorization Unknown MF4013")]
    [InlineData("1.30.3", "Authorization Broken MF5004")]
    [InlineData("1.21.0", "Pods Delivered")]
    public void A_refusal_that_a_policy_of_a_root_namespace_lifts_in_some_versions(string? version, string end) =>
        Assert.Equal(
            end,
            Last(Traced(
                version,
                "AuthorizationPolicy shop/p @c2: {apiVersion: security.istio.io/v1beta1, spec: {}}\n"
                    + "AuthorizationPolicy mesh/p @c2: {apiVersion: security.istio.io/v1beta1, spec: {rules: [{}]}}")));

    [Theory]
    [InlineData(null, "Pods Unknown MF4013")]
    [InlineData("1.30.3", "Pods Delivered")]
    [InlineData("1.21.0", "Pods Broken MF3012")]
    public void Mesh_TLS_that_a_root_namespace_turns_off_in_some_versions(string? version, string end) =>
        Assert.Equal(
            end,
            Last(Traced(
                version, "PeerAuthentication mesh/p @c2: {apiVersion: security.istio.io/v1beta1, spec: {mtls: {mode: DISABLE}}}")));

    [Theory]
    [InlineData(null, "Pods Unknown MF4013")]
    [InlineData("1.30.3", "Pods Delivered")]
    [InlineData("1.23.0", "Pods Broken MF3011")]
    public void TLS_of_rules_that_are_one_in_some_versions(string? version, string end) =>
        Assert.Equal(
            end,
            Last(Traced(
                version,
                "DestinationRule shop/a @c2: {host: a, exportTo: [istio-system], trafficPolicy: {tls: {mode: DISABLE}}}\n"
                    + "DestinationRule shop/b @c2: {host: a, exportTo: ['*'], subsets: [{name: v1, labels: {app: a}}]}")));

    [Theory]
    [InlineData(null, TraceOutcome.Unknown)]
    [InlineData("1.30.3", TraceOutcome.Broken)]
    [InlineData("1.21.0", TraceOutcome.Delivered)]
    public void Routes_of_a_gateway_that_selectors_hide_in_some_versions(string? version, TraceOutcome outcome)
    {
        var hops = Trace(Routed, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(version)]);
        Assert.Equal(outcome, hops[^1].Outcome);
        if (outcome == TraceOutcome.Unknown) Assert.Equal("MF4013", hops[^1].Finding?.Rule);
    }

    private static IReadOnlyList<MeshHop> Traced(string? version, string more) =>
        Trace(Called + more, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(version)]);

    /// <summary>Selectors select all of its namespaces save the root of its mesh.</summary>
    private static MeshCluster Serving(string? version) => new("c2", "c2")
    {
        IstioVersion = version is null ? IstioVersion.Current : IstioVersion.Parse(version),
        IsVersionAssumed = version is null,
        Gateway = new() { Address = ["192.0.2.2"] },
        MeshConfig = new() { DiscoverySelector = [SelectorSyntax.Parse("istio-discovery=enabled")] },
        Facts = new()
        {
            RootNamespace = "mesh",
            Namespace =
            [
                new("mesh", LabelSet.Empty),
                new("istio-system", LabelSet.Create("istio-discovery", "enabled")),
                new("shop", LabelSet.Create("istio-discovery", "enabled")),
            ],
        },
    };
}

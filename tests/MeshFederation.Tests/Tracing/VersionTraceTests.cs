using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>What gateways and callers do in some versions alone is not known where nobody said their version.</summary>
public sealed class VersionTraceTests
{
    private const string Called = """
        Service shop/a @c2: {selector: {app: a}, ports: [{name: http, port: 80}]}
        Pod shop/a-1 @c2: {metadata: {labels: {app: a, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: istio-proxy}]}}
        ServiceEntry default/e: {hosts: [a.shop.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 192.0.2.2, ports: {http: 15443}}]}
        DestinationRule default/e: {host: a.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: outbound_.80_._.a.shop.svc.cluster.local}}}
        Gateway istio-system/g @c2: {apiVersion: networking.istio.io/v1beta1, spec: {servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ['*.shop.svc.cluster.local']}]}}

        """;

    private const string TwoServers = "Gateway istio-system/h @c2: {apiVersion: networking.istio.io/v1beta1, spec: {servers: [{port: "
        + "{number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: [a.shop.svc.cluster.local]}]}}\n";

    private const string OneHostTwice = "ServiceEntry shop/r @c2: {apiVersion: networking.istio.io/v1beta1, spec: {hosts: "
        + "[a.shop.svc.cluster.local], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], "
        + "endpoints: [{address: 192.0.2.9}]}}\n";

    [Theory]
    [InlineData("", null, "Pods Delivered")]
    [InlineData(TwoServers, null, "Gateway Unknown MF4013")]
    [InlineData(TwoServers, "1.30.3", "Gateway Broken MF3008")]
    [InlineData(OneHostTwice, null, "Gateway Unknown MF4013")]
    [InlineData(OneHostTwice, "1.30.3", "Pods Delivered")]
    [InlineData(OneHostTwice, "1.21.0", "Gateway Broken MF3008")]
    public void A_chain_that_some_versions_have_twice(string more, string? version, string end) =>
        Assert.Equal(end, Last(Trace(Called + more, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(version)])));

    /// <summary>No Istio serves them in which the gateway does otherwise.</summary>
    [Theory]
    [InlineData(TwoServers, "Gateway Broken MF3008")]
    [InlineData(OneHostTwice, "Pods Delivered")]
    public void Objects_tell_by_their_API_versions_which_versions_a_cluster_does_not_have(string more, string end)
    {
        var objects = (Called + more).Replace("v1beta1", "v1", StringComparison.Ordinal);
        Assert.Equal(end, Last(Trace(objects, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(null)])));
    }

    [Fact]
    public void A_name_that_no_version_passes_on_breaks_whoever_said_one()
    {
        var other = Called.Replace("outbound_.80_", "outbound_.81_", StringComparison.Ordinal);
        Assert.Equal(
            "FilterChain Broken MF3005", Last(Trace(other, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(null)])));
    }

    [Theory]
    [InlineData(null, "Pods Unknown MF4013")]
    [InlineData("1.26.0", "Pods Broken MF8004")]
    [InlineData("1.27.0", "Pods Delivered")]
    public void Endpoints_that_some_versions_leave_out(string? version, string end)
    {
        var serving = Serving(version) with { Facts = new() { IstiodSetting = ["PILOT_ENABLE_TELEMETRY_LABEL=false"] } };
        Assert.Equal(end, Last(Trace(Called, host: "a.shop.global", clusters: [new("c1", "c1"), serving])));
    }

    [Theory]
    [InlineData("1.9.5")]
    [InlineData("1.30.3")]
    public void Endpoints_that_no_version_calls_break_whatever_is_left_out(string assumed)
    {
        var serving = Serving(null) with
        {
            IstioVersion = IstioVersion.Parse(assumed),
            Facts = new() { IstiodSetting = ["PILOT_ENABLE_TELEMETRY_LABEL=false"] },
        };
        var objects = Called.Replace("tlsMode: istio", "tlsMode: disabled", StringComparison.Ordinal);
        Assert.Equal("Pods Broken MF3012", Last(Trace(objects, host: "a.shop.global", clusters: [new("c1", "c1"), serving])));
    }

    [Theory]
    [InlineData(null, "Pods Unknown MF4013")]
    [InlineData("1.30.3", "Pods Broken MF3012")]
    public void Endpoints_without_mesh_TLS_that_some_versions_call(string? version, string end)
    {
        var objects = Called.Replace("a.shop.svc.cluster.local", "echo.example.test", StringComparison.Ordinal)
            .Replace("'*.shop.svc.cluster.local'", "'*.test'", StringComparison.Ordinal)
            + "ServiceEntry shop/echo @c2: {apiVersion: networking.istio.io/v1beta1, spec: {hosts: [echo.example.test], location: "
            + "MESH_INTERNAL, resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: "
            + "[{address: a.example.com}]}}\n";
        Assert.Equal(end, Last(Trace(objects, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(version)])));
    }

    [Theory]
    [InlineData(null, @"^1\.8\.", "FilterChain Unknown MF4013")]
    [InlineData(null, @"^1\.20\.", "FilterChain Broken MF3004")]
    [InlineData("1.8.5", @"^1\.8\.", "Pods Delivered")]
    public void A_name_that_proxies_of_some_versions_rewrite(string? version, string proxies, string end) =>
        Assert.Equal(end, Last(Trace(Rewritten(proxies), host: "a.shop.global", clusters: [new("c1", "c1"), Serving(version)])));

    [Theory]
    [InlineData("v1beta1", "FilterChain Unknown MF4013")]
    [InlineData("v1", "FilterChain Broken MF4001")]
    public void A_name_that_no_version_rewrites_which_serves_what_is_there(string gateway, string end)
    {
        var objects = Rewritten(@"^1\.").Replace("v1beta1", gateway, StringComparison.Ordinal);
        Assert.Equal(end, Last(Trace(objects, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(null)])));
    }

    [Theory]
    [InlineData(null, "Sni Unknown MF4013")]
    [InlineData("1.30.3", "Sni Broken MF3010")]
    [InlineData("1.23.0", "Pods Delivered")]
    public void Rules_that_are_one_in_some_versions(string? version, string end)
    {
        const string Rule = "DestinationRule default/e: {";
        var objects = Called.Replace(Rule, Rule + "exportTo: [web], ", StringComparison.Ordinal)
            + "DestinationRule default/f: {host: a.shop.global, exportTo: ['*'], trafficPolicy: {connectionPool: {tcp: "
            + "{maxConnections: 1}}}}\n";
        Assert.Equal(end, Last(Trace(objects, from: "web", host: "a.shop.global", clusters: [Client(version), Serving("1.30.3")])));
    }

    [Theory]
    [InlineData(null, "zoneAwareLbSetting: {}, ", "team", true)]
    [InlineData(null, "", "team", false)]
    [InlineData(null, "", "team=x", false)]
    [InlineData("1.30.3", "zoneAwareLbSetting: {}, ", "team", false)]
    public void Endpoints_that_some_versions_order(string? version, string zones, string label, bool isDoubted)
    {
        var objects = Called.Replace(
                "endpoints: [{address: 192.0.2.2, ports: {http: 15443}}]",
                "endpoints: [{address: 192.0.2.2, ports: {http: 15443}, labels: {team: x}}, {address: 192.0.2.3, ports: {http: 15443}}]",
                StringComparison.Ordinal)
            .Replace(
                "trafficPolicy: {tls:",
                "trafficPolicy: {outlierDetection: {consecutive5xxErrors: 1}, loadBalancer: {" + zones
                    + $"localityLbSetting: {{failoverPriority: ['{label}']}}}}, tls:",
                StringComparison.Ordinal);
        var hops = Trace(objects, host: "a.shop.global", clusters: [Client(version), Serving("1.30.3")]);
        Assert.Equal(isDoubted, hops.Any(hop => hop.Finding?.Rule == "MF4013" && hop.Outcome == TraceOutcome.Unknown));
        Assert.Equal(!isDoubted, hops.Any(hop => hop.Outcome == TraceOutcome.Delivered));
    }

    [Theory]
    [InlineData(null, "FilterChain Unknown MF4013")]
    [InlineData("1.23.0", "Pods Delivered")]
    public void Rules_of_a_gateway_that_are_one_in_some_versions(string? version, string end)
    {
        var objects = Called.Replace("outbound_.80_._.", "outbound_.80_.v1_.", StringComparison.Ordinal)
            + "DestinationRule shop/a @c2: {host: a, exportTo: [istio-system], subsets: [{name: v1, labels: {app: a}}]}\n"
            + "DestinationRule shop/b @c2: {host: a, exportTo: ['*'], trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}}\n";
        Assert.Equal(end, Last(Trace(objects, host: "a.shop.global", clusters: [new("c1", "c1"), Serving(version)])));
    }

    [Theory]
    [InlineData(null, "Gateway Unknown MF4013")]
    [InlineData("1.30.3", "Gateway Broken MF3001")]
    [InlineData("1.21.0", "Pods Delivered")]
    public void A_Gateway_that_selectors_hide_in_some_versions(string? version, string end) =>
        Assert.Equal(end, Last(Trace(Called, host: "a.shop.global", clusters: [new("c1", "c1"), Selecting(Serving(version))])));

    [Fact]
    public void TLS_of_ones_own_is_passed_on_by_no_version_whichever_sees_the_Gateway()
    {
        var objects = Called.Replace("ISTIO_MUTUAL", "SIMPLE", StringComparison.Ordinal);
        Assert.Equal(
            "Sni Broken MF3010",
            Last(Trace(objects, host: "a.shop.global", clusters: [new("c1", "c1"), Selecting(Serving(null))])));
    }

    [Theory]
    [InlineData(null, "web", "Pods Unknown MF4013")]
    [InlineData(null, "*", "Pods Delivered")]
    [InlineData("1.30.3", "web", "Pods Delivered")]
    public void Services_that_some_versions_show_by_default(string? version, string scope, string end)
    {
        var client = Client(version) with { MeshConfig = new() { DefaultServiceExportTo = [scope] } };
        Assert.Equal(end, Last(Trace(Called, from: "web", host: "a.shop.global", clusters: [client, Serving("1.30.3")])));
    }

    [Theory]
    [InlineData(null, "Host Unknown MF4013")]
    [InlineData("1.21.0", "Pods Delivered")]
    public void A_host_that_nobody_knows_in_some_versions(string? version, string end)
    {
        var objects = string.Join('\n', Called.Split('\n').Select(static line =>
            line.Contains(" default/e: ", StringComparison.Ordinal) ? AsV1Beta1(line) : line));
        Assert.Equal(
            end, Last(Trace(objects, host: "a.shop.global", clusters: [Selecting(Client(version)), Serving("1.30.3")])));
    }

    [Fact]
    public void What_breaks_somewhere_in_every_version_breaks()
    {
        var client = Client(null) with { MeshConfig = new() { DefaultServiceExportTo = ["web"] } };
        var objects = Called.Replace("outbound_.80_", "outbound_.81_", StringComparison.Ordinal);
        Assert.Equal(
            "FilterChain Broken MF3005",
            Last(Trace(objects, from: "web", host: "a.shop.global", clusters: [client, Serving("1.30.3")])));
    }

    [Fact]
    public void What_the_version_of_the_caller_does_not_decide_is_delivered() =>
        Assert.Equal("Pods Delivered", Last(Trace(Called, host: "a.shop.global", clusters: [Client(null), Serving("1.30.3")])));

    private static string Rewritten(string proxies) =>
        Called.Replace("outbound_.80_._.a.shop.svc.cluster.local", "outbound_.80_._.a.shop.global", StringComparison.Ordinal)
            .Replace("'*.shop.svc.cluster.local'", "'*.global'", StringComparison.Ordinal)
            + "EnvoyFilter istio-system/f @c2: {apiVersion: networking.istio.io/v1alpha3, spec: {configPatches: [{applyTo: "
            + "NETWORK_FILTER, match: {proxy: {proxyVersion: '" + proxies
            + "'}}, patch: {operation: INSERT_AFTER, value: {name: envoy.filters.network.tcp_cluster_rewrite, typed_config: "
            + @"{cluster_pattern: '\.global$', cluster_replacement: .svc.cluster.local}}}}]}}" + "\n";

    private static string AsV1Beta1(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return $"{line[..colon]}: {{apiVersion: networking.istio.io/v1beta1, spec: {line[(colon + 2)..]}}}";
    }

    /// <summary>Of its namespaces selectors select that of the services alone.</summary>
    private static MeshCluster Selecting(MeshCluster cluster) => cluster with
    {
        MeshConfig = new() { DiscoverySelector = [SelectorSyntax.Parse("istio-discovery=enabled")] },
        Facts = new()
        {
            Namespace =
            [
                new("istio-system", LabelSet.Empty), new("default", LabelSet.Empty),
                new("shop", LabelSet.Create("istio-discovery", "enabled")),
            ],
        },
    };

    private static MeshCluster Client(string? version) => new("c1", "c1")
    {
        IstioVersion = version is null ? IstioVersion.Current : IstioVersion.Parse(version),
        IsVersionAssumed = version is null,
    };

    private static MeshCluster Serving(string? version) => new("c2", "c2")
    {
        IstioVersion = version is null ? IstioVersion.Current : IstioVersion.Parse(version),
        IsVersionAssumed = version is null,
        Gateway = new() { Address = ["192.0.2.2"] },
    };
}

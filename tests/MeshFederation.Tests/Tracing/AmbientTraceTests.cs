using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <summary>Calls between ambient meshes, followed through the tunnel.</summary>
public sealed partial class AmbientTraceTests
{
    private const string Remote = "Gateway istio-system/c2 @c1: {apiVersion: gateway.networking.k8s.io/v1, metadata: {labels: "
        + "{topology.istio.io/network: n2}, annotations: {gateway.istio.io/service-account: east}}, spec: {gatewayClassName: istio-remote, "
        + "addresses: [{type: IPAddress, value: 192.0.2.2}], listeners: [{name: mesh, port: 15008, protocol: HBONE}]}}\n";

    private const string Global = "metadata: {labels: {istio.io/global: 'true'}}, ";
    private const string Ports = "spec: {selector: {app: a}, ports: [{name: http, port: 80}]}";
    private const string Calling = "Service default/a @c1: {" + Global + Ports + "}\n";
    private const string Entry = "WorkloadEntry default/a-c2 @c1: {network: n2, serviceAccount: a, labels: {app: a}, weight: 3}\n";
    private const string EastWest = "Gateway istio-system/east @c2: {apiVersion: gateway.networking.k8s.io/v1, metadata: {labels: "
        + "{topology.istio.io/network: n2}}, spec: {gatewayClassName: istio-east-west, listeners: [{name: mesh, port: 15008, protocol: "
        + "HBONE}]}}\n";

    private const string Serving = "Service default/a @c2: {" + Global + Ports + "}\n";
    private const string There = "Pod default/a-1 @c2: {metadata: {labels: {app: a}}, spec: {serviceAccountName: a}}\n";
    private const string All = Remote + Calling + Entry + EastWest + Serving + There;
    private const string Here = "Pod default/a-0 @c1: {metadata: {labels: {app: a}}, spec: {serviceAccountName: a}}\n";
    private const string Beside = "Pod default/b-0 @c1: {metadata: {labels: {app: b}}, spec: {serviceAccountName: b}}\n";

    [Fact]
    public void A_call_goes_through_the_tunnel_to_the_pods()
    {
        var hops = Follow(All);
        Assert.Equal(
            [TraceStep.Host, TraceStep.Scope, TraceStep.Tunnel, TraceStep.Gateway, TraceStep.Scope, TraceStep.Identity, TraceStep.Pods],
            hops.Select(hop => hop.Step));
        Assert.Equal(["c1", "c1", "c1", "c2", "c2", "c1", "c2"], hops.Select(hop => hop.Cluster));
        Assert.Equal("n2 through 192.0.2.2:15008", hops[2].Decision);
        Assert.Equal("the caller accepts spiffe://mesh.local/ns/istio-system/sa/east", hops[3].Decision);
        Assert.Equal((TraceOutcome.Delivered, "Pod/default/a-1"), (hops[^1].Outcome, hops[^1].Decision));
    }

    [Fact]
    public void Connections_are_shared_by_weight_with_the_own_pods()
    {
        var hops = Follow(All + Here);
        Assert.Equal("connections are shared by weight: own pods 1, n2 3", hops[1].Why);
        Assert.Equal([25.0, 75.0], hops.Where(hop => hop.Step == TraceStep.Pods).Select(hop => hop.Share));
    }

    [Theory]
    [InlineData("{labels:", "{annotations: {networking.istio.io/traffic-distribution: PreferClose}, labels:")]
    [InlineData("{labels:", "{annotations: {networking.istio.io/traffic-distribution: prefersamezone}, labels:")]
    [InlineData("spec: {", "spec: {trafficDistribution: PreferSameNode, ")]
    public void The_own_pods_come_first_where_the_Service_says_so(string old, string said)
    {
        var near = Calling.Replace(old, said, StringComparison.Ordinal);
        var hops = Follow(All.Replace(Calling, near, StringComparison.Ordinal) + Here);
        Assert.Equal(
            [(100.0, ""), (0.0, "if no pod of c1 is ready")],
            hops.Where(hop => hop.Step == TraceStep.Pods).Select(hop => (hop.Share, hop.Condition)));
    }

    [Theory]
    [InlineData(
        "sa/west), got spiffe://mesh.local/ns/istio-system/sa/east", "MF6001", Remote, "service-account: east", "service-account: west")]
    [InlineData("503 Service Unavailable", "MF6006", Serving, Global, "")]
    [InlineData("has no port 80", "MF6007", Serving, "port: 80", "port: 81")]
    [InlineData("expected SAN (spiffe://mesh.local/ns/default/sa/b)", "MF6004", Entry, "serviceAccount: a", "serviceAccount: b")]
    [InlineData("expected SAN", "MF6005", Serving, "{istio.io/global: 'true'}",
        "{istio.io/global: 'true', istio.io/use-waypoint: w, istio.io/use-waypoint-namespace: infra}")]
    [InlineData("got spiffe://mesh.local/ns/default/sa/w", "MF6004", Serving, "{istio.io/global: 'true'}",
        "{istio.io/global: 'true', istio.io/use-waypoint: w}")]
    [InlineData("is ready", "MF6012", There, "spec: {serviceAccountName: a}",
        "spec: {serviceAccountName: a}, status: {conditions: [{type: Ready, status: 'False'}]}")]
    public void What_breaks_a_call_is_told_in_the_words_of_the_rule(string says, string rule, string of, string old, string changed)
    {
        var broken = Follow(All.Replace(of, of.Replace(old, changed, StringComparison.Ordinal), StringComparison.Ordinal))[^1];
        Assert.Equal((TraceOutcome.Broken, rule), (broken.Outcome, broken.Finding?.Rule));
        Assert.Contains(says, broken.Finding!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Calling, "c1")]
    [InlineData(Serving, "c2")]
    public void A_Service_without_the_usual_label_may_be_global_where_nobody_said_which_are(string of, string cluster)
    {
        static MeshCluster Unsaid(string name) => Cluster(name, "mesh.local") with { MeshConfig = MeshConfig.Default };
        var objects = All.Replace(of, of.Replace(Global, "", StringComparison.Ordinal), StringComparison.Ordinal);
        var last = Trace(objects, clusters: [Unsaid("c1"), Unsaid("c2")])[^1];
        Assert.Equal((TraceOutcome.Unknown, "MF6023", cluster), (last.Outcome, last.Finding?.Rule, last.Cluster));
    }

    [Theory]
    [InlineData("192.0.2.2", TraceOutcome.Broken, "MF6015", "connection timed out, maybe a NetworkPolicy is blocking HBONE port 15008")]
    [InlineData("192.0.2.99", TraceOutcome.Unknown, "MF6020", "known to be taken at 192.0.2.99:15009")]
    public void A_tunnel_is_not_called_where_the_gateway_takes_none(string its, TraceOutcome outcome, string rule, string says)
    {
        var east = EastWest.Replace("port: 15008", "port: 15009", StringComparison.Ordinal)
            .Replace("}}\n", "}, status: {addresses: [{value: " + its + "}]}}\n", StringComparison.Ordinal);
        var last = Follow(All.Replace(EastWest, east, StringComparison.Ordinal))[^1];
        Assert.Equal((TraceStep.Tunnel, outcome, rule), (last.Step, last.Outcome, last.Finding?.Rule));
        Assert.Contains(says, last.Finding!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_trust_domains_end_at_the_gateway()
    {
        var broken = Trace(All, clusters: [Cluster("c1", "one.local"), Cluster("c2", "mesh.local")])[^1];
        Assert.Equal((TraceOutcome.Broken, "MF6008"), (broken.Outcome, broken.Finding?.Rule));
    }

    [Fact]
    public void A_waypoint_where_the_service_is_called_has_the_routes()
    {
        var led = Calling.Replace(
            "{istio.io/global: 'true'}", "{istio.io/global: 'true', istio.io/use-waypoint: w}", StringComparison.Ordinal);
        var hops = Follow(All.Replace(Calling, led, StringComparison.Ordinal)
            + "VirtualService default/a @c1: {hosts: [a], http: [{route: [{destination: {host: a}}]}]}\n");
        Assert.Equal([TraceStep.Host, TraceStep.Waypoint, TraceStep.VirtualService], hops.Take(3).Select(hop => hop.Step));
        Assert.Contains(hops, hop => hop.Step == TraceStep.Tunnel);
        Assert.Equal(TraceOutcome.Delivered, hops[^1].Outcome);
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("c2")]
    public void Calls_are_led_past_what_takes_none_of_Services(string cluster)
    {
        static string Led(string service) => service.Replace(
            "{istio.io/global: 'true'}", "{istio.io/global: 'true', istio.io/use-waypoint: w}", StringComparison.Ordinal);
        var objects = cluster == "c1" ? All.Replace(Calling, Led(Calling), StringComparison.Ordinal)
            : All.Replace(Serving, Led(Serving), StringComparison.Ordinal);
        var hops = Follow(objects + $"Gateway default/w @{cluster}: " + "{apiVersion: gateway.networking.k8s.io/v1, metadata: {labels: "
            + "{istio.io/waypoint-for: workload}}, spec: {gatewayClassName: istio-waypoint}}\n");
        Assert.DoesNotContain(hops, hop => hop.Step == TraceStep.Waypoint);
        Assert.Equal("Pods Delivered", Last(hops));
    }

    [Fact]
    public void A_sidecar_calls_the_port_for_tunnels_as_if_it_were_a_pod()
    {
        var broken = Follow(All + "Namespace /default @c1: {metadata: {labels: {istio-injection: enabled}}}\n")[^1];
        Assert.Equal((TraceOutcome.Broken, "MF9043", 503), (broken.Outcome, broken.Finding?.Rule, broken.Status));
    }

    [Theory]
    [InlineData("AMBIENT_ENABLE_MULTI_NETWORK_INGRESS=true", false, "Pods Delivered")]
    [InlineData("AMBIENT_ENABLE_MULTI_NETWORK_INGRESS=false", true, "Pods Delivered")]
    [InlineData("", false, "Scope Broken MF6022")]
    [InlineData(null, true, "Scope Unknown")]
    public void An_ingress_gateway_calls_other_networks_where_istiod_lets_it(string? setting, bool isHere, string end)
    {
        const string Ingress = "Gateway istio-system/web @c1: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, "
            + "name: http, protocol: HTTP}, hosts: [shop.example.com]}]}\n"
            + "VirtualService default/web @c1: {gateways: [istio-system/web], hosts: [shop.example.com], http: [{route: [{destination: "
            + "{host: a}}]}]}\n"
            + "Namespace /istio-system @c1: {metadata: {labels: {istio-injection: enabled}}}\n";
        var client = Cluster("c1", "mesh.local") with
        {
            Facts = setting is null ? null : Environment("PILOT_ENABLE_AMBIENT=true", "AMBIENT_ENABLE_MULTI_NETWORK=true", setting),
            MeshConfig = new() { GlobalService = ServiceScopes.Of(new("c1", "c1")) },
        };
        var hops = Trace(
            All + Ingress + (isHere ? Here : Here.Replace("app: a}", "app: b}", StringComparison.Ordinal)), host: "shop.example.com",
            gateway: "istio-system/web", clusters: [client, Cluster("c2", "mesh.local")]);
        Assert.Equal(end, Last(hops));
        Assert.Equal(end.EndsWith("Delivered", StringComparison.Ordinal) && !isHere, hops.Any(hop => hop.Step == TraceStep.Tunnel));
    }

    [Theory]
    [InlineData("c1", "AMBIENT_ENABLE_MULTI_NETWORK=true", false, "Scope Broken MF6016")]
    [InlineData("c1", "AMBIENT_ENABLE_MULTI_NETWORK=true", true, "Pods Delivered")]
    [InlineData("c1", "PILOT_ENABLE_AMBIENT=true", false, "Tunnel Broken MF6016")]
    [InlineData("c1", "PILOT_ENABLE_AMBIENT=true", true, "Tunnel Broken MF6016")]
    [InlineData("c2", "PILOT_ENABLE_AMBIENT=true", false, "Gateway Broken MF6016")]
    public void An_istiod_that_joins_no_networks_keeps_calls_at_home(string cluster, string setting, bool isHere, string end)
    {
        MeshCluster Of(string name) => Cluster(name, "mesh.local") with
        {
            Facts = name == cluster ? Environment(setting) : null,
            MeshConfig = new() { GlobalService = ServiceScopes.Of(new("c1", "c1")) },
        };
        var hops = Trace(All + (isHere ? Here : Beside), clusters: [Of("c1"), Of("c2")]);
        Assert.Equal(end, Last(hops));
        var broken = hops.Single(hop => hop.Finding is not null);
        Assert.Equal("MF6016", broken.Finding!.Rule);
        if (!end.StartsWith("Tunnel", StringComparison.Ordinal)) return;
        Assert.Contains("expected SAN ()", broken.Finding.Message, StringComparison.Ordinal);
        Assert.Equal(isHere ? 75 : 100, broken.Share);
    }

    [Fact]
    public void Ztunnels_of_an_unnamed_network_reset_connections()
    {
        var broken = Follow(All + "Namespace /istio-system @c1: {metadata: {labels: {}}}\n")[^1];
        Assert.Equal((TraceOutcome.Broken, "MF6016"), (broken.Outcome, broken.Finding?.Rule));
        Assert.Contains("connections are reset", broken.Finding!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Service_that_is_gone_where_it_ran_gets_503()
    {
        var gone = Follow(All.Replace("Service default/a @c2", "Service default/b @c2", StringComparison.Ordinal))[^1];
        Assert.Equal((TraceOutcome.Broken, "MF6006", 503), (gone.Outcome, gone.Finding?.Rule, gone.Status));
        var unseen = Follow(All.Replace("Service default/a @c2", "Service other/a @c2", StringComparison.Ordinal))[^1];
        Assert.Equal(TraceOutcome.Unknown, unseen.Outcome);
    }

    [Fact]
    public void A_ServiceEntry_has_no_endpoints_behind_tunnels()
    {
        const string Static = "ServiceEntry default/b @c1: {hosts: [b.global], ports: [{number: 80, name: http, protocol: HTTP}], "
            + "resolution: STATIC, endpoints: [{network: n2, serviceAccount: a}]}\n";
        var ambient = Cluster("c1", "mesh.local") with { RoutingMode = MeshRoutingMode.Ambient };
        Assert.Equal("Scope Broken MF6014", Last(Trace(All + Static, host: "b.global", clusters: [ambient, Cluster("c2", "mesh.local")])));
    }

    [Fact]
    public void Where_the_other_side_is_not_known_the_call_leaves_what_is_known() =>
        Assert.Equal("Tunnel Unknown", Last(Trace(Remote + Calling + Entry, clusters: [Cluster("c1", "mesh.local")])));

    private static IReadOnlyList<MeshHop> Follow(string objects) =>
        Trace(objects, clusters: [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")]);

    private static MeshClusterFacts Environment(params string[] settings) => new()
    {
        Revision = "default",
        ControlPlane = [new("istio-system", "default", new(1, 30, 3), 1)],
        IstiodSetting = settings.ToValueList(),
    };

    private static MeshCluster Cluster(string name, string domain) => new(name, name)
    {
        TrustDomain = domain,
        Network = name.Replace('c', 'n'),
        IstioVersion = new(1, 30, 3),
        MeshConfig = new() { GlobalService = ServiceScopes.Of(new("c1", "c1")) },
    };
}

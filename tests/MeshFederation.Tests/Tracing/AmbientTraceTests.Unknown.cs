using MeshFederation.Analysis.Rules;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <content>What is not known, and what two clusters do not have alike.</content>
public sealed partial class AmbientTraceTests
{
    private static string Led => All.Replace(
        Calling,
        Calling.Replace("{istio.io/global: 'true'}", "{istio.io/global: 'true', istio.io/use-waypoint: w}", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("default", "Pods Delivered")]
    [InlineData("far", "Waypoint Unknown")]
    public void A_waypoint_is_given_what_is_hidden_from_its_namespace(string ns, string end)
    {
        const string IsGlobal = "{istio.io/global: 'true'}";
        var bound = "{istio.io/global: 'true', istio.io/use-waypoint: w, istio.io/use-waypoint-namespace: " + ns
            + "}, annotations: {networking.istio.io/exportTo: .}";
        var calling = Calling.Replace(IsGlobal, bound, StringComparison.Ordinal);
        Assert.Equal(end, Last(Follow(All.Replace(Calling, calling, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("HTTPRoute", "{group: '', kind: Service, name: a, port: 80}", "Waypoint Unknown")]
    [InlineData("GRPCRoute", "{group: '', kind: Service, name: a}", "Waypoint Unknown")]
    [InlineData("HTTPRoute", "{group: '', kind: Service, name: b}", "Pods Delivered")]
    [InlineData("HTTPRoute", "{group: '', kind: Service, name: a, namespace: other}", "Pods Delivered")]
    [InlineData("HTTPRoute", "{name: a}", "Pods Delivered")]
    public void Routes_of_the_Gateway_API_at_a_waypoint_are_not_played_through(string kind, string parent, string end)
    {
        var hops = Follow(
            Led + kind + " default/theirs @c1: {apiVersion: gateway.networking.k8s.io/v1, spec: {parentRefs: [" + parent + "]}}\n");
        Assert.Equal(end, Last(hops));
        Assert.Equal(end == "Waypoint Unknown", hops[^1].Why.StartsWith($"{kind}/default/theirs routes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_waypoint_whose_routes_may_not_be_read_is_not_followed()
    {
        foreach (var kind in new[] { ReadKind.HttpRoute, ReadKind.GrpcRoute })
        {
            var mesh = new RoutingMesh(
                Manifests(Led), [], [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")],
                unread: name => name == "c1" ? new HashSet<string>(StringComparer.Ordinal) { kind.Title } : null);
            var request = new MeshRequest { Authority = "", Port = 0 };
            var hops = RequestTracer.Trace(mesh, new("c1", MeshCaller.In("default"), "a", 80, request));
            Assert.Equal("Waypoint Unknown", Last(hops));
            Assert.Contains(kind.Title, hops[^1].Why, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: w}], ", true)]
    [InlineData("targetRefs: [{kind: Service, name: a}], ", true)]
    [InlineData("targetRefs: [{kind: Service, name: b}], ", false)]
    [InlineData("", false)]
    public void A_waypoint_reads_tokens_where_it_or_what_is_called_is_named(string names, bool isRead)
    {
        var hops = Trace(
            Led + "RequestAuthentication default/jwt @c1: {" + names + "jwtRules: [{issuer: me}]}\n",
            header: "authorization: Bearer abc", clusters: [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")]);
        Assert.Equal(isRead, hops.Any(hop => hop is { Step: TraceStep.Authorization, Outcome: TraceOutcome.Unknown, Cluster: "c1" }));
    }

    /// <summary>Of files it is not known whether there is a gateway that is not among them.</summary>
    [Theory]
    [InlineData(true, "Tunnel Broken MF6001")]
    [InlineData(false, "Pods Delivered")]
    public void Nothing_takes_tunnels_where_all_Gateways_are_known_and_none_does(bool isWhole, string end)
    {
        var whole = new HashSet<string>(StringComparer.Ordinal) { ReadKind.ApiGateway.Title };
        var mesh = new RoutingMesh(
            Manifests(All.Replace(EastWest, "", StringComparison.Ordinal)), [], [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")],
            complete: _ => isWhole ? whole : null);
        var hops = RequestTracer.Trace(mesh, new("c1", MeshCaller.In("default"), "a", 80, new() { Authority = "", Port = 0 }));
        Assert.Equal(end, Last(hops));
    }

    [Fact]
    public void A_trust_domain_that_is_not_known_is_no_other_one() =>
        Assert.Equal("Pods Delivered", Last(Trace(All, clusters: [Cluster("c1", "mesh.local"), Cluster("c2", "")])));

    [Fact]
    public void The_part_of_the_pods_whose_account_no_entry_names_is_lost()
    {
        var hops = Follow(All + There.Replace("a-1", "a-2", StringComparison.Ordinal)
            .Replace("serviceAccountName: a", "serviceAccountName: b", StringComparison.Ordinal));
        Assert.Equal(50, hops.Single(hop => hop.Outcome == TraceOutcome.Delivered).Share);
        var lost = hops.Single(hop => hop.Finding is not null);
        Assert.Equal((TraceOutcome.Broken, 50.0, "MF6004"), (lost.Outcome, lost.Share, lost.Finding!.Rule));
        Assert.Contains("got spiffe://mesh.local/ns/default/sa/b", lost.Finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_own_pods_take_over_is_a_warning()
    {
        var objects = All.Replace(Calling, Calling.Replace(Global, "", StringComparison.Ordinal), StringComparison.Ordinal);
        var found = Follow(objects + Here).Single(hop => hop.Finding is not null).Finding!;
        Assert.Equal(("MF6003", FindingSeverity.Warning), (found.Rule, found.Severity));
        MeshCluster[] clusters = [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")];
        FindingSeverity Severity(string extra) =>
            RuleCatalog.Find("MF6003")!.Evaluate(new(Manifests(objects + extra), [], clusters)).Single().Severity;
        Assert.Equal((FindingSeverity.Warning, FindingSeverity.Error), (Severity(Here), Severity("")));
    }

    [Fact]
    public void Where_a_gateway_mixes_services_who_answers_is_not_known()
    {
        const string Old = "Pod istio-system/east-1 @c2: {metadata: {labels: {gateway.networking.k8s.io/gateway-name: east}}, spec: "
            + "{containers: [{name: istio-proxy, image: 'istio/proxyv2:1.29.1'}]}}\n";
        var last = Follow(All + Old)[^1];
        Assert.Equal((TraceStep.Gateway, TraceOutcome.Unknown, "MF6009"), (last.Step, last.Outcome, last.Finding?.Rule));
    }

    [Theory]
    [InlineData("", "Pods Unknown MF4013")]
    [InlineData("1.29.1", "Gateway Unknown MF6009")]
    [InlineData("1.30.3", "Pods Delivered")]
    public void Whether_a_gateway_mixes_services_is_not_known_where_nothing_says_its_version(string image, string end)
    {
        var pod = image.Length == 0
            ? ""
            : "Pod istio-system/east-1 @c2: {metadata: {labels: {gateway.networking.k8s.io/gateway-name: east}}, spec: "
                + $"{{containers: [{{name: istio-proxy, image: 'istio/proxyv2:{image}'}}]}}}}\n";
        var serving = Cluster("c2", "mesh.local") with { IsVersionAssumed = true };
        Assert.Equal(end, Last(Trace(All + pod, clusters: [Cluster("c1", "mesh.local"), serving])));
    }

    [Theory]
    [InlineData("a", "Pods Delivered")]
    [InlineData("b.global", "Scope Unknown")]
    public void A_pod_of_an_ambient_mesh_is_given_no_routes(string host, string end)
    {
        const string Objects = "Namespace /default @c1: {metadata: {labels: {istio.io/dataplane-mode: ambient}}}\n"
            + "ServiceEntry default/b @c1: {hosts: [b.global], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: "
            + "http, protocol: HTTP}], endpoints: [{address: 192.0.2.2}]}\n"
            + "VirtualService default/a @c1: {hosts: [a], http: [{route: [{destination: {host: nowhere}}]}]}\n";
        var hops = Trace(Objects + Calling + Here, host: host, clusters: [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")]);
        Assert.Equal(end, Last(hops));
        Assert.DoesNotContain(hops, hop => hop.Step is TraceStep.VirtualService or TraceStep.DestinationRule);
    }

    [Fact]
    public void Pods_that_are_kept_out_of_ambient_mode_have_no_tunnel() => Assert.Equal(
        "Scope Unknown",
        Last(Trace(
            All, labels: "istio.io/dataplane-mode=none", clusters: [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")])));

    [Theory]
    [InlineData("AA", "Pods Delivered")]
    [InlineData("BB", "Gateway Broken MF5007")]
    public void Two_roots_end_at_the_gateway(string root, string end) =>
        Assert.Equal(end, Last(Trace(All, clusters: [Rooted("c1", "AA"), Rooted("c2", root)])));

    private static MeshCluster Rooted(string name, string root) => Cluster(name, "mesh.local") with
    {
        Facts = new() { RootCertificate = [new("CN=root", root, DateTimeOffset.MaxValue)] },
        MeshConfig = new() { GlobalService = MeshFederation.Istio.Ambient.ServiceScopes.Of(new("c1", "c1")) },
    };
}

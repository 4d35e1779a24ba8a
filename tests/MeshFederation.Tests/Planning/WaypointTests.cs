using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Comparison;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Planning;

/// <summary>Splits of requests at a waypoint of the callers' cluster, as they were run.</summary>
public sealed class WaypointTests
{
    private static readonly MeshConfig Global = new() { GlobalService = [ServiceScopes.Of(Declared.Cluster("c1"))[0]] };

    [Fact]
    public void A_split_is_a_Service_for_each_share_and_a_VirtualService_between_them()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(Service("c2/v3:75", "c1:25")));
        Assert.Equal(
            [
                "c1 Gateway/istio-system/meshfederation-test-c2",
                "c1 Service/default/one-c1",
                "c1 Service/default/one-c2-version-v3",
                "c1 VirtualService/default/one",
                "c1 WorkloadEntry/default/one-c2-version-v3.c2.a",
                "c2 Service/default/one-c2-version-v3",
            ],
            planned.Select(item => $"{item.Cluster} {item}").Order(StringComparer.Ordinal));
        Assert.Equal(
            """{"exportTo":["."],"hosts":["one.default.svc.cluster.local"],"http":[{"retries":{"attempts":3,"retryOn":"""
            + "\"connect-failure,refused-stream,reset,503\"},\"route\":"
            + """[{"destination":{"host":"one-c2-version-v3.default.svc.cluster.local","port":{"number":80}},"weight":75},"""
            + """{"destination":{"host":"one-c1.default.svc.cluster.local","port":{"number":80}},"weight":25}]}]}""",
            Spec(planned, "c1", "VirtualService", "one"));
        Assert.Equal(
            """{"ports":[{"appProtocol":"http","name":"http","port":80,"protocol":"TCP"}],"selector":{"app":"one"}}""",
            Spec(planned, "c1", "Service", "one-c1"));
        Assert.Equal(
            """{"ports":[{"appProtocol":"http","name":"http","port":80,"protocol":"TCP"}],"selector":"""
            + """{"meshfederation.io/group":"one-c2-version-v3"}}""",
            Spec(planned, "c1", "Service", "one-c2-version-v3"));
        Assert.Equal(
            """{"ports":[{"appProtocol":"http","name":"http","port":80,"protocol":"TCP"}],"selector":{"app":"one","version":"v3"}}""",
            Spec(planned, "c2", "Service", "one-c2-version-v3"));
        Assert.Equal(
            ["c1 one-c2-version-v3", "c2 one-c2-version-v3"],
            planned.Where(item => item.Labels().Text(AmbientNames.GlobalLabel) == "true").Select(item => $"{item.Cluster} {item.Name}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_calls_a_share_before_it_is_there()
    {
        var steps = FederationPlanner.Plan(Declared.Federation(Service("c2/v3:75", "c1:25")))
            .Select(item => $"{item.Cluster} {item.Kind}").ToList();
        Assert.Equal("c1 VirtualService", steps[^1]);
        Assert.True(steps.IndexOf("c2 Service") < steps.IndexOf("c1 WorkloadEntry"));
    }

    [Fact]
    public void The_Service_of_the_owner_needs_no_label_then() => Assert.DoesNotContain(
        FederationPlanner.PlanSeen(Declared.Federation(Service("c2/v3:75", "c1:25"))), item => Ownership.IsFields(item));

    [Fact]
    public void What_is_planned_leads_there_and_no_rule_objects()
    {
        var service = Service("c2/v3:75", "c1:25");
        var objects = FederationPlanner.Plan(Declared.Federation(service)).Concat(
        [
            Object("c1", "{apiVersion: v1, kind: Service, metadata: {name: one, namespace: default, labels: {istio.io/use-waypoint: w}}, "
                + "spec: {selector: {app: one}, ports: [{name: http, port: 80}]}}"),
            Pod("c1", "one-0", "v1"),
            Pod("c2", "one-1", "v3"),
            Pod("c2", "one-2", "v2"),
        ]).ToList();
        var view = new FederationView(objects, [service]);
        Assert.Empty(RuleCatalog.All.Where(rule => rule.Finds.Id.StartsWith("MF6", StringComparison.Ordinal))
            .SelectMany(rule => rule.Evaluate(view)));
        var hops = MeshFederation.Analysis.Tracing.RequestTracer.Trace(
            new RoutingMesh(objects, [service], []),
            new("c1", MeshCaller.In("shop"), "one.default", 80, new() { Authority = "", Port = 0 }));
        Assert.Equal(TraceStep.Waypoint, hops[1].Step);
        Assert.Equal(
            [(75.0, "Pod/default/one-1"), (25.0, "Pod/default/one-0")],
            hops.Where(hop => hop.Step == TraceStep.Pods).Select(hop => (hop.Share, hop.Decision)));
    }

    [Fact]
    public void A_match_has_a_route_of_its_own_before_the_rest()
    {
        var service = Service("c1:100");
        service = service.WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [new() { Path = new(StringMatchKind.Prefix, "/api") }]);
        var http = FederationPlanner.Plan(Declared.Federation(service)).Single(item => item.Kind == "VirtualService").Spec.Maps("http");
        Assert.Equal(["one-c2", "one-c1"], http.Select(
            route => route.Maps("route").Single().Map("destination")!.Text("host")!.Split('.')[0]));
    }

    [Fact]
    public void A_cluster_that_is_suspended_gets_nothing_of_a_waypoint_either()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(Service("c2:75", "c1:25") with { Suspended = ["c2"] }));
        Assert.DoesNotContain(planned, item => item.Kind is "WorkloadEntry" || item.Cluster == "c2");
    }

    [Fact]
    public void The_own_cluster_first_ejects_what_fails()
    {
        var service = Service() with
        {
            TrafficSplit = [new(null, [new("c1", LabelSet.Empty, 100) { Fallback = [new("c2", LabelSet.Empty)] }]) { IsLocalFirst = true }],
        };
        var federation = Declared.Federation(service);
        Assert.Equal(
            """{"exportTo":["."],"host":"one.default.svc.cluster.local","trafficPolicy":{"outlierDetection":"""
            + """{"baseEjectionTime":"10s","consecutiveGatewayErrors":2,"interval":"1s","maxEjectionPercent":100}}}""",
            Spec(FederationPlanner.Plan(federation), "c1", "DestinationRule", "one"));
        Assert.Equal(
            "PreferClose",
            FederationPlanner.PlanSeen(federation).Single(item => Ownership.IsFields(item) && item.Cluster == "c1")
                .Metadata.Map("annotations")!.Text(AmbientNames.TrafficDistribution));
    }

    [Fact]
    public void Without_a_waypoint_a_split_by_version_is_refused_with_the_way_to_have_one()
    {
        var service = Service("c2/v3:75", "c1:25");
        var bare = service with { ClientCluster = [Cluster("c1", waypoint: false)], Instance = [Instance("c1", false), Instance("c2")] };
        var error = Assert.Throws<MeshException>(() => Declared.Federation(bare));
        Assert.Equal(MeshErrorId.AmbientUnsupported, error.ErrorId);
        Assert.Contains("istio.io/use-waypoint names", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_waypoint_cannot_do_is_refused()
    {
        var service = Service("c2:75", "c1:25");
        MeshTrafficSplit split = service.TrafficSplit[0];
        MeshService With(MeshTrafficSplit other) => service with { TrafficSplit = [other] };
        Assert.All(
            new[]
            {
                With(split with { Match = new() { Path = new(StringMatchKind.Prefix, "/api") } }),
                With(split with { Destination = [new("c2", LabelSet.Empty, 100) { Fallback = [new("c1", LabelSet.Empty)] }] }),
                service with { TrafficSplit = [split with { Match = new() { SourceNamespace = "shop" } }, split] },
                service with { Port = [PortSyntax.Parse("tcp-a:80")] },
                service with { Instance = [Instance("c1"), Instance("c2") with { NamedTargetPort = ["http"] }] },
            },
            refused => Assert.Equal(
                MeshErrorId.AmbientUnsupported, Assert.Throws<MeshException>(() => Declared.Federation(refused)).ErrorId));
        var unknown = service with { Instance = [Instance("c1"), Instance("c2") with { Selector = LabelSet.Empty }] };
        Assert.Equal(
            MeshErrorId.AmbientServiceUnfit, Assert.Throws<MeshException>(() => Declared.Federation(unknown)).ErrorId);
    }

    [Fact]
    public void A_name_that_is_too_long_for_a_Service_is_shortened_alike_on_both_sides()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(Service($"c2/{new string('v', 60)}:75", "c1:25")));
        var names = planned.Where(item => item.Kind == "Service" && item.Name != "one-c1").Select(item => item.Name).ToList();
        Assert.Equal(2, names.Count);
        Assert.Equal(names[0], names[1]);
        Assert.InRange(names[0].Length, 1, 63);
    }

    private static string Spec(IReadOnlyList<MeshManifest> planned, string cluster, string kind, string name) => CanonicalJson.Write(
        planned.Single(item => item.Cluster == cluster && item.Kind == kind && item.Name == name).Spec);

    private static MeshService Service(params string[] split)
    {
        var service = ServiceDeclaration.Check(new(
            name: "one",
            ns: "default",
            port: [PortSyntax.Parse("http:80")],
            instance: [Instance("c1"), Instance("c2")],
            clientCluster: [Cluster("c1")]));
        return split.Length == 0 ? service : service.WithTrafficSplit([.. split.Select(DestinationSyntax.Parse)], []);
    }

    private static MeshServiceInstance Instance(string cluster, bool waypoint = true) =>
        new(Cluster(cluster, waypoint)) { ServiceAccount = ["a"], Selector = LabelSet.Create("app", "one") };

    private static MeshCluster Cluster(string name, bool waypoint = true) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
        MeshConfig = Global,
        Facts = new()
        {
            AmbientNamespace = ["default"],
            Waypoint = waypoint ? ["default/w"] : [],
            ServiceWaypoint = [],
            Namespace = [new("default", LabelSet.Create(
                [
                    new("istio.io/dataplane-mode", "ambient"),
                    .. waypoint && name == "c1" ? new KeyValuePair<string, string>[] { new("istio.io/use-waypoint", "w") } : [],
                ]))],
        },
    };

    private static MeshManifest Pod(string cluster, string name, string version) => Object(
        cluster,
        $"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: default, labels: {{app: one, version: {version}}}}}, spec: "
        + "{serviceAccountName: a}}");

    private static MeshManifest Object(string cluster, string yaml) =>
        new(cluster, Clusters.Yaml.YamlReader.ReadText("value: " + yaml, "object.yaml")[0].Content.Map("value")!);
}

using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What callers in ambient meshes get, and what is refused since it was run and failed.</summary>
public sealed partial class AmbientTests
{
    [Theory]
    [InlineData(1, 50, 50, 1)]
    [InlineData(1, 25, 75, 3)]
    [InlineData(1, 10, 90, 9)]
    [InlineData(3, 60, 40, 2)]
    public void A_share_beside_own_pods_is_a_weight_of_their_number(int pods, int here, int there, int weight)
    {
        var entries = Entries(Plan(Shared(pods, here, there)));
        Assert.Equal([weight], entries.Select(entry => entry.Spec.Number("weight")!.Value));
        Assert.Equal("one", entries[0].Spec.Map("labels")!.Text("app"));
    }

    [Theory]
    [InlineData(0, 50, 50)]
    [InlineData(1, 75, 25)]
    [InlineData(2, 60, 40)]
    [InlineData(2, 0, 100)]
    public void Shares_that_whole_weights_do_not_give_are_refused(int pods, int here, int there) =>
        Assert.Equal(MeshErrorId.AmbientShareUnfit, Refusal(Shared(pods, here, there)));

    [Fact]
    public void Another_cluster_counts_the_same_however_many_accounts_may_answer()
    {
        var service = Service([Instance("c2", "a"), Instance("c3", "a", "b", "waypoint")]);
        var byCluster = Entries(Plan(service)).GroupBy(entry => entry.Spec.Text("network"), entry => entry.Spec.Number("weight")!.Value)
            .ToDictionary(group => group.Key!, group => group.ToArray(), StringComparer.Ordinal);
        Assert.Equal([3], byCluster["net-c2"]);
        Assert.Equal([1, 1, 1], byCluster["net-c3"]);
    }

    [Fact]
    public void A_cluster_that_is_suspended_has_no_entry_and_no_gateway()
    {
        var planned = Plan(Service([Instance("c2", "a"), Instance("c3", "a")]) with { Suspended = ["c3"] });
        Assert.Equal(["net-c2"], Entries(planned).Select(entry => entry.Spec.Text("network")));
        Assert.Equal(["meshfederation-test-c2"], planned.Where(item => item.Kind == "Gateway").Select(item => item.Name));
    }

    [Fact]
    public void Own_pods_cannot_be_suspended() =>
        Assert.Equal(
            MeshErrorId.AmbientShareUnfit,
            Refusal(Service([Instance("c1", "a") with { Selector = LabelSet.Create("app", "one") }, Instance("c2", "a")]) with
            {
                Suspended = ["c1"],
            }));

    [Fact]
    public void The_label_that_makes_a_Service_global_is_that_of_the_mesh_configuration()
    {
        MeshConfig config = new()
        {
            GlobalService = [new(SelectorSyntax.Parse("shared in (yes, on),!local,team"), new([]))],
        };
        var planned = Plan(Service([Instance("c2", "a")], Cluster("c1") with { MeshConfig = config, Facts = new() }));
        var labels = planned.Single(item => item.Kind == "Service").Metadata.Map("labels")!;
        Assert.Equal(("on", "true"), (labels.Text("shared"), labels.Text("team")));
        Assert.False(labels.ContainsKey("istio.io/global"));
    }

    [Fact]
    public void A_mesh_that_was_read_and_makes_nothing_global_is_refused() =>
        Assert.Equal(MeshErrorId.AmbientServiceUnfit, Refusal(Service([Instance("c2", "a")], Cluster("c1") with { Facts = new() })));

    [Fact]
    public void A_gateway_that_mixes_up_services_is_refused_though_its_istiod_does_not()
    {
        var facts = new MeshClusterFacts { GatewayVersion = new(1, 29, 1) };
        var server = Cluster("c2") with { Facts = facts, MeshConfig = Global };
        Assert.Equal(MeshErrorId.AmbientVersionUnsafe, Refusal(Service([new(server) { ServiceAccount = ["a"] }])));
        var cured = server with { Facts = new() { GatewayVersion = new(1, 29, 2) } };
        Assert.NotEmpty(Plan(Service([new(cured) { ServiceAccount = ["a"] }])));
    }

    [Fact]
    public void Labels_of_Services_that_are_there_and_gateways_are_planned_for_clusters_that_are_looked_at_alone()
    {
        var own = Instance("c1", "a") with { Selector = LabelSet.Create("app", "one") };
        var federation = Declared.Federation(Service([own, Instance("c2", "a")]));
        Assert.Equal(
            [
                "c2 Service/default/one {\"istio.io/global\":\"true\",\"meshfederation.io/federation\":\"test\"}",
                "c2 Gateway/istio-system/istio-eastwestgateway {\"app.kubernetes.io/managed-by\":\"meshfederation\","
                    + "\"meshfederation.io/federation\":\"test\",\"topology.istio.io/network\":\"net-c2\"}",
                "c1 Service/default/one {\"istio.io/global\":\"true\",\"meshfederation.io/federation\":\"test\"}",
            ],
            FederationPlanner.PlanSeen(federation).Except(FederationPlanner.Plan(federation))
                .Select(item => $"{item.Cluster} {item} {CanonicalJson.Write(item.Metadata.Map("labels"))}")
                .OrderDescending(StringComparer.Ordinal));
        Assert.Contains(federation.Undone, text => text.Contains("label service one", StringComparison.Ordinal));
    }

    [Fact]
    public void The_own_cluster_comes_first_by_an_annotation_of_the_Service_that_is_called()
    {
        var federation = Declared.Federation(OwnFirst("c1", "c2"));
        var said = FederationPlanner.PlanSeen(federation).Where(item => item.Kind == "Service")
            .Select(item => $"{item.Cluster} {CanonicalJson.Write(item.Metadata.Map("annotations"))}");
        Assert.Equal(
            ["c1 {\"networking.istio.io/traffic-distribution\":\"PreferClose\"}", "c2 null", "c3 null"],
            said.Order(StringComparer.Ordinal));
        Assert.Equal([1], Entries(FederationPlanner.Plan(federation)).Select(entry => entry.Spec.Number("weight")!.Value));
        Assert.Contains(federation.Undone, text => text.Contains("traffic-distribution=PreferClose", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("c1", "c2", "c3")]
    [InlineData("c2", "c3")]
    public void An_order_behind_the_own_cluster_is_refused(params string[] order) =>
        Assert.Equal(MeshErrorId.AmbientUnsupported, Refusal(OwnFirst(order)));

    private static MeshService OwnFirst(params string[] order)
    {
        var own = Instance("c1", "a") with { Selector = LabelSet.Create("app", "one") };
        var behind = order[1..].Select(name => new MeshFallback(name, LabelSet.Empty)).ToValueList();
        return Service([own, Instance("c2", "a"), Instance("c3", "a")]) with
        {
            TrafficSplit = [new(null, [new(order[0], LabelSet.Empty, 100) { Fallback = behind }]) { IsLocalFirst = true }],
        };
    }

    [Theory]
    [InlineData("c1", "default", "istio-injection=enabled", true)]
    [InlineData("c1", "other", "istio.io/rev=1-30", true)]
    [InlineData("c1", "default", "istio.io/dataplane-mode=ambient", false)]
    [InlineData("c1", "default", "istio-injection=enabled,istio.io/dataplane-mode=ambient", true)]
    [InlineData("c1", "default", "istio.io/rev=1-30,istio.io/dataplane-mode=ambient", false)]
    [InlineData("c1", "default", "team=a", false)]
    [InlineData("c2", "default", "istio-injection=enabled", true)]
    [InlineData("c2", "other", "istio-injection=enabled", false)]
    public void Pods_and_callers_that_have_sidecars_by_their_namespaces_are_refused(string read, string ns, string label, bool refused)
    {
        MeshCluster Known(string name) => name != read ? Cluster(name) : Cluster(name) with
        {
            Facts = new()
            {
                Namespace = [new(ns, Labels(label))],
                AmbientNamespace = label.EndsWith("=ambient", StringComparison.Ordinal) ? [ns] : [],
            },
            MeshConfig = Global,
        };
        var service = Service([new(Known("c2")) { ServiceAccount = ["a"] }], Known("c1"));
        if (refused) Assert.Equal(MeshErrorId.AmbientPairUnfit, Refusal(service));
        else Assert.NotEmpty(Plan(service));
    }

    [Theory]
    [InlineData("", "a,w")]
    [InlineData("infra", null)]
    public void The_account_of_a_waypoint_is_named_and_one_of_another_namespace_is_refused(string space, string? accounts)
    {
        var labels = LabelSet.Create(new KeyValuePair<string, string>[]
        {
            new("istio.io/use-waypoint", "w"), new("istio.io/use-waypoint-namespace", space),
        }.Where(label => label.Value.Length > 0));
        var server = Cluster("c2") with { MeshConfig = Global, Facts = new() { Namespace = [new("default", labels)] } };
        var service = Service([new(server) { ServiceAccount = ["a"] }]);
        if (accounts is null) Assert.Equal(MeshErrorId.AmbientServiceUnfit, Refusal(service));
        else Assert.Equal(accounts, string.Join(',', Entries(Plan(service)).Select(entry => entry.Spec.Text("serviceAccount"))));
    }

    [Theory]
    [InlineData("istio.io/global=true", "", true)]
    [InlineData("istio.io/global=false", "", false)]
    [InlineData("a=b", "env=prod", true)]
    [InlineData("a=b", "env=test", false)]
    [InlineData("a=b", null, null)]
    public void A_Service_is_global_by_its_labels_or_those_of_its_namespace(string service, string? space, bool? expected)
    {
        var cluster = Cluster("c1") with
        {
            MeshConfig = new() { GlobalService = [.. Global.GlobalService, new(new([]), SelectorSyntax.Parse("env=prod"))] },
        };
        Assert.Equal(expected, ServiceScopes.IsGlobal(cluster, Labels(service), space is null ? null : Labels(space)));
    }

    private static readonly MeshConfig Global = new()
    {
        GlobalService = [new(SelectorSyntax.Parse("istio.io/global=true"), new([]))],
    };

    private static LabelSet Labels(string text) => LabelSet.Create(text.Split(',').Select(one => one.Split('='))
        .Where(pair => pair.Length == 2).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])));

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
    };

    private static MeshServiceInstance Instance(string cluster, params string[] accounts) =>
        new(Cluster(cluster)) { ServiceAccount = accounts.ToValueList() };

    private static MeshService Service(MeshServiceInstance[] instances, MeshCluster? client = null) =>
        Declared.Service("one", [.. instances.Select(instance => instance.Cluster)], client ?? Cluster("c1")) with
        {
            Instance = instances.ToValueList(),
        };

    private static MeshService Shared(int pods, int here, int there)
    {
        var own = Instance("c1", "a") with { Selector = LabelSet.Create("app", "one") };
        if (pods > 0) own = own with { Pod = [new(new(LabelSet.Empty), pods, pods)] };
        return Service([own, Instance("c2", "a")]) with
        {
            TrafficSplit = [new(null, [new("c1", LabelSet.Empty, here), new("c2", LabelSet.Empty, there)])],
        };
    }

    private static IReadOnlyList<MeshManifest> Plan(MeshService service) => FederationPlanner.Plan(Declared.Federation(service));

    private static List<MeshManifest> Entries(IReadOnlyList<MeshManifest> planned) =>
        [.. planned.Where(item => item.Kind == "WorkloadEntry")];

    private static string Refusal(MeshService service) =>
        Assert.Throws<MeshException>(() => Declared.Federation(service)).ErrorId;
}

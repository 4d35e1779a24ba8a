using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Tests.Routing;

/// <summary>The order of endpoints in several localities, whoever says it: a DestinationRule, an annotation, or the mesh.</summary>
public sealed class EndpointTierTests
{
    private const string Host = "a.shop.global";
    private const string Ejecting = "outlierDetection: {consecutive5xxErrors: 5}";

    private static readonly string Entry = RoutingText.Object(
        "ServiceEntry", "a",
        "{hosts: [" + Host + "], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], "
        + "endpoints: [{address: 192.0.2.1, locality: us, labels: {team: x}}, {address: 192.0.2.2, locality: eu}, "
        + "{address: 192.0.2.3, locality: eu/eu-1}]}");

    [Theory]
    [InlineData("", "eu", "1 2 3")]
    [InlineData(Ejecting, "eu", "2 3 | 1")]
    [InlineData(Ejecting, "us", "1 | 2 3")]
    [InlineData(Ejecting, null, "1 2 3")]
    [InlineData(Ejecting + ", loadBalancer: {simple: RANDOM}", "eu", "2 3 | 1")]
    [InlineData(Ejecting + ", loadBalancer: {localityLbSetting: {enabled: false}}", "eu", "1 2 3")]
    [InlineData(Ejecting + ", loadBalancer: {localityLbSetting: {enabled: true}}", "eu", "2 3 | 1")]
    public void Of_the_mesh_the_own_locality_comes_first_where_something_ejects(string policy, string? region, string tiers) =>
        Assert.Equal(tiers, Tiers(policy, MeshConfig.Default, region));

    [Fact]
    public void A_mesh_that_has_turned_it_off_shares_out() =>
        Assert.Equal("1 2 3", Tiers(Ejecting, new() { FailsOverByLocality = false }, "eu"));

    [Theory]
    [InlineData(Ejecting, "1 | 2 3")]
    [InlineData("", "1 2 3")]
    [InlineData(Ejecting + ", loadBalancer: {localityLbSetting: {enabled: true}}", "2 3 | 1")]
    public void The_labels_of_the_mesh_order_where_the_rule_says_nothing_of_localities(string policy, string tiers) =>
        Assert.Equal(tiers, Tiers(policy, new() { FailoverPriority = ["team=x"] }, "eu"));

    [Fact]
    public void An_annotation_orders_by_places_that_are_not_known() => Assert.Equal(
        "1 2 3",
        Tiers(Ejecting, MeshConfig.Default, "eu", Entry.Replace(
            "namespace: default",
            "namespace: default, annotations: {networking.istio.io/traffic-distribution: PreferClose}",
            StringComparison.Ordinal)));

    [Theory]
    [InlineData("istio-locality: us.us-1", "", "2 | 1")]
    [InlineData("istio-locality: us.us-1", "us.us-2", "1 | 2")]
    [InlineData("istio-locality: eu", "", "1 2")]
    [InlineData("topology.istio.io/locality: us, istio-locality: eu", "", "2 | 1")]
    [InlineData("topology.istio.io/locality: us, istio-locality: eu", "", "1 2", 28)]
    public void The_label_of_pods_and_callers_outranks_the_region_of_their_nodes(string label, string own, string tiers, int minor = 29)
    {
        static string Pod(string name, string labels) =>
            $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: default, labels: {{app: a{labels}}}}}\nspec: {{}}\n";
        var rule = RoutingText.Object("DestinationRule", "a", "{host: a, trafficPolicy: {" + Ejecting + "}}");
        var facts = new MeshCluster("c1", "c1") { IstioVersion = new(1, minor, 0), Region = "eu" };
        var objects = RoutingText.Objects(RoutingText.Service("a") + rule + Pod("a-1", ", " + label) + Pod("a-2", ""));
        var caller = own.Length == 0 ? MeshCaller.In("default") : new("default", UnstructuredMap.Of(("istio-locality", own)));
        Assert.Equal(tiers, Tiers(new RoutingCluster(facts, objects, []), caller, "a.default.svc.cluster.local"));
    }

    private static string Tiers(string policy, MeshConfig mesh, string? region, string? entry = null)
    {
        var rule = RoutingText.Object("DestinationRule", "a", "{host: " + Host + ", trafficPolicy: {" + policy + "}}");
        var facts = new MeshCluster("c1", "c1") { IstioVersion = new(1, 29, 6), MeshConfig = mesh, Region = region };
        return Tiers(new(facts, RoutingText.Objects((entry ?? Entry) + rule), []), MeshCaller.In("default"), Host);
    }

    private static string Tiers(RoutingCluster cluster, MeshCaller caller, string host)
    {
        var answer = DestinationChooser.Choose(cluster, caller, new(host, "", 80, 100, 100));
        return string.Join(" | ", EndpointTiers.Of(cluster, caller, answer)
            .Select(tier => string.Join(' ', tier.Endpoints.Select(endpoint => endpoint.Address[^1]))));
    }
}

using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

/// <summary>Gateways of others on the workload and port of ours.</summary>
public sealed class GatewayOverlapTests
{
    private const string East = "istio: ingressgateway";

    private static readonly MeshManifest Wanted = ClusterFixture.Ours(
        "Gateway",
        "istio-system/meshfederation-shop",
        Spec(East, 15443, "AUTO_PASSTHROUGH", "a.default.svc.cluster.local, b.default.svc.cluster.local"));

    [Theory]
    [InlineData("'*.local'")]
    [InlineData("'*/*.local'")]
    [InlineData("'*'")]
    [InlineData("a.default.svc.cluster.local, b.default.svc.cluster.local, c.default.svc.cluster.local")]
    public void A_Gateway_that_passes_all_hosts_is_used_and_none_of_ours_is_made(string hosts)
    {
        var change = ClusterFixture.Compare(Wanted, Other(East, 15443, "AUTO_PASSTHROUGH", hosts)).Change;
        Assert.Equal(ChangeAction.Unchanged, change.Action);
        Assert.Contains("Gateway/istio-system/cross-network", change.Message, StringComparison.Ordinal);
        Assert.Null(change.Live);
    }

    [Fact]
    public void A_Gateway_that_passes_some_hosts_is_a_conflict_even_with_Force()
    {
        var message =
            ClusterFixture.Conflict(ClusterFixture.Force(Wanted, Other(East, 15443, "AUTO_PASSTHROUGH", "a.default.svc.cluster.local")));
        Assert.Contains("passes a.default.svc.cluster.local on port 15443", message, StringComparison.Ordinal);
        Assert.Contains("but not b.default.svc.cluster.local", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_Gateways_pass_all_hosts_together()
    {
        var change = ClusterFixture.Compare(
            Wanted,
            Other(East, 15443, "AUTO_PASSTHROUGH", "a.default.svc.cluster.local"),
            ClusterFixture.Theirs(
                "Gateway", "istio-system/second", Spec(East, 15443, "AUTO_PASSTHROUGH", "b.default.svc.cluster.local"))).Change;
        Assert.Equal(ChangeAction.Unchanged, change.Action);
    }

    [Theory]
    [InlineData(East, 443, "AUTO_PASSTHROUGH", "'*.local'")]
    [InlineData(East, 15443, "PASSTHROUGH", "'*.local'")]
    [InlineData("istio: eastwestgateway", 15443, "AUTO_PASSTHROUGH", "'*.local'")]
    [InlineData(East, 15443, "AUTO_PASSTHROUGH", "'*.global'")]
    public void A_Gateway_elsewhere_or_for_others_is_not_in_the_way(string selector, int port, string mode, string hosts) =>
        Assert.Equal(ChangeAction.Create, ClusterFixture.Compare(Wanted, Other(selector, port, mode, hosts)).Change.Action);

    [Theory]
    [InlineData("192.0.2.1", ChangeAction.Create)]
    [InlineData("0.0.0.0", ChangeAction.Unchanged)]
    public void A_server_of_another_address_is_of_another_listener(string bind, ChangeAction action)
    {
        var spec = Spec(East, 15443, "AUTO_PASSTHROUGH", "'*.local'")
            .Replace("servers: [{", $"servers: [{{bind: {bind}, ", StringComparison.Ordinal);
        var other = ClusterFixture.Theirs("Gateway", "istio-system/cross-network", spec);
        Assert.Equal(action, ClusterFixture.Compare(Wanted, other).Change.Action);
    }

    [Theory]
    [InlineData(9191, ChangeAction.Unchanged)]
    [InlineData(8181, ChangeAction.Unchanged)]
    [InlineData(15443, ChangeAction.Create)]
    [InlineData(31443, ChangeAction.Create)]
    public void The_port_is_the_one_at_which_the_pods_listen_or_the_Services_that_leads_there(int port, ChangeAction action)
    {
        var cluster =
            LiveObjects.Cluster with { Gateway = new() { Port = 31443, TargetPort = 9191 }, Facts = new() { GatewayServicePort = 8181 } };
        var wanted = ClusterFixture.Ours(
            "Gateway", "istio-system/meshfederation-shop", Spec(East, 9191, "AUTO_PASSTHROUGH", "a.default.svc.cluster.local"));
        Assert.Equal(action, ClusterFixture.Compare(
            cluster,
            wanted,
            new ComparisonTerms(ClusterFixture.Federation),
            [Other(East, port, "AUTO_PASSTHROUGH", "'*.local'")]).Change.Action);
        Assert.Contains(
            "on port 9191 of",
            ClusterFixture.Conflict(
                ClusterFixture.Compare(cluster, wanted, new ComparisonTerms(ClusterFixture.Federation), [ClusterFixture.Theirs(
                    "Gateway",
                    "istio-system/plain",
                    "{selector: {istio: ingressgateway}, servers: [{port: {number: 9191, name: http, protocol: HTTP}, hosts: ['*']}]}")])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_TLS_on_the_port_is_a_conflict()
    {
        var plain = ClusterFixture.Theirs(
            "Gateway",
            "istio-system/plain",
            "{selector: {istio: ingressgateway}, servers: [{port: {number: 15443, name: http, protocol: HTTP}, hosts: ['*']}]}");
        Assert.Contains("without TLS", ClusterFixture.Conflict(ClusterFixture.Compare(Wanted, plain)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_labels_of_the_gateway_pods_decide_what_a_selector_meets()
    {
        var other = Other("app: eastwest", 15443, "AUTO_PASSTHROUGH", "'*.local'");
        var pod = LabelSet.Create([new("istio", "ingressgateway"), new("app", "eastwest")]);
        Assert.Equal(ChangeAction.Create, Compare(other, null).Action);
        Assert.Equal(ChangeAction.Unchanged, Compare(other, [pod]).Action);
        Assert.Equal(ChangeAction.Create, Compare(other, [LabelSet.Create("istio", "ingressgateway")]).Action);
    }

    [Fact]
    public void A_Gateway_of_others_that_came_later_makes_ours_a_conflict_and_goes_with_Prune()
    {
        var ours = LiveObjects.Applied(Wanted);
        var other = Other(East, 15443, "AUTO_PASSTHROUGH", "'*.local'");
        Assert.Contains("-Prune", ClusterFixture.Conflict(ClusterFixture.Compare(Wanted, ours, other)), StringComparison.Ordinal);
        var pruned = ClusterFixture.Compare(Wanted, new ComparisonTerms(ClusterFixture.Federation, Prune: true), [ours, other]).Change;
        Assert.Equal(ChangeAction.Delete, pruned.Action);
        Assert.Null(pruned.Wanted);
    }

    private static MeshChange Compare(MeshManifest other, IReadOnlyList<LabelSet>? pods) =>
        ClusterFixture.Compare(Wanted, new ComparisonTerms(ClusterFixture.Federation), [other], pods).Change;

    private static MeshManifest Other(string selector, int port, string mode, string hosts) =>
        ClusterFixture.Theirs("Gateway", "istio-system/cross-network", Spec(selector, port, mode, hosts));

    private static string Spec(string selector, int port, string mode, string hosts) =>
        string.Create(CultureInfo.InvariantCulture, $"{{selector: {{{selector}}}, servers: [{{port: {{number: {port}, name: tls, protocol: "
            + $"TLS}}, tls: {{mode: {mode}}}, hosts: [{hosts}]}}]}}");
}

using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Tests.Comparison;

/// <summary>Objects of others for the hosts of ours, under other names.</summary>
public sealed class HostConflictTests
{
    [Theory]
    [InlineData("default/other", "{hosts: [a.default.svc.cluster.local]}")]
    [InlineData("default/other", "{hosts: [a]}")]
    [InlineData("edge/other", "{hosts: [b, a.default.svc.cluster.local]}")]
    [InlineData("edge/other", "{hosts: [a.default.svc.cluster.local], exportTo: ['.']}")]
    [InlineData("edge/other", "{hosts: [a.default.svc.cluster.local], gateways: [public, mesh]}")]
    public void A_second_VirtualService_for_the_host_is_a_conflict_even_with_Force(string place, string spec)
    {
        var message = ClusterFixture.Conflict(ClusterFixture.Force(Route(), ClusterFixture.Theirs("VirtualService", place, spec)));
        Assert.Contains($"VirtualService/{place} (kubectl-client-side-apply)", message, StringComparison.Ordinal);
        Assert.Contains("-Force does not help", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default/other", "{hosts: [a.other.svc.cluster.local]}")]
    [InlineData("edge/other", "{hosts: [a]}")]
    [InlineData("edge/other", "{hosts: [a.default.svc.cluster.local], exportTo: ['~']}")]
    [InlineData("edge/other", "{hosts: [a.default.svc.cluster.local], gateways: [public]}")]
    [InlineData("edge/other", "{hosts: ['*.default.svc.cluster.local']}")]
    public void A_VirtualService_that_our_callers_do_not_see_for_the_host_is_none(string place, string spec) =>
        Assert.Equal(
            ChangeAction.Create, ClusterFixture.Compare(Route(), ClusterFixture.Theirs("VirtualService", place, spec)).Change.Action);

    [Theory]
    [InlineData("edge/web")]
    [InlineData("web")]
    [InlineData("./web")]
    [InlineData("web.edge")]
    [InlineData("web.edge.svc.cluster.local")]
    public void A_VirtualService_for_the_host_at_the_same_gateway_is_a_conflict_that_says_the_routes_to_add(string gateway)
    {
        var theirs = ClusterFixture.Theirs("VirtualService", "edge/other", $"{{hosts: [shop.example.com], gateways: [{gateway}]}}");
        var message = ClusterFixture.Conflict(ClusterFixture.Force(AtGateway(), theirs));
        Assert.Contains(
            "VirtualService/edge/other (kubectl-client-side-apply) routes the host 'shop.example.com' at the gateway edge/web as well",
            message,
            StringComparison.Ordinal);
        Assert.Contains("http: [{route: [{destination: {host: a.global}, weight: 100}]}]", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{hosts: [shop.example.com], gateways: [edge/other]}")]
    [InlineData("{hosts: [shop.example.com]}")]
    [InlineData("{hosts: [other.example.com], gateways: [edge/web]}")]
    public void At_another_gateway_or_for_another_host_it_is_none(string spec) =>
        Assert.Equal(
            ChangeAction.Create,
            ClusterFixture.Compare(AtGateway(), ClusterFixture.Theirs("VirtualService", "edge/other", spec)).Change.Action);

    [Theory]
    [InlineData("default/other", "{host: a, subsets: [{name: v2}]}", "the subsets v2")]
    [InlineData("default/other", "{host: a, trafficPolicy: {tls: {mode: DISABLE}}}", "a traffic policy")]
    public void A_DestinationRule_that_Istio_merges_with_ours_is_a_conflict_that_Force_passes(string place, string spec, string says)
    {
        var theirs = ClusterFixture.Theirs("DestinationRule", place, spec);
        Assert.Contains(says, ClusterFixture.Conflict(ClusterFixture.Compare(Rule(), theirs)), StringComparison.Ordinal);
        var forced = ClusterFixture.Force(Rule(), theirs).Change;
        Assert.Equal(ChangeAction.Create, forced.Action);
        Assert.Contains("DestinationRule/default/other", forced.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default/other", "{host: a, subsets: [{name: v1, labels: {version: other}}]}", "subset 'v1'")]
    [InlineData(
        "default/other", "{host: a, subsets: [{name: v1, labels: {version: v1}}], exportTo: ['.']}", "exported to other namespaces")]
    [InlineData("default/other", "{host: a, workloadSelector: {matchLabels: {app: b}}}", "the workloads that it selects")]
    [InlineData("edge/other", "{host: a.default.svc.cluster.local}", "callers in the namespace 'edge'")]
    public void A_DestinationRule_that_would_hide_ours_is_a_conflict_even_with_Force(string place, string spec, string why) =>
        Assert.Contains(
            why,
            ClusterFixture.Conflict(ClusterFixture.Force(Rule(), ClusterFixture.Theirs("DestinationRule", place, spec))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("default/other", "{host: a, subsets: [{name: v1, labels: {version: v1}}]}")]
    [InlineData("edge/other", "{host: a.default.svc.cluster.local, subsets: [{name: v1, labels: {version: v1}}, {name: v9}]}")]
    [InlineData("istio-system/other", "{host: a.default.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}")]
    [InlineData("default/other", "{host: b, subsets: [{name: v1}]}")]
    public void A_DestinationRule_that_takes_nothing_from_ours_is_none(string place, string spec) =>
        Assert.Equal(
            ChangeAction.Create, ClusterFixture.Compare(Rule(), ClusterFixture.Theirs("DestinationRule", place, spec)).Change.Action);

    [Fact]
    public void Two_traffic_policies_of_one_host_are_a_conflict_since_the_older_counts_alone()
    {
        var wanted = ClusterFixture.Ours(
            "DestinationRule", "istio-system/a.global", "{host: a.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: x}}}");
        var theirs =
            ClusterFixture.Theirs("DestinationRule", "istio-system/other", "{host: a.global, trafficPolicy: {tls: {mode: DISABLE}}}");
        Assert.Contains(
            "the older of the two policies", ClusterFixture.Conflict(ClusterFixture.Force(wanted, theirs)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_ServiceEntry_for_the_host_is_a_conflict_even_with_Force()
    {
        var message = ClusterFixture.Conflict(
            ClusterFixture.Force(Entry("240.0.0.1"), ClusterFixture.Theirs("ServiceEntry", "edge/other", "{hosts: [a.global]}")));
        Assert.Contains("ServiceEntry/edge/other", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_ServiceEntry_is_a_conflict()
    {
        var message = ClusterFixture.Conflict(ClusterFixture.Compare(
            Entry("240.0.0.1"), ClusterFixture.Theirs("ServiceEntry", "edge/other", "{hosts: [b.example], addresses: [240.0.0.1]}")));
        Assert.Contains("240.0.0.1", message, StringComparison.Ordinal);
        Assert.Contains("ServiceEntry/edge/other", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_both_have_had_before_does_not_stop_publishing()
    {
        var entry = Entry("240.0.0.1");
        var theirs = ClusterFixture.Theirs("ServiceEntry", "edge/other", "{hosts: [b.example], addresses: [240.0.0.1]}");
        Assert.Equal(ChangeAction.Unchanged, ClusterFixture.Compare(entry, LiveObjects.Applied(entry), theirs).Change.Action);
    }

    [Fact]
    public void Nor_does_it_when_the_host_moves_to_another_namespace()
    {
        var theirs = ClusterFixture.Theirs("ServiceEntry", "edge/other", "{hosts: [b.example], addresses: [240.0.0.1]}");
        var moved = ClusterFixture.Ours("ServiceEntry", "default/a.global", "{hosts: [a.global], addresses: [240.0.0.1]}");
        Assert.Equal(ChangeAction.Create, ClusterFixture.Compare(moved, LiveObjects.Applied(Entry("240.0.0.1")), theirs).Change.Action);
    }

    private static MeshManifest Route() => ClusterFixture.Ours("VirtualService", "default/a", "{hosts: [a.default.svc.cluster.local]}");

    private static MeshManifest AtGateway() => ClusterFixture.Ours(
        "VirtualService",
        "default/a.web",
        "{hosts: [shop.example.com], gateways: [edge/web], http: [{route: [{destination: {host: a.global}, weight: 100}]}]}");

    private static MeshManifest Rule() =>
        ClusterFixture.Ours(
            "DestinationRule", "default/a", "{host: a.default.svc.cluster.local, subsets: [{name: v1, labels: {version: v1}}]}");

    private static MeshManifest Entry(string address) =>
        ClusterFixture.Ours("ServiceEntry", "istio-system/a.global", $"{{hosts: [a.global], addresses: [{address}]}}");
}

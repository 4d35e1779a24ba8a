using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;
using MeshFederation.Tests.Comparison;

namespace MeshFederation.Tests.Publishing;

/// <summary>What stays without -Prune keeps what it needs, also where that moves.</summary>
public sealed class SparedContentTests
{
    private const string Host = "a.default.svc.c2.global";

    private static readonly MeshManifest Route = ClusterFixture.Ours(
        "VirtualService",
        "default/a",
        "{hosts: [a.default.svc.cluster.local], http: [{route: [{destination: {host: a.default.svc.c2.global, subset: v1}}]}]}");

    [Theory]
    [InlineData("default/a")]
    [InlineData("istio-system/a")]
    public void A_rule_keeps_the_subset_of_a_route_that_stays_whether_it_changes_or_moves(string formerPlace)
    {
        var wanted = ClusterFixture.Ours("DestinationRule", "default/a", $"{{host: {Host}, subsets: [{{name: v2}}]}}");
        var before = ClusterFixture.Ours("DestinationRule", formerPlace, $"{{host: {Host}, subsets: [{{name: v1}}]}}");
        var change = Spare(wanted, before, Route);
        Assert.Equal(["v1", "v2"], change.Wanted!.Map("spec")!.Maps("subsets").Select(subset => subset.Text("name")).Order());
        Assert.Equal("It keeps what objects need that are no longer wanted and stay; -Prune takes it away.", change.Message);
    }

    [Fact]
    public void An_entry_keeps_the_port_that_is_called_when_it_moves()
    {
        var wanted = ClusterFixture.Ours("ServiceEntry", "default/a", $"{{hosts: [{Host}], ports: [{{number: 80, name: http}}]}}");
        var before = ClusterFixture.Ours("ServiceEntry", "istio-system/a", $"{{hosts: [{Host}], ports: [{{number: 443, name: tls}}]}}");
        var ports = Spare(wanted, before, Route).Wanted!.Map("spec")!.Maps("ports").Select(port => port.Number("number"));
        Assert.Equal([80, 443], ports.Order());
    }

    [Fact]
    public void A_Gateway_passes_on_what_is_still_called_when_it_moves()
    {
        var wanted = Gateway("edge/a", "b.default.svc.cluster.local");
        var before = Gateway("istio-system/a", "a.default.svc.cluster.local");
        var hosts = Spare(wanted, before, Route).Wanted!.Map("spec")!.Maps("servers").Single().List("hosts");
        Assert.Equal(["a.default.svc.cluster.local", "b.default.svc.cluster.local"], hosts.OfType<string>().Order());
    }

    [Fact]
    public void What_moves_is_as_wanted_when_nothing_of_its_service_stays()
    {
        var wanted = Gateway("edge/a", "b.default.svc.cluster.local");
        var change = Spare(wanted, Gateway("istio-system/a", "c.default.svc.cluster.local"), Route);
        Assert.Equal(("", wanted.Content), (change.Message, change.Wanted));
    }

    private static MeshManifest Gateway(string place, string host) => ClusterFixture.Ours(
        "Gateway", place, $"{{selector: {{istio: gateway}}, servers: [{{port: {{number: 15443, name: tls}}, hosts: ['{host}']}}]}}");

    private static MeshChange Spare(MeshManifest wanted, MeshManifest before, MeshManifest staying)
    {
        var changes = SimulatedPlan.Between([before], [wanted]);
        var moved = changes.Where(change => change.Action == ChangeAction.Delete).ToList();
        return SparedContent.Of([changes[0]], moved, [.. SimulatedPlan.Between([staying], [])]).Single();
    }
}

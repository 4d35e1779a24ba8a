using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

/// <summary>Objects go even where nothing is pruned when another one is about the same, and only then.</summary>
public sealed class MovedPlacesTests
{
    [Theory]
    [InlineData("ServiceEntry", "default/a", "{hosts: [a.global]}", "istio-system/a", "{hosts: [a.global]}")]
    [InlineData("DestinationRule", "default/a", "{host: a.global}", "default/b", "{host: a.global, subsets: [{name: v1}]}")]
    [InlineData("VirtualService", "default/a", "{hosts: [a.svc]}", "default/b", "{hosts: [a.svc], gateways: [mesh]}")]
    [InlineData("VirtualService", "default/a", "{hosts: [a.svc, b.svc]}", "default/b", "{hosts: [a.svc], gateways: [mesh]}")]
    [InlineData("Gateway", "edge/a", "{selector: {istio: gateway}}", "istio-system/a", "{selector: {istio: gateway}}")]
    [InlineData("Gateway", "edge/a", "{selector: {a: b, c: d}}", "edge/b", "{selector: {c: d, a: b}}")]
    public void What_another_place_is_for_now_goes(string kind, string place, string spec, string formerPlace, string formerSpec)
    {
        var compared = Compare([ClusterFixture.Ours(kind, place, spec)], ClusterFixture.Ours(kind, formerPlace, formerSpec));
        var change = Assert.Single(compared.Moved).Change;
        Assert.Equal((ChangeAction.Delete, $"{kind}/{place} takes its place."), (change.Action, change.Message));
        Assert.Null(change.Wanted);
        Assert.NotNull(change.Live);
        Assert.Empty(compared.Unwanted);
    }

    [Theory]
    [InlineData("ServiceEntry", "default/a", "{hosts: [a.global]}", "istio-system/b", "{hosts: [b.global]}")]
    [InlineData("ServiceEntry", "default/a", "{hosts: [a.global]}", "istio-system/a", "{hosts: [a.global, b.global]}")]
    [InlineData("ServiceEntry", "default/a", "{hosts: [a.global]}", "istio-system/a", "{hosts: []}")]
    [InlineData("DestinationRule", "default/a", "{host: a.global}", "default/b", "{}")]
    [InlineData("VirtualService", "default/a", "{hosts: [a.svc]}", "default/b", "{hosts: [a.svc], gateways: [istio-system/web]}")]
    [InlineData("VirtualService", "default/a", "{hosts: [a.svc]}", "default/b", "{hosts: [a.svc], gateways: [mesh, istio-system/web]}")]
    [InlineData("VirtualService", "default/a", "{hosts: [a.svc], gateways: [istio-system/web]}", "default/b", "{hosts: [a.svc]}")]
    [InlineData("Gateway", "edge/a", "{selector: {istio: gateway}}", "edge/b", "{selector: {istio: other}}")]
    [InlineData(
        "EnvoyFilter", "edge/a", "{workloadSelector: {labels: {istio: gateway}}}", "edge/b",
        "{workloadSelector: {labels: {istio: gateway}}}")]
    public void What_nothing_does_the_whole_work_of_stays(string kind, string place, string spec, string formerPlace, string formerSpec)
    {
        var compared = Compare([ClusterFixture.Ours(kind, place, spec)], ClusterFixture.Ours(kind, formerPlace, formerSpec));
        Assert.Empty(compared.Moved);
        Assert.Equal("", Assert.Single(compared.Unwanted).Change.Message);
    }

    [Fact]
    public void What_others_made_and_what_another_kind_is_about_stays()
    {
        const string Spec = "{hosts: [a.global]}";
        var wanted = ClusterFixture.Ours("ServiceEntry", "default/a", Spec);
        Assert.Empty(Compare([wanted], ClusterFixture.Labelled("ServiceEntry", "edge/a", Spec, "other")).Moved);
        Assert.Empty(Compare([wanted], ClusterFixture.Theirs("ServiceEntry", "edge/a", Spec)).Moved);
        Assert.Empty(Compare([wanted], ClusterFixture.Ours("VirtualService", "default/a", Spec)).Moved);
        Assert.Empty(Compare([], ClusterFixture.Ours("ServiceEntry", "edge/a", Spec)).Moved);
    }

    private static ComparedCluster Compare(IReadOnlyList<MeshManifest> wanted, params MeshManifest[] live) =>
        new ClusterComparer(new(LiveObjects.Cluster, live.Select(item => LiveObjects.Applied(item))), new(ClusterFixture.Federation))
            .Compare(wanted);
}

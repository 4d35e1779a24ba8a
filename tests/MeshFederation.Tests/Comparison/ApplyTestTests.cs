using CsCheck;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

public sealed class ApplyTestTests
{
    [Fact]
    public void What_was_applied_would_not_change_by_being_applied_again() =>
        PlannedManifest.Any.Sample(wanted => Assert.True(ChangesNothing(LiveObjects.Applied(wanted), wanted)), iter: 100);

    [Fact]
    public void A_value_that_somebody_changed_in_the_cluster_is_found_wherever_it_lies() =>
        (from wanted in PlannedManifest.Any from place in Mutation.Place(wanted.Spec) select (wanted, place)).Sample(
            (wanted, place) =>
            {
                var live = LiveObjects.Applied(wanted);
                var changed = new MeshManifest(live.Cluster, live.Content.With("spec", Mutation.At(live.Spec, place)));
                Assert.False(ChangesNothing(changed, wanted));
            },
            iter: 100);

    [Fact]
    public void A_value_that_is_wanted_otherwise_is_found_wherever_it_lies() =>
        (from wanted in PlannedManifest.Any from place in Mutation.Place(wanted.Spec) select (wanted, place)).Sample(
            (wanted, place) => Assert.False(ChangesNothing(
                LiveObjects.Applied(wanted), new(wanted.Cluster, wanted.Content.With("spec", Mutation.At(wanted.Spec, place))))),
            iter: 100);

    [Fact]
    public void A_field_that_is_no_longer_wanted_is_found() =>
        (from wanted in PlannedManifest.Any from key in Gen.OneOf(wanted.Spec.Keys.ToArray()) select (wanted, key)).Sample(
            (wanted, key) => Assert.False(
                ChangesNothing(LiveObjects.Applied(wanted), new(wanted.Cluster, wanted.Content.With("spec", wanted.Spec.Without(key))))),
            iter: 100);

    [Fact]
    public void Fields_of_others_beside_ours_change_nothing()
    {
        var wanted = Rule();
        var live = LiveObjects.Applied(wanted);
        var more = live.Content.With("spec", live.Spec.With("exportTo", LiveObjects.Texts(".")))
            .With("status", UnstructuredMap.Of(("observedGeneration", 4L)));
        Assert.True(ChangesNothing(new(live.Cluster, more), wanted));
    }

    [Fact]
    public void Equal_content_of_another_manager_is_not_taken_for_ours() =>
        Assert.False(ChangesNothing(LiveObjects.Applied(Rule(), manager: "kubectl"), Rule()));

    [Fact]
    public void What_we_wrote_without_applying_it_is_not_taken_for_applied() =>
        Assert.False(ChangesNothing(LiveObjects.Applied(Rule(), operation: "Update"), Rule()));

    [Fact]
    public void A_record_of_another_version_is_left_to_the_server()
    {
        var wanted = Rule();
        Assert.False(ChangesNothing(
            LiveObjects.Applied(wanted), new(wanted.Cluster, wanted.Content.With("apiVersion", "networking.istio.io/v1beta1"))));
    }

    [Fact]
    public void Ports_in_another_order_would_be_put_into_ours()
    {
        var wanted = Entry(Port("http", 80), Port("grpc", 81));
        var live = LiveObjects.Applied(wanted);
        var turned = live.Content.With("spec", live.Spec.With("ports", UnstructuredList.Of(Port("grpc", 81), Port("http", 80))));
        Assert.True(ChangesNothing(live, wanted));
        Assert.False(ChangesNothing(new(live.Cluster, turned), wanted));
    }

    [Fact]
    public void A_port_that_somebody_added_stays_and_changes_nothing()
    {
        var wanted = Entry(Port("http", 80));
        var live = LiveObjects.Applied(wanted);
        var more = live.Content.With("spec", live.Spec.With("ports", UnstructuredList.Of(Port("http", 80), Port("theirs", 99))));
        Assert.True(ChangesNothing(new(live.Cluster, more), wanted));
    }

    private static bool ChangesNothing(MeshManifest live, MeshManifest wanted) => ApplyTest.ChangesNothing(live.Content, wanted.Content);

    private static MeshManifest Rule() =>
        LiveObjects.Manifest("DestinationRule", "default", "a", UnstructuredMap.Of(("host", "a.example")), "f");

    private static MeshManifest Entry(params UnstructuredMap[] ports) =>
        LiveObjects.Manifest(
            "ServiceEntry",
            "default",
            "a",
            UnstructuredMap.Of(("hosts", LiveObjects.Texts("a.example")), ("ports", UnstructuredList.From(ports))),
            "f");

    private static UnstructuredMap Port(string name, long number) => UnstructuredMap.Of(("name", name), ("number", number));
}

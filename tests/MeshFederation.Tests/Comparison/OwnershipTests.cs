using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

/// <summary>Objects under the names of ours.</summary>
public sealed class OwnershipTests
{
    private const string Spec = "{host: a.default.svc.cluster.local, subsets: [{name: v1}]}";

    private static readonly MeshManifest Wanted = ClusterFixture.Ours("DestinationRule", "default/a", Spec);

    [Fact]
    public void What_is_not_there_is_created() => Assert.Equal(ChangeAction.Create, ClusterFixture.Compare(Wanted).Change.Action);

    [Fact]
    public void What_we_applied_is_unchanged_without_asking_the_server()
    {
        var compared = ClusterFixture.Compare(Wanted, LiveObjects.Applied(Wanted));
        Assert.Equal(ChangeAction.Unchanged, compared.Change.Action);
        Assert.False(compared.IsOpen);
    }

    [Fact]
    public void What_is_ours_and_may_differ_is_left_to_the_server() =>
        Assert.True(
            ClusterFixture.Compare(Wanted, LiveObjects.Applied(ClusterFixture.Ours("DestinationRule", "default/a", "{host: b}"))).IsOpen);

    [Fact]
    public void An_object_of_another_manager_is_a_conflict_that_Force_adopts()
    {
        var theirs = ClusterFixture.Theirs("DestinationRule", "default/a", "{host: a, trafficPolicy: {tls: {mode: DISABLE}}}");
        var message = ClusterFixture.Conflict(ClusterFixture.Compare(Wanted, theirs));
        Assert.Contains("DestinationRule/default/a", message, StringComparison.Ordinal);
        Assert.Contains("kubectl-client-side-apply", message, StringComparison.Ordinal);
        Assert.Contains("-Force", message, StringComparison.Ordinal);

        var forced = ClusterFixture.Force(Wanted, theirs);
        Assert.True(forced.IsOpen);
        Assert.True(forced.Change.Adopts);
    }

    [Fact]
    public void An_object_about_something_else_is_not_adopted_even_with_Force()
    {
        var message =
            ClusterFixture.Conflict(ClusterFixture.Force(Wanted, ClusterFixture.Theirs("DestinationRule", "default/a", "{host: other}")));
        Assert.Contains("other.default.svc.cluster.local", message, StringComparison.Ordinal);
        Assert.Contains("-Force does not help", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_of_another_federation_is_not_adopted_even_with_Force()
    {
        var message = ClusterFixture.Conflict(
            ClusterFixture.Force(Wanted, LiveObjects.Applied(ClusterFixture.Labelled("DestinationRule", "default/a", Spec, "books"))));
        Assert.Contains("belongs to the federation 'books'", message, StringComparison.Ordinal);
        Assert.Contains("Unpublish-MeshFederation -Name books", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_label_of_the_federation_alone_does_not_make_an_object_ours()
    {
        var labels = UnstructuredMap.Of((ManifestLabels.Federation, ClusterFixture.Federation));
        var live = Wanted.Content.With("metadata", Wanted.Metadata.With("labels", labels));
        ClusterFixture.Conflict(ClusterFixture.Compare(Wanted, new MeshManifest("c1", live)));
    }

    [Fact]
    public void What_is_no_longer_wanted_is_removed_in_reverse_and_nothing_of_others()
    {
        var live = new[]
        {
            ClusterFixture.Ours("Gateway", "istio-system/old", "{}"),
            ClusterFixture.Ours("ServiceEntry", "istio-system/old", "{}"),
            ClusterFixture.Ours("DestinationRule", "istio-system/old.global", "{host: old.global}"),
            ClusterFixture.Ours("DestinationRule", "default/old", "{host: old.default.svc.cluster.local}"),
            ClusterFixture.Ours("VirtualService", "default/old", "{}"),
            ClusterFixture.Theirs("VirtualService", "default/theirs", "{}"),
            ClusterFixture.Labelled("VirtualService", "default/books", "{}", "books"),
        };
        var compared = new ClusterComparer(new(LiveObjects.Cluster, live), new(ClusterFixture.Federation)).Compare([Wanted]);
        Assert.Equal(
            [
                "VirtualService/default/old", "DestinationRule/istio-system/old.global", "ServiceEntry/istio-system/old",
                "Gateway/istio-system/old", "DestinationRule/default/old"
            ],
            compared.Unwanted.Select(item => $"{item.Change.Kind}/{item.Change.Namespace}/{item.Change.Name}"));
        Assert.All(compared.Unwanted, item => Assert.Equal(ChangeAction.Delete, item.Change.Action));
        Assert.All(compared.Unwanted, item => Assert.Empty(item.Change.Message));
    }

    [Fact]
    public void What_others_own_of_an_object_that_is_removed_is_said_to_go_with_it()
    {
        var ours = LiveObjects.Applied(Wanted).Content;
        var helm = UnstructuredMap.Of(
            ("manager", "helm"),
            ("operation", "Update"),
            ("apiVersion", "networking.istio.io/v1"),
            ("fieldsV1", TestYaml.Read("{'f:spec': {'f:host': {}}}")));
        var entries = ours.Map("metadata")!.Maps("managedFields").Append(helm);
        var live = ours.With("metadata", ours.Map("metadata")!.With("managedFields", UnstructuredList.From(entries)));
        var compared = new ClusterComparer(new(LiveObjects.Cluster, [new(LiveObjects.Cluster.Name, live)]), new(ClusterFixture.Federation))
            .Compare([]);
        var change = Assert.Single(compared.Unwanted).Change;
        Assert.Equal(ChangeAction.Delete, change.Action);
        Assert.Equal("helm owns fields of it, too: they go with it.", change.Message);
        Assert.Equal(new FieldOwner("spec.host", "helm"), Assert.Single(change.OtherOwners));
    }
}

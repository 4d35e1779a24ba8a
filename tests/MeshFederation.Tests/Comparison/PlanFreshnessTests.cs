using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

/// <summary>A plan holds until a cluster has moved on.</summary>
public sealed class PlanFreshnessTests
{
    private static readonly MeshManifest Wanted = ClusterFixture.Ours("DestinationRule", "default/a", "{host: a}");
    private static readonly MeshManifest Old = LiveObjects.Applied(ClusterFixture.Ours("DestinationRule", "default/a", "{host: b}"));

    [Fact]
    public void A_plan_holds_while_nothing_has_moved() => Assert.Empty(PlanFreshness.Check(Plan(Old), Plan(Old)));

    [Fact]
    public void What_servers_note_beside_an_object_does_not_move_it()
    {
        var noted = Old.Content.With("metadata", Old.Metadata.With("resourceVersion", "99").With("generation", 3L))
            .With("status", UnstructuredMap.Of(("x", 1L)));
        Assert.Empty(PlanFreshness.Check(Plan(Old), Plan(new MeshManifest("c1", noted))));
    }

    [Fact]
    public void An_object_that_changed_is_named_with_who_changed_it()
    {
        var edited = LiveObjects.Applied(ClusterFixture.Ours("DestinationRule", "default/a", "{host: c}"), "kubectl-edit", "Update");
        Assert.Equal(
            "DestinationRule/default/a in c1 was changed meanwhile by kubectl-edit at 2026-01-01T00:00:00Z.",
            Assert.Single(PlanFreshness.Check(Plan(Old), Plan(edited))));
    }

    [Fact]
    public void An_object_that_was_made_anew_has_moved_though_it_says_the_same()
    {
        var anew = Old.Content.With("metadata", Old.Metadata.With("uid", "2"));
        Assert.Contains(
            "was changed meanwhile",
            Assert.Single(PlanFreshness.Check(Plan(Old), Plan(new MeshManifest("c1", anew)))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_came_or_went_has_moved()
    {
        Assert.Contains("was made meanwhile", Assert.Single(PlanFreshness.Check(Plan(null), Plan(Old))), StringComparison.Ordinal);
        Assert.Contains("was removed meanwhile", Assert.Single(PlanFreshness.Check(Plan(Old), Plan(null))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_conflict_that_came_up_is_told_in_its_own_words()
    {
        var conflict = Plan(Old, ChangeAction.Conflict, "VirtualService/x routes the host as well.\n1. To …");
        Assert.Equal(
            "DestinationRule/default/a in c1: VirtualService/x routes the host as well.",
            Assert.Single(PlanFreshness.Check(Plan(Old), conflict)));
    }

    [Fact]
    public void A_cluster_that_cannot_be_read_now_keeps_the_plan_from_holding() =>
        Assert.Equal(
            "c1 cannot be read: gone",
            Assert.Single(PlanFreshness.Check(
                Plan(Old), Plan(Old) with { Changes = [], Unread = [new("c1", MeshErrorId.ClusterUnreachable, "gone")] })));

    [Fact]
    public void What_came_meanwhile_and_would_be_removed_unseen_has_moved_where_the_plan_removes()
    {
        var late = new MeshChange("c1", "networking.istio.io/v1", "VirtualService", "default", "late", ChangeAction.Delete)
        {
            Live = LiveObjects.Applied(ClusterFixture.Ours("VirtualService", "default/late", "{hosts: [a]}")).Content,
        };
        var now = Plan(Old) with { Changes = Plan(Old).Changes.Append(late).ToValueList() };
        Assert.Empty(PlanFreshness.Check(Plan(Old), now));
        Assert.Equal(
            "VirtualService/default/late in c1 was made meanwhile by meshfederation at 2026-01-01T00:00:00Z, and is to go too.",
            Assert.Single(PlanFreshness.Check(Plan(Old) with { Prune = true }, now)));
    }

    [Fact]
    public void A_plan_of_a_file_holds_by_its_fingerprints()
    {
        var read = Plan(Old) with
        {
            Changes = Plan(Old).Changes.Select(change => change with { Live = null, Fingerprint = change.Fingerprint }).ToValueList()
        };
        Assert.Empty(PlanFreshness.Check(read, Plan(Old)));
    }

    [Fact]
    public void An_outdated_plan_is_refused_with_what_moved()
    {
        var error = Assert.Throws<MeshException>(() => PlanFreshness.Require(Plan(Old), Plan(null)));
        Assert.Equal(MeshErrorId.PlanOutdated, error.ErrorId);
        Assert.Contains("DestinationRule/default/a in c1 was removed meanwhile", error.Message, StringComparison.Ordinal);
    }

    private static MeshPlan Plan(MeshManifest? live, ChangeAction? action = null, string message = "")
    {
        var change = live is null ? ClusterFixture.Compare(Wanted).Change : ClusterFixture.Compare(Wanted, live).Change;
        return new("shop", [LiveObjects.Cluster], [change with { Action = action ?? change.Action, Message = message }]);
    }
}

using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

public sealed class DryRunOutcomeTests
{
    private static readonly MeshManifest Wanted = ClusterFixture.Ours("DestinationRule", "default/a", "{host: a}");

    [Fact]
    public void What_the_server_would_store_otherwise_is_an_update_with_its_fields()
    {
        var live = LiveObjects.Applied(ClusterFixture.Ours("DestinationRule", "default/a", "{host: b}"));
        var change = DryRunOutcome.Of(Open(live), LiveObjects.Applied(Wanted).Content);
        Assert.Equal(ChangeAction.Update, change.Action);
        Assert.Equal("spec.host: b → a", Assert.Single(change.Difference).ToString());
        Assert.False(change.Adopts);
    }

    [Fact]
    public void Defaults_that_the_server_sets_are_no_difference()
    {
        var live = LiveObjects.Applied(Wanted);
        var stored = live.Content.With("spec", live.Spec.With("exportTo", LiveObjects.Texts("*")));
        Assert.Equal(ChangeAction.Unchanged, DryRunOutcome.Of(Open(new("c1", stored)), stored).Action);
    }

    [Fact]
    public void Equal_content_that_somebody_else_owns_is_an_update_that_records_us()
    {
        var change = DryRunOutcome.Of(Open(LiveObjects.Applied(Wanted, "velero", "Update")), LiveObjects.Applied(Wanted).Content);
        Assert.Equal(ChangeAction.Update, change.Action);
        Assert.Empty(change.Difference);
        Assert.Contains("records", change.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_others_lose_are_named_with_their_managers()
    {
        var live = LiveObjects.Stored(
            Wanted.Content.With("spec", TestYaml.Read("{host: b}")),
            [LiveObjects.Entry(Wanted.Content, ManifestLabels.Manager), LiveObjects.Entry(Wanted.Content, "kubectl-edit", "Update")]);
        var change = DryRunOutcome.Of(Open(new("c1", live)), LiveObjects.Applied(Wanted).Content);
        Assert.True(change.Adopts);
        Assert.Contains("spec.host (kubectl-edit)", change.OtherOwners.Select(owner => owner.ToString()));
    }

    [Fact]
    public void A_field_conflict_names_fields_managers_and_three_ways_out()
    {
        var change = DryRunOutcome.OfConflict(Open(LiveObjects.Applied(Wanted)), [new("spec.http", "kubectl-edit")]);
        Assert.Equal(ChangeAction.Conflict, change.Action);
        Assert.Contains("spec.http (kubectl-edit)", change.Message, StringComparison.Ordinal);
        Assert.Contains("\n1. To take them over", change.Message, StringComparison.Ordinal);
        Assert.Contains("\n3. ", change.Message, StringComparison.Ordinal);
    }

    private static MeshChange Open(MeshManifest live) => ClusterFixture.Compare(Wanted, live).Change with { Action = ChangeAction.Update };
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Plans;

/// <summary>What publishing a federation would change, object by object, in the order in which it would.</summary>
public sealed record MeshPlan
{
    /// <summary>The name of the federation.</summary>
    public required string Name { get; init; }

    /// <summary>The clusters that were compared.</summary>
    public required ValueList<MeshCluster> Cluster { get; init; }

    /// <summary>The changes, those that change nothing included, in the order of publishing.</summary>
    public required ValueList<MeshChange> Changes { get; init; }

    /// <summary>When the clusters were read, in UTC.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Whether objects that are no longer wanted are removed.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether publishing would change, or be stopped by, anything.</summary>
    public bool HasChanges => Changes.Any(change => change.Action is not ChangeAction.Unchanged);

    /// <summary>The closing count, as <c>Plan: 5 to create, 1 to update, 0 to delete.</c>, or <c>No changes.</c>.</summary>
    public string Summary => PlanSummary.Of(Changes);

    /// <summary>The summary.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}: {Summary}";
}

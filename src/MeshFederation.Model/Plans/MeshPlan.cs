using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Model.Plans;

/// <summary>What publishing a federation would change, object by object, in the order in which it would.</summary>
public sealed record MeshPlan
{
    /// <summary>Makes a plan.</summary>
    /// <param name="name">The name of the federation.</param>
    /// <param name="cluster">The clusters of the federation.</param>
    /// <param name="changes">The changes, in the order of publishing.</param>
    /// <param name="created">When the clusters were read, in UTC.</param>
    public MeshPlan(string name, ValueList<MeshCluster> cluster, ValueList<MeshChange> changes, DateTimeOffset created = default) =>
        (Name, Cluster, Changes, Created) = (name, cluster, changes, created);

    /// <summary>The name of the federation.</summary>
    public string Name { get; internal init; }

    /// <summary>The clusters of the federation, also those that could not be read.</summary>
    public ValueList<MeshCluster> Cluster { get; internal init; }

    /// <summary>
    /// The changes, those that change nothing included, in the order of publishing; removals come last, VirtualServices first.
    /// </summary>
    public ValueList<MeshChange> Changes { get; internal init; }

    /// <summary>The stages in which it is published; those that have nothing to do are left out.</summary>
    public ValueList<PlannedStage> Stage { get; internal init; } = [];

    /// <summary>The clusters that could not be read. A plan that has any is partial and is not published.</summary>
    public ValueList<UnreadCluster> Unread { get; internal init; } = [];

    /// <summary>
    /// What takes the control plane of a cluster down once the plan is published, whoever wrote it; publishing refuses to go past it.
    /// </summary>
    public ValueList<MeshFinding> Danger { get; internal init; } = [];

    /// <summary>
    /// The callers of other clusters that would get past AuthorizationPolicies which kept them out, or which they never met; publishing
    /// refuses to go past them unless they are accepted.
    /// </summary>
    public ValueList<MeshAccess> Widening { get; internal init; } = [];

    /// <summary>
    /// Why it is not known whether callers of other clusters get past AuthorizationPolicies, in sentences; empty where all was read that
    /// decides.
    /// </summary>
    public ValueList<string> UnknownAccess { get; internal init; } = [];

    /// <summary>
    /// Which services become open to callers of other clusters though no AuthorizationPolicy is for their pods, a sentence for each
    /// cluster: a warning, since nobody gets past a policy.
    /// </summary>
    public ValueList<string> OpenAccess { get; internal init; } = [];

    /// <summary>
    /// The kubeconfig files that it names and that nobody named in the session that read it; it is not published by them.
    /// </summary>
    internal ValueList<string> UnnamedKubeconfig { get; init; } = [];

    /// <summary>
    /// The declaration that it is the plan of, as keys and values, to be kept with the revision; null where it is the plan of objects
    /// alone.
    /// </summary>
    internal UnstructuredMap? Declaration { get; init; }

    /// <summary>
    /// Whether it wants other calls than its declaration says: objects that were asked for beside it, or, of an earlier revision, what had
    /// stayed then or was declined.
    /// </summary>
    internal bool DeclarationIsPart { get; init; }

    /// <summary>When the clusters were read, in UTC.</summary>
    public DateTimeOffset Created { get; internal init; }

    /// <summary>Whether objects that are no longer wanted are removed.</summary>
    public bool Prune { get; internal init; }

    /// <summary>Whether objects and fields of other managers are taken over where that is safe.</summary>
    public bool Force { get; internal init; }

    /// <summary>How many objects of the federation are no longer wanted and stay, because <see cref="Prune"/> was not asked for.</summary>
    public int Unwanted { get; internal init; }

    /// <summary>Whether a cluster could not be read, so that its changes are missing here.</summary>
    public bool IsPartial => Unread.Count > 0;

    /// <summary>Whether publishing would change, or be stopped by, anything; a cluster that could not be read stops it too.</summary>
    public bool HasChanges => IsPartial || Changes.Any(change => change.Action is not ChangeAction.Unchanged);

    /// <summary>The closing count, as <c>Plan: 5 to create, 1 to update, 0 to delete, 3 unchanged.</c>, or <c>No changes.</c>.</summary>
    public string Summary => PlanSummary.Of(this);

    /// <summary>The summary.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}: {Summary}";
}

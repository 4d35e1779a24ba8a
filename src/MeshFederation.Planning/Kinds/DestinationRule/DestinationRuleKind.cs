using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>DestinationRules: the subsets of a cluster's own hosts, and how hosts of other clusters are called.</summary>
internal sealed class DestinationRuleKind : ObjectKind
{
    /// <summary>A serving cluster's subsets.</summary>
    public static readonly PublishingStep ServedSubsets = new("ServedSubsets", PublishingPhase.Serving, 0);

    /// <summary>A client cluster's DestinationRule for a host in another cluster.</summary>
    public static readonly PublishingStep RemoteSubsets = new("RemoteSubsets", PublishingPhase.Clients, 40);

    /// <summary>A client cluster's DestinationRule for its own host.</summary>
    public static readonly PublishingStep LocalSubsets = new("LocalSubsets", PublishingPhase.Clients, 50);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly DestinationRuleKind Instance = new();

    private DestinationRuleKind()
        : base(ReadKind.DestinationRule.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } =
    [
        new(ServedSubsets, PublishingWave.Serving, PublishingWave.ServingTrimmed),
        new(RemoteSubsets, PublishingWave.Clients, PublishingWave.ClientsTrimmed),

        // The rule of a host that runs here may have been named by other clusters until now, so it shrinks as if it still were.
        new(LocalSubsets, PublishingWave.Clients, PublishingWave.ServingTrimmed),
    ];

    internal override bool StaysSeen => true;

    protected override PublishingWave? WhenMoved => PublishingWave.RulesMoved;

    /// <summary>A rule that names its own host as callers of another cluster do is theirs, all others may be served to somebody.</summary>
    public override PublishingStep StepOf(MeshManifest live) => live.Name == live.Spec.Text("host") ? RemoteSubsets : ServedSubsets;

    internal override PublishingWave Grows(MeshChange change, UnstructuredMap content, PlannedChanges plan)
    {
        var wave = base.Grows(change, content, plan);
        var follows = wave == PublishingWave.ClientsChanged
            && Subjects(content.Map("spec") ?? UnstructuredMap.Empty).Any(host => plan.LeadsElsewhere(change.Cluster, host));
        return follows ? PublishingWave.RulesChanged : wave;
    }

    internal override bool OnlyAdds(UnstructuredMap before, UnstructuredMap after) =>
        Additions.AreAlikeBut(before, after, "subsets") && Additions.Contains(after.List("subsets"), before.List("subsets"));

    internal override UnstructuredMap? Between(
        UnstructuredMap before, UnstructuredMap wanted, Func<string, IReadOnlyList<long>> goingPorts) =>
            DestinationRuleTransition.Of(before, wanted, goingPorts(wanted.Text("host") ?? ""));

    internal override IEnumerable<string> Hosts(UnstructuredMap spec) => spec.Text("host") is { } host ? [host] : [];

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        "the host " + string.Concat(SoleHosts(manifest, clusterDomain));

    internal override IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        if (DestinationRuleConflict.Of(wanted, there.SameHost(wanted), there.Cluster) is { } obstacle) yield return obstacle;
    }
}

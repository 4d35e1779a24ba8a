using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Kinds.WorkloadEntry;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.Service;

/// <summary>
/// Services: where a service does not run, one that selects what stands for its pods; where it runs, labels and annotations of the Service
/// that is there, which stays its owner's.
/// </summary>
internal sealed class ServiceKind : ObjectKind
{
    /// <summary>What a Service that runs in the cluster says so that others call it, and how it is called itself.</summary>
    public static readonly PublishingStep Running = new("RunningService", PublishingPhase.Serving, 15);

    /// <summary>What selects the pods to which a waypoint gives a share, where they are.</summary>
    public static readonly PublishingStep Grouped = new("GroupedService", PublishingPhase.Serving, 16);

    /// <summary>A client cluster's Service that does not run there.</summary>
    public static readonly PublishingStep Called = new("CalledService", PublishingPhase.Clients, 32);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly ServiceKind Instance = new();

    private ServiceKind()
        : base(ReadKind.Service.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } =
    [
        new(Called, PublishingWave.Clients, PublishingWave.ClientsTrimmed),
        new(Grouped, PublishingWave.Serving, PublishingWave.ServingTrimmed),
        new(Running, PublishingWave.Serving, PublishingWave.ServingTrimmed),
    ];

    public override bool IsAmbient => true;

    public override bool HasFields => true;

    public override PublishingStep StepOf(MeshManifest live) => Ownership.IsFields(live) ? Running
        : live.Spec.Map("selector") is { } selector
            && (selector.ContainsKey(AmbientPlanner.ServiceLabel) || selector.ContainsKey(WaypointPlanner.GroupLabel)) ? Called
        : Grouped;

    /// <summary>The service of whose share an object is; null where it is none of a share.</summary>
    /// <param name="metadata">The metadata of the object.</param>
    public static string? SplitServiceOf(UnstructuredMap metadata) => metadata.Map("labels")?.Text(AmbientPlanner.ServiceLabel);

    internal override IEnumerable<string> HostsOf(UnstructuredMap content) =>
        content.Map("metadata") is { } metadata
            ? [ServiceHost.Of(
                SplitServiceOf(metadata) ?? metadata.Text("name") ?? "", metadata.Text("namespace") ?? "", MeshCluster.UsualDomain)]
            : [];

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        "the pods with the labels " + CanonicalJson.Write(manifest.Spec.Map("selector"));

    internal override ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        Ownership.IsFields(wanted) ? ServiceFields.Instead(wanted, live, there) : CalledServices.Instead(wanted, live, there);

    internal override IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        SharePolicies.Obstacles(wanted, there);

    /// <summary>The Service of a share that selects what stands for pods of other clusters again.</summary>
    internal override MeshManifest? Ending(MeshManifest unwanted, IReadOnlyList<MeshManifest> wanted) =>
        SplitServiceOf(unwanted.Metadata) is { } service
        && WorkloadEntryKind.Plain(wanted, unwanted.Namespace, service) is { } entry
        && WorkloadEntryKind.IsSelectedBy(entry, unwanted)
            ? entry
            : null;

    internal override string NoteOf(MeshManifest wanted, MeshManifest? live, MeshCluster cluster) =>
        Ownership.IsFields(wanted) ? ServiceFields.Note(wanted, live, cluster) : "";
}

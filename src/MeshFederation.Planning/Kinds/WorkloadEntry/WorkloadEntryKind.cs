using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Kinds.Service;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.WorkloadEntry;

/// <summary>
/// WorkloadEntries: what stands in a client cluster for the pods of another one. They get connections as soon as they are there, whatever
/// their weight is, and none of these when they are gone, so they come last and go first.
/// </summary>
internal sealed class WorkloadEntryKind : ObjectKind
{
    /// <summary>A client cluster's WorkloadEntry.</summary>
    public static readonly PublishingStep Step = new("WorkloadEntry", PublishingPhase.Routes, 55);

    /// <summary>One of a share of a waypoint, which nothing calls but the routes that come behind it.</summary>
    public static readonly PublishingStep Grouped = new("GroupedWorkloadEntry", PublishingPhase.Clients, 34);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly WorkloadEntryKind Instance = new();

    private WorkloadEntryKind()
        : base(ReadKind.WorkloadEntry.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } =
    [
        new(Grouped, PublishingWave.Clients, PublishingWave.ClientsTrimmed),
        new(Step, PublishingWave.Routes, PublishingWave.RoutesRemoved),
    ];

    public override bool IsAmbient => true;

    public override PublishingStep StepOf(MeshManifest live) =>
        live.Spec.Map("labels")?.ContainsKey(WaypointPlanner.GroupLabel) is true ? Grouped : Step;

    /// <summary>The name of the entry for the pods of a service in another cluster that have a service account.</summary>
    public static string NameOf(string service, string cluster, string account) => $"{service}.{cluster}.{account}";

    internal override IEnumerable<string> HostsOf(UnstructuredMap content) =>
        content.Map("metadata") is { } metadata
            ? [ServiceHost.Of(
                ServiceKind.SplitServiceOf(metadata) ?? ServiceOf(metadata.Text("name") ?? ""), metadata.Text("namespace") ?? "",
                MeshCluster.UsualDomain)]
            : [];

    /// <summary>
    /// Beside the routes of a waypoint the Service of the own pods may select it, and would send requests there that ztunnels refuse: it
    /// then comes when the routes are gone. Until then all stay with the own pods.
    /// </summary>
    internal override PublishingWave Grows(MeshChange change, UnstructuredMap content, PlannedChanges plan) =>
        change.Step == Step && plan.RoutesGo(change.Cluster, change.Namespace, ServiceOf(change.Name)) && plan.IsOfShare(change, content)
            ? PublishingWave.ClientsTrimmed
            : base.Grows(change, content, plan);

    /// <summary>And it goes before they come.</summary>
    internal override PublishingWave Goes(MeshChange change, PlannedChanges plan) =>
        change is { Live: { } live } && change.Step == Step
        && plan.HasRoutes(change.Cluster, change.Namespace, ServiceOf(change.Name)) && plan.IsOfShare(change, live)
            ? PublishingWave.RulesMoved
            : base.Goes(change, plan);

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        $"the pods of '{manifest.Spec.Text("serviceAccount")}' in the network '{manifest.Spec.Text("network")}'";

    /// <summary>
    /// What a service that is still called has of a cluster that is to get nothing more, or of an account that no longer answers, is not
    /// only left over: it would go on getting connections; so would one that the Service of a share selects.
    /// </summary>
    internal override MeshManifest? Ending(MeshManifest unwanted, IReadOnlyList<MeshManifest> wanted) => wanted.FirstOrDefault(item =>
        ReadKind.Service.Type.Is(item) && item.Namespace == unwanted.Namespace
        && (item.Name == ServiceOf(unwanted.Name) || IsSelectedBy(unwanted, item)));

    /// <summary>
    /// The entry of those that are wanted which stands for pods of a service for its own Service, and not for one of a share; null where
    /// there is none.
    /// </summary>
    public static MeshManifest? Plain(IReadOnlyList<MeshManifest> wanted, string ns, string service) => wanted.FirstOrDefault(item =>
        ReadKind.WorkloadEntry.Type.Is(item) && item.Namespace == ns && Instance.StepOf(item) == Step && ServiceOf(item.Name) == service);

    /// <summary>Whether a Service that is ours selects an entry.</summary>
    public static bool IsSelectedBy(MeshManifest entry, MeshManifest service) =>
        service.Spec.Map("selector") is { Count: > 0 } selector && entry.Spec.Map("labels") is { } labels && selector.Selects(labels);

    /// <summary>The name of a Service has no dot (k8s.io/apimachinery validation NameIsDNS1035Label).</summary>
    private static string ServiceOf(string name) => name.Split('.')[0];
}

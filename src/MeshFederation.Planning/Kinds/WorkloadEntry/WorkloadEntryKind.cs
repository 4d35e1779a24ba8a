using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
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

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly WorkloadEntryKind Instance = new();

    private WorkloadEntryKind()
        : base(ReadKind.WorkloadEntry.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } = [new(Step, PublishingWave.Routes, PublishingWave.RoutesRemoved)];

    public override bool IsAmbient => true;

    /// <summary>The name of the entry for the pods of a service in another cluster that have a service account.</summary>
    public static string NameOf(string service, string cluster, string account) => $"{service}.{cluster}.{account}";

    internal override IEnumerable<string> HostsOf(UnstructuredMap content) =>
        content.Map("metadata") is { } metadata
            ? [ServiceHost.Of(ServiceOf(metadata.Text("name") ?? ""), metadata.Text("namespace") ?? "", MeshCluster.UsualDomain)]
            : [];

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        $"the pods of '{manifest.Spec.Text("serviceAccount")}' in the network '{manifest.Spec.Text("network")}'";

    /// <summary>
    /// What a service that is still called has of a cluster that is to get nothing more, or of an account that no longer answers, is not
    /// only left over: it would go on getting connections.
    /// </summary>
    internal override MeshManifest? Ending(MeshManifest unwanted, IReadOnlyList<MeshManifest> wanted) => wanted.FirstOrDefault(item =>
        ReadKind.Service.Type.Is(item) && item.Namespace == unwanted.Namespace && item.Name == ServiceOf(unwanted.Name));

    /// <summary>The name of a Service has no dot (k8s.io/apimachinery validation NameIsDNS1035Label).</summary>
    private static string ServiceOf(string name) => name.Split('.')[0];
}

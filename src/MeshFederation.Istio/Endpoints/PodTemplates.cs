using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>Which objects have a template of pods, and where it is (kubernetes staging/src/k8s.io/api/apps/v1/types.go).</summary>
internal static class PodTemplates
{
    /// <summary>The field of a spec in which the template is.</summary>
    public const string Field = "template";

    /// <summary>The label by which a Deployment tells the pods of its templates apart.</summary>
    public const string HashLabel = "pod-template-hash";

    /// <summary>The group of the API, and what it was called until Kubernetes 1.16.</summary>
    private static readonly string[] Groups = [ObjectGroups.Apps, "extensions"];

    /// <summary>
    /// The kinds that exchange their pods where the template changes, so that these can be restarted. They are all that live clusters are
    /// asked for: a ReplicaSet's pods are read themselves.
    /// </summary>
    public static IReadOnlyList<ReadKind> Restartable { get; } = [ReadKind.Deployment, ReadKind.StatefulSet, ReadKind.DaemonSet];

    private static readonly ReadKind[] All = [.. Restartable, ReadKind.ReplicaSet];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ReadKind> Kinds => All;

    /// <summary>The objects of a cluster that stand for pods, kind by kind.</summary>
    public static IEnumerable<MeshManifest> In(IstioCluster cluster) =>
        Kinds.SelectMany(cluster.Of).Where(item => !IsOfDeployment(item.Content));

    /// <summary>Whether an object stands for pods, where these themselves are not known.</summary>
    public static bool StandsForPods(MeshManifest item) => StandsForPods(item.ApiVersion, item.Content);

    /// <summary>Whether an object of an API version stands for pods.</summary>
    public static bool StandsForPods(string apiVersion, UnstructuredMap item) =>
        IsKind(item.Text("kind")) && IsGroup(apiVersion) && !IsOfDeployment(item);

    private static bool IsKind(string? kind)
    {
        foreach (var one in All)
        {
            if (one.Type.Kind == kind) return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a reference names an owner of a kind: by group and kind, for others have kinds of these names, too, as OpenKruise's
    /// StatefulSet and DaemonSet of apps.kruise.io.
    /// </summary>
    public static bool IsOwner(UnstructuredMap reference, ReadKind kind) =>
        reference.Text("kind") == kind.Type.Kind && (reference.Text("apiVersion") is not { } version || IsGroup(version));

    /// <summary>The template of an object; empty where it has none.</summary>
    public static UnstructuredMap Of(UnstructuredMap workload) => workload.Map("spec")?.Map(Field) ?? UnstructuredMap.Empty;

    /// <summary>
    /// A Deployment stands for its pods itself, and keeps the ReplicaSets of its former templates, scaled to nothing, for rollbacks. What
    /// another controller made, as a Rollout of Argo, is all that is known of its pods.
    /// </summary>
    private static bool IsOfDeployment(UnstructuredMap item) => item.Map("metadata")?.Maps("ownerReferences")
        .Any(owner => IsOwner(owner, ReadKind.Deployment)) is true;

    private static bool IsGroup(string apiVersion) => Groups.Contains(ObjectType.GroupOf(apiVersion), StringComparer.Ordinal);
}

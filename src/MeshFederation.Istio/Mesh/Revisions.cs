using System.Text;
using System.Text.Json;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// Which istiod of a cluster configures a proxy: that of its revision, which the injector notes on pods, and whose label
/// <c>istio.io/rev</c> it sets.
/// </summary>
public static class Revisions
{
    /// <summary>The label.</summary>
    public const string Label = "istio.io/rev";

    /// <summary>
    /// The revision of an istiod that was installed without one, and the tag of the one that injects where nothing else is said (istio
    /// pkg/revisions/default_watcher.go).
    /// </summary>
    public const string Default = "default";

    private const string Status = "sidecar.istio.io/status";
    private const string Variable = "REVISION";

    /// <summary>
    /// The revision of a pod, or of those of a template. The injector notes the revision itself in the status; the label may be a tag of
    /// it (istio pkg/kube/inject/webhook.go getInjectionStatus).
    /// </summary>
    /// <param name="pod">The pod or template.</param>
    /// <returns>The revision, or a tag of it; null where nothing tells it.</returns>
    public static string? Of(UnstructuredMap pod) =>
        pod.Map("metadata")?.Map("annotations")?.Text(Status) is { } status && Noted(status) is { Length: > 0 } noted
            ? noted
            : Labelled(pod);

    /// <summary>What the label of an object says; null where there is none, or it is empty, which says nothing.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The revision, or a tag of it.</returns>
    public static string? Labelled(UnstructuredMap item) =>
        item.Map("metadata")?.Map("labels")?.Text(Label) is { Length: > 0 } revision ? revision : null;

    /// <summary>
    /// The revision of an istiod, by its labels, else its environment (istio
    /// manifests/charts/istio-control/istio-discovery/templates/deployment.yaml).
    /// </summary>
    /// <param name="deployment">Its Deployment.</param>
    /// <param name="container">The container of its template that is istiod.</param>
    /// <returns>The revision.</returns>
    internal static string OfIstiod(UnstructuredMap deployment, UnstructuredMap container) =>
        Labelled(deployment) ?? Labelled(PodTemplates.Of(deployment))
            ?? (PodObjects.Variable(container, Variable) is { Length: > 0 } value ? value : Default);

    /// <summary>The version of the istiod that configures pods.</summary>
    /// <param name="cluster">Their cluster.</param>
    /// <param name="pod">One of them, or their template.</param>
    /// <returns>The version of their revision where it is known, else the cluster's.</returns>
    public static IstioVersion VersionFor(MeshCluster cluster, UnstructuredMap pod)
    {
        if (Of(pod) is not { } revision) return cluster.IstioVersion;
        return cluster.Facts?.ControlPlane.FirstOrDefault(plane => plane.Revision == revision)?.Version ?? cluster.IstioVersion;
    }

    private static string? Noted(string status)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(status));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("revision", out var revision)
                && revision.ValueKind == JsonValueKind.String
                ? revision.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The label is left.
            return null;
        }
    }
}

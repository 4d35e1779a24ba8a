using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// Which istiod of a cluster configures a proxy: that of its revision, by the label <c>istio.io/rev</c> that the injector sets on pods.
/// </summary>
public static class Revisions
{
    /// <summary>The label.</summary>
    public const string Label = "istio.io/rev";

    /// <summary>The version of the istiod that configures pods.</summary>
    /// <param name="cluster">Their cluster.</param>
    /// <param name="labels">Their labels.</param>
    /// <returns>The version of their revision where it is known, else the cluster's.</returns>
    public static IstioVersion VersionFor(MeshCluster cluster, UnstructuredMap labels)
    {
        if (labels.Text(Label) is not { } revision) return cluster.IstioVersion;
        return cluster.Facts?.ControlPlane.FirstOrDefault(plane => plane.Revision == revision)?.Version ?? cluster.IstioVersion;
    }
}

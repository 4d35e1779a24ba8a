using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// Tells Istio's root namespace, whose objects hold for the whole mesh: <c>meshConfig.rootNamespace</c>, else that of istiod.
/// </summary>
internal static class RootNamespace
{
    public static string Of(MeshCluster cluster) =>
        cluster.Facts is { RootNamespace: { Length: > 0 } root } ? root : cluster.IstioNamespace;
}

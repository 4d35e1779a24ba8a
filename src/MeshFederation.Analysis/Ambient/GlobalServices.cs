using MeshFederation.Istio;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Ambient;

/// <summary>Whether Services, as they stand in objects, are global.</summary>
internal static class GlobalServices
{
    /// <summary>Whether a Service is global in its cluster; null where that is not known.</summary>
    public static bool? Is(IstioCluster cluster, MeshManifest service)
    {
        var isGlobal = ServiceScopes.IsGlobal(cluster.Facts, service.LabelTexts(), NamespaceLabels.Of(cluster, service.Namespace));
        return isGlobal is false && !ServiceScopes.AreKnown(cluster.Facts) ? null : isGlobal;
    }
}

using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Istio.Ambient;

/// <summary>Which namespaces of a cluster that was read have sidecars; labels of pods may say otherwise.</summary>
internal static class AmbientSpaces
{
    /// <summary>Whether the pods of a namespace are known to have sidecars.</summary>
    public static bool HasSidecars(MeshCluster cluster, string ns) => Labels(cluster, ns) is { } labels && IsInjected(labels);

    /// <summary>Whether some namespaces of a cluster have sidecars, and none is in ambient mode.</summary>
    public static bool HasSidecarsAlone(MeshCluster cluster) => cluster.Facts is { AmbientNamespace.Count: 0 } facts
        && facts.Namespace.Any(space => IsInjected(space.Label));

    private static bool IsInjected(LabelSet labels) =>
        InjectionLabels.Of(labels) is true && !AmbientMode.IsSaid(labels.GetValueOrDefault(AmbientMode.Label));

    private static LabelSet? Labels(MeshCluster cluster, string ns) =>
        cluster.Facts?.Namespace.FirstOrDefault(space => space.Name == ns)?.Label;
}

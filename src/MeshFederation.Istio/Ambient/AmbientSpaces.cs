using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Istio.Ambient;

/// <summary>Which namespaces of a cluster that was read have sidecars; labels of pods may say otherwise.</summary>
internal static class AmbientSpaces
{
    /// <summary>Whether the pods of a namespace are known to have sidecars.</summary>
    public static bool HasSidecars(MeshCluster cluster, string ns) => Labels(cluster, ns) is { } labels && IsInjected(labels);

    /// <summary>Whether some namespaces of a cluster are known to have sidecars.</summary>
    public static bool HasSidecars(MeshCluster cluster) => cluster.Facts?.Namespace.Any(space => IsInjected(space.Label)) is true;

    /// <summary>Whether some namespaces of a cluster have sidecars, and none is in ambient mode.</summary>
    public static bool HasSidecarsAlone(MeshCluster cluster) =>
        cluster.Facts?.AmbientNamespace.All(space => HasSidecars(cluster, space)) is true && HasSidecars(cluster);

    /// <summary>Whether the pods of a namespace are known to be in ambient mode, without sidecars.</summary>
    public static bool IsAmbient(MeshCluster cluster, string ns) => Labels(cluster, ns) is { } labels
        && AmbientMode.IsSaid(labels.GetValueOrDefault(AmbientMode.Label)) && !IsInjected(labels);

    /// <summary>Whether some namespaces of a cluster are in ambient mode, and none has sidecars.</summary>
    public static bool IsAmbientAlone(MeshCluster cluster) => cluster.Facts is { AmbientNamespace.Count: > 0 } facts
        && !facts.Namespace.Any(space => InjectionLabels.Of(space.Label) is true);

    /// <summary>The labels of a namespace; null where they were not read.</summary>
    public static LabelSet? Labels(MeshCluster cluster, string ns) =>
        cluster.Facts?.Namespace.FirstOrDefault(space => space.Name == ns)?.Label;

    private static bool IsInjected(LabelSet labels) => InjectionLabels.Of(labels) is true;
}

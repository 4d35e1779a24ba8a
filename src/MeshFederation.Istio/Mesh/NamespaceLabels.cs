using MeshFederation.Istio.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>The labels of namespaces: those of their objects, else those that the cluster told when it was read.</summary>
internal static class NamespaceLabels
{
    /// <summary>The labels of a namespace; null where they are not known.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The name of the namespace.</param>
    public static IReadOnlyDictionary<string, string>? Of(IstioCluster cluster, string name)
    {
        if (cluster.Of(ReadKind.Namespace).FirstOrDefault(item => item.Name == name) is { } space) return space.LabelTexts();
        return cluster.Facts.Facts?.Namespace.FirstOrDefault(known => known.Name == name)?.Label;
    }
}

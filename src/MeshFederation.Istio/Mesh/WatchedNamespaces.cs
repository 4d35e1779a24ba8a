using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Istio.Mesh;

/// <summary>Tells which namespaces the istiod of a cluster looks at; what stands in another does not exist for it.</summary>
public static class WatchedNamespaces
{
    /// <summary>
    /// The label that the API server itself gives every namespace since Kubernetes 1.21 (k8s.io/api/core/v1, LabelMetadataName).
    /// </summary>
    private const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>
    /// Whether istiod looks at a namespace: one that some selector selects, be it Istio's own or not (istio pkg/kube/namespace/filter.go),
    /// and where istiod is bound to a namespace, that one (istio pilot/pkg/features InformerWatchNamespace).
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="namespace">The name of the namespace.</param>
    /// <returns>Null when its labels are not known, and decide.</returns>
    public static bool? Watches(this MeshCluster cluster, string @namespace)
    {
        if (cluster.Facts?.Setting(IstiodVariable.WatchNamespace) is { Length: > 0 } only && only != @namespace) return false;
        var selectors = cluster.MeshConfig.DiscoverySelector;
        if (selectors.Count == 0 || !IstioBehavior.DiscoverySelectors(cluster.IstioVersion)) return true;
        return Selected(cluster, selectors, @namespace);
    }

    /// <summary>
    /// Whether istiod looks at the Istio objects of a namespace. Before 1.22 selectors leave out Services and pods only, unless it is told
    /// otherwise.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="namespace">The name of the namespace.</param>
    /// <returns>Null when its labels are not known, and decide.</returns>
    public static bool? WatchesObjects(this MeshCluster cluster, string @namespace)
    {
        var scoped = cluster.Facts?.Switch(IstiodVariable.ResourceScoping)
            ?? IstioBehavior.SelectorsCoverIstioObjects(cluster.IstioVersion);
        if (scoped || cluster.MeshConfig.DiscoverySelector.Count == 0) return cluster.Watches(@namespace);
        return cluster.Facts?.Setting(IstiodVariable.WatchNamespace) is not { Length: > 0 } only || only == @namespace;
    }

    /// <summary>Whether its version alone decides if selectors hold for Istio's objects.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when nothing tells istiod, and there are selectors.</returns>
    public static bool AreObjectsSelectedByVersion(this MeshCluster cluster) =>
        cluster.MeshConfig.DiscoverySelector.Count > 0 && cluster.Facts?.Switch(IstiodVariable.ResourceScoping) is null;

    /// <summary>Whether a cluster is known to have a namespace.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="namespace">The name of the namespace.</param>
    /// <returns>Null when its namespaces are not known.</returns>
    public static bool? HasNamespace(this MeshCluster cluster, string @namespace) =>
        cluster.Facts is not { Namespace: { Count: > 0 } known } ? null : known.Any(item => item.Name == @namespace);

    /// <summary>Apart, so that nothing is made for it where istiod looks at all, as nearly everywhere.</summary>
    private static bool? Selected(MeshCluster cluster, ValueList<NamespaceSelector> selectors, string @namespace) =>
        cluster.Facts?.Namespace.FirstOrDefault(known => known.Name == @namespace) is { } found
            ? Selected(selectors, found.Label)
            : ByName(selectors, @namespace);

    private static bool Selected(ValueList<NamespaceSelector> selectors, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var selector in selectors)
        {
            if (selector.Selects(labels)) return true;
        }

        return false;
    }

    /// <summary>
    /// What the name alone decides: selected whatever other labels there are, not selected whatever they are, or not known.
    /// </summary>
    private static bool? ByName(ValueList<NamespaceSelector> selectors, string name)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [NameLabel] = name };
        if (selectors.Any(selector => selector.Selects(labels) && selector.Requirement.All(requirement => requirement.Key == NameLabel)))
            return true;
        return selectors.All(
            selector => selector.Requirement.Any(requirement => requirement.Key == NameLabel && !requirement.Meets(labels)))
            ? false
            : null;
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The labels that istiod itself adds to endpoints and to the proxies that call, beside those that objects have: cluster, network,
/// locality and node
/// (istio pilot/pkg/serviceregistry/util/label/label.go AugmentLabels). Subsets and sourceLabels may ask for them.
/// </summary>
public static class IstiodLabels
{
    /// <summary>The cluster, as its istiod was told; always overwritten.</summary>
    public const string Cluster = "topology.istio.io/cluster";

    /// <summary>The network; what an object says itself is kept.</summary>
    public const string Network = "topology.istio.io/network";

    /// <summary>The zone of a node, as its label says it, and so of the pods there.</summary>
    public const string Zone = "topology.kubernetes.io/zone";

    private const string OwnLocality = "istio-locality";
    private const string Locality = "topology.istio.io/locality";

    /// <summary>The labels of a locality: its region, zone and subzone.</summary>
    public static IReadOnlyList<string> Localities { get; } =
        [RegionSyntax.Label, Zone, "topology.istio.io/subzone"];

    private static readonly string[] OfPlace = [.. Localities, "kubernetes.io/hostname"];

    /// <summary>The name under which istiod knows its own cluster: what it was told, else that of the cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The name.</returns>
    public static string ClusterOf(MeshCluster cluster) => cluster.Facts?.Setting(IstiodVariable.ClusterId) ?? cluster.Name;

    /// <summary>Labels with those that istiod adds for a cluster.</summary>
    /// <param name="labels">The labels of a pod, endpoint or proxy.</param>
    /// <param name="cluster">The cluster whose istiod adds them.</param>
    /// <param name="network">The network that the object itself says, or empty.</param>
    /// <param name="locality">The locality <c>region/zone/subzone</c> that the object says, or empty.</param>
    /// <returns>The labels.</returns>
    public static UnstructuredMap Augment(UnstructuredMap labels, MeshCluster cluster, string network = "", string locality = "")
    {
        var added = new List<(string, object?)> { (Cluster, ClusterOf(cluster)) };
        var place = LocalityOf(locality, labels, cluster).Split('/');
        for (var i = 0; i < Math.Min(place.Length, 3); i++)
        {
            if (place[i].Length > 0) added.Add((OfPlace[i], place[i]));
        }

        var own = network.Length > 0 ? network : cluster.Network ?? "";
        if (own.Length > 0 && labels.Text(Network) is null or "") added.Add((Network, own));
        var keys = added.Select(pair => pair.Item1).ToHashSet(StringComparer.Ordinal);
        return UnstructuredMap.Of([.. labels.Where(label => !keys.Contains(label.Key))
            .Select(label => (label.Key, label.Value)), .. added]);
    }

    /// <summary>
    /// The locality that labels name, as <c>region/zone/subzone</c>; empty where they name none. Of pods it outranks that of their node,
    /// and of proxies, too (istio pilot/pkg/serviceregistry/kube/controller/controller.go getPodLocality; GetLocalityLabel and
    /// SanitizeLocalityLabel beside the label's name, of which the latter leaves dots where there is a slash).
    /// </summary>
    /// <param name="labels">The labels of an endpoint or proxy.</param>
    /// <param name="cluster">The cluster whose istiod reads them.</param>
    /// <returns>The locality.</returns>
    public static string LocalityOf(UnstructuredMap labels, MeshCluster cluster)
    {
        var newer = IstioBehavior.ReadsLocalityOfTopology(cluster.IstioVersion) ? labels.Text(Locality) : null;
        var own = newer ?? labels.Text(OwnLocality) ?? "";
        return own.Contains('/', StringComparison.Ordinal) ? own : own.Replace('.', '/');
    }

    /// <summary>
    /// The locality of an endpoint: what it says, else what its labels name (istio
    /// pilot/pkg/serviceregistry/serviceentry/conversion.go convertWorkloadEntryToInstance).
    /// </summary>
    /// <param name="said">What the field <c>locality</c> of its object says, if anything.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="cluster">The cluster whose istiod reads it.</param>
    /// <returns>The locality; empty where neither names one.</returns>
    public static string LocalityOf(string? said, UnstructuredMap labels, MeshCluster cluster) =>
        said is { Length: > 0 } ? said : LocalityOf(labels, cluster);

    /// <summary>A caller as istiod sees it, for conditions on its labels.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <returns>The caller with the labels that istiod adds.</returns>
    public static MeshCaller Augment(MeshCaller caller, MeshCluster cluster) => caller with { Labels = Augment(caller.Labels, cluster) };

    /// <summary>Whether labels select an object once istiod has added its own.</summary>
    /// <param name="selector">The labels that are asked for.</param>
    /// <param name="labels">The labels of the object.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool Selects(UnstructuredMap selector, UnstructuredMap labels, MeshCluster cluster) =>
        selector.Selects(labels) ? !selector.ContainsKey(Cluster) || selector.Text(Cluster) == ClusterOf(cluster)
        : selector.Keys.Any(IsAdded) && selector.Selects(Augment(labels, cluster));

    /// <summary>Whether labels ask for the region, zone or node of pods, which only the nodes tell.</summary>
    /// <param name="selector">The labels that are asked for.</param>
    /// <returns>True when they do.</returns>
    public static bool AskForPlace(UnstructuredMap selector) => selector.Keys.Any(key => Array.IndexOf(OfPlace, key) >= 0);

    /// <summary>Whether labels ask for another cluster, whose pods istiod knows only where it reads that cluster too.</summary>
    /// <param name="selector">The labels that are asked for.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The name of the other cluster; null when they do not.</returns>
    public static string? OtherCluster(UnstructuredMap selector, MeshCluster cluster) =>
        selector.Text(Cluster) is { } name && name != ClusterOf(cluster) ? name : null;

    private static bool IsAdded(string key) => key is Cluster or Network || Array.IndexOf(OfPlace, key) >= 0;
}

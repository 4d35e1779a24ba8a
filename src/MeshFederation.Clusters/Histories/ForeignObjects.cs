using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Histories;

/// <summary>What is said of objects that carry the labels of a federation and are not its own, as copies do.</summary>
internal static class ForeignObjects
{
    /// <summary>An object.</summary>
    public static string Note(MeshManifest item) => $"{MeshErrorId.ObjectForeign}: {item} in the cluster '{item.Cluster}' {Why(item)}";

    /// <summary>A ConfigMap that carries the labels of a history.</summary>
    public static string Note(MeshCluster cluster, string federation, string configMap) =>
        $"{MeshErrorId.ObjectForeign}: {ResourceKinds.ConfigMap.Kind}/{cluster.IstioNamespace}/{configMap} in the cluster "
        + $"'{cluster.Name}' carries the labels of the history of the federation '{federation}', and is none of its revisions: it is not "
        + "read, and stays as it is.";

    /// <summary>A difference from what was published, which says so where the object is not the federation's.</summary>
    public static MeshChange Marked(MeshChange change)
    {
        if (change.Live is null) return change;
        var live = new MeshManifest(change.Cluster, change.Live);
        return change.Action == ChangeAction.Delete && Ownership.OnlyCarriesLabels(live, live.Federation)
            ? change with { Message = $"{MeshErrorId.ObjectForeign}: It {Why(live)}" }
            : change;
    }

    private static string Why(MeshManifest item) =>
        $"carries the labels of the federation '{item.Federation}', but was made by {Ownership.Managers(item)} and is in none of its "
        + "revisions: it is not the federation's, and stays as it is.";
}

using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Objects that lead calls somewhere, or let callers in, in some of the versions alone that their cluster may have, since istiod looks at
/// their namespace, or shows them by default, in these. Calls that go otherwise by them may break in no version, and so be said nowhere
/// else.
/// </summary>
internal static class SeenDoubts
{
    /// <summary>Each object once, with what is not known of it.</summary>
    /// <param name="cluster">The cluster.</param>
    public static IEnumerable<(MeshManifest Object, string Question)> Of(RoutingCluster cluster) => cluster.OtherVersions.Count == 0
        ? []
        : cluster.Objects.Select(item => Of(cluster, item)).OfType<(MeshManifest Object, string Question)>();

    /// <summary>What is not known of an object in a namespace that no selector selects.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="what">What is in it.</param>
    public static string Question(string cluster, string space, string what) =>
        $"istiod of {cluster} looks at the namespace {space}, where {what} is and which no selector selects, as before Istio 1.22,";

    private static (MeshManifest Object, string Question)? Of(RoutingCluster cluster, MeshManifest item)
    {
        if (ReadKind.Find(item.ApiVersion, item.Kind) is not { } kind) return null;
        foreach (var other in cluster.OtherVersions)
        {
            if (Leads(cluster, kind, item) && IsSeen(cluster, item) != IsSeen(other, item))
                return (item, Question(cluster.Name, item.Namespace, item.ToString()));
            if (IsShown(kind) && !ExportScope.Of(item, cluster.Facts).IsSameAs(ExportScope.Of(item, other.Facts)))
            {
                var question = $"callers in {cluster.Name} are given {item} as in Istio {cluster.Facts.IstioVersion}, and not as in "
                    + $"{other.Facts.IstioVersion},";
                return (item, question);
            }
        }

        return null;
    }

    /// <summary>
    /// Whether an object is missed where istiod does not look at it: policies of such a namespace are for nobody who is called, save those
    /// of the root.
    /// </summary>
    private static bool Leads(RoutingCluster cluster, ReadKind kind, MeshManifest item)
    {
        if (kind == ReadKind.AuthorizationPolicy || kind == ReadKind.PeerAuthentication)
            return item.Namespace == RootNamespace.Of(cluster.Facts);
        return kind == ReadKind.ServiceEntry || kind == ReadKind.VirtualService || kind == ReadKind.DestinationRule
            || kind == ReadKind.Gateway || kind == ReadKind.Sidecar;
    }

    private static bool IsShown(ReadKind kind) =>
        kind == ReadKind.Service || kind == ReadKind.ServiceEntry || kind == ReadKind.VirtualService;

    private static bool IsSeen(RoutingCluster cluster, MeshManifest item) => cluster.Facts.WatchesObjects(item.Namespace) is not false;
}

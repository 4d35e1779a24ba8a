using System.Globalization;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>The root certificates that clusters told of.</summary>
internal static class RootCertificates
{
    private static readonly RootExpired Expired = new();
    private static readonly RootExpires Expires = new();

    public static IEnumerable<(MeshCluster Cluster, MeshRootCertificate Root)> Of(FederationView federation) =>
        federation.Views.SelectMany(view => view.Cluster.Facts?.RootCertificate ?? [], (view, root) => (view.Cluster, root));

    /// <summary>What is wrong with a root certificate at a moment, in a sentence without its end; null when it lasts.</summary>
    public static (Rule Rule, string Why)? Judge(MeshCluster cluster, MeshRootCertificate root, DateTimeOffset now)
    {
        if (root.Expires <= now) return (Expired, $"The root certificate {root.Subject} of {cluster.Name} expired on {Day(root)}");
        return root.Expires <= now.AddDays(RootExpires.Days)
            ? (Expires, $"The root certificate {root.Subject} of {cluster.Name} expires on {Day(root)}")
            : null;
    }

    public static string Day(MeshRootCertificate root) => root.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

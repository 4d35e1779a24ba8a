using System.Globalization;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>The root certificates that clusters told of.</summary>
internal static class RootCertificates
{
    public static IEnumerable<(MeshCluster Cluster, MeshRootCertificate Root)> Of(FederationView federation) =>
        federation.Views.SelectMany(view => view.Cluster.Facts?.RootCertificate ?? [], (view, root) => (view.Cluster, root));

    public static string Day(MeshRootCertificate root) => root.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

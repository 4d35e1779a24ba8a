using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Analysis.Identity;

/// <summary>The roots that the proxies of a cluster get: as they were read now, else as they are known of it.</summary>
internal static class TrustedRoots
{
    /// <summary>The roots of a cluster.</summary>
    /// <returns>The roots; none where they are not known.</returns>
    public static ValueList<MeshRootCertificate> Of(MeshCluster cluster, List<AuthorityState> read) =>
        read.Find(state => state.Cluster.Name == cluster.Name) is { Served: { Count: > 0 } served }
            ? served.Select(root => new MeshRootCertificate(root.Subject, root.Fingerprint, root.Expires)).ToValueList()
            : cluster.Facts?.RootCertificate ?? [];

    /// <summary>Their fingerprints.</summary>
    public static HashSet<string> Fingerprints(IEnumerable<MeshRootCertificate> roots) =>
        roots.Select(root => root.Fingerprint).ToHashSet(StringComparer.Ordinal);
}

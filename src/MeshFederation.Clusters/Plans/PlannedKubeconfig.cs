using System.Security.Cryptography;
using System.Text;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Plans;

/// <summary>
/// How the file of a plan names a kubeconfig: by the name of the file, and a digest of where it lies. So whoever has one there finds out
/// that it is meant, and nobody where it lies on the machine that made the plan.
/// </summary>
internal static class PlannedKubeconfig
{
    private const string Key = "kubeconfig", DigestKey = "kubeconfigDigest";

    /// <summary>Stands for the folder of one that is not known here; nothing lies there.</summary>
    private const string Somewhere = "…/";

    /// <summary>A cluster as it was written, without the path.</summary>
    public static UnstructuredMap Hide(UnstructuredMap cluster) =>
        cluster.Text(Key) is not { } path || path.StartsWith(Somewhere, StringComparison.Ordinal)
            ? cluster
            : cluster.With(Key, Somewhere + NameOf(path)).With(DigestKey, Digest(path));

    /// <summary>Which kubeconfig a cluster names.</summary>
    /// <param name="cluster">The cluster, as it was read.</param>
    /// <param name="known">The whole paths of those that may be meant.</param>
    /// <param name="isKnown">Whether it is one of them, or none is named.</param>
    /// <returns>
    /// The path when it is known, null when none is named, else what is shown of it: the name, or the path in files of versions that wrote
    /// it.
    /// </returns>
    public static string? Read(UnstructuredMap cluster, IEnumerable<string> known, out bool isKnown)
    {
        var text = cluster.Text(Key);
        var found = cluster.Text(DigestKey) is { } digest
            ? known.FirstOrDefault(path => Digest(path) == digest)
            : known.FirstOrDefault(path => text is not null && SessionKubeconfig.IsSame(path, text));
        isKnown = text is null || found is not null;
        return text is null ? null : found ?? text;
    }

    private static string Digest(string path) =>
        "sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(KubeconfigLocation.Full(path)))).ToLowerInvariant();

    /// <summary>A plan of one system may be read on another, so both separators count.</summary>
    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}

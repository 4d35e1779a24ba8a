using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>What a revision holds, in as many parts as it needs ConfigMaps.</summary>
/// <param name="Bytes">The parts.</param>
/// <param name="Digest">What tells its objects from others.</param>
/// <param name="DeclarationNote">What became of its declaration; empty when there was none.</param>
internal sealed record RevisionParts(IReadOnlyList<ReadOnlyMemory<byte>> Bytes, string Digest, string DeclarationNote)
{
    /// <summary>The parts. Going back needs the objects, not their declaration, so where both are too large that is left out.</summary>
    /// <exception cref="MeshException">The objects alone are too large.</exception>
    public static RevisionParts Of(
        MeshRevision revision, MeshCluster cluster, IReadOnlyList<UnstructuredMap> objects, UnstructuredMap? declaration)
    {
        var digest = RevisionDigest.Of(objects);
        if (declaration is not null)
        {
            var whole = RevisionContent.Write(cluster, objects, declaration);
            if (Problem(revision, cluster, whole) is null) return new(Chunks(whole.Compressed), digest, "true");
        }

        var content = RevisionContent.Write(cluster, objects);
        return Problem(revision, cluster, content) is { } problem
            ? throw problem
            : new(Chunks(content.Compressed), digest, declaration is null ? "" : "left-out");
    }

    private static MeshException? Problem(MeshRevision revision, MeshCluster cluster, (byte[] Compressed, long Length) content)
    {
        const int most = ClusterHistory.PartSize * RevisionDocument.MostParts;
        if (content.Compressed.Length > most)
            return HistoryErrors.TooLarge(revision, cluster, content.Compressed.Length, most, "when compressed");
        return content.Length > RevisionContent.MostBytes
            ? HistoryErrors.TooLarge(revision, cluster, content.Length, RevisionContent.MostBytes, "before they are compressed")
            : null;
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> Chunks(ReadOnlyMemory<byte> content) =>
    [
        .. Enumerable.Range(0, (content.Length + ClusterHistory.PartSize - 1) / ClusterHistory.PartSize)
            .Select(part => part * ClusterHistory.PartSize)
            .Select(start => content.Slice(start, Math.Min(ClusterHistory.PartSize, content.Length - start))),
    ];
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>Reads what the revisions of a cluster hold, and believes nothing of it that is not as a publish writes it.</summary>
internal sealed class RevisionReader(KubernetesApi api, MeshCluster cluster)
{
    /// <summary>The objects of a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="parts">The ConfigMaps of the revision that are there.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The objects.</returns>
    /// <exception cref="MeshException">A part is missing, it cannot be read, or holds what no publish writes.</exception>
    public async Task<IReadOnlyList<UnstructuredMap>> ObjectsAsync(
        MeshRevision revision, IReadOnlyList<RecordPart> parts, CancellationToken ct)
    {
        IReadOnlyList<UnstructuredMap> objects =
            [.. (await ContentAsync(revision, parts, ct).ConfigureAwait(false)).Maps("objects")];
        if (RevisionDigest.Of(objects) != First(parts).Digest)
            throw HistoryErrors.Invalid(revision, cluster, "its content was changed by somebody else");
        return RevisionObjects.Problem(objects, revision.Name) is { } problem
            ? throw HistoryErrors.Invalid(revision, cluster, problem)
            : objects;
    }

    /// <summary>The cluster as it was declared for a revision, reached as it is now.</summary>
    /// <exception cref="MeshException">A part is missing, or it cannot be read.</exception>
    public async Task<MeshCluster> ClusterAsync(MeshRevision revision, IReadOnlyList<RecordPart> parts, CancellationToken ct)
    {
        var content = await ContentAsync(revision, parts, ct).ConfigureAwait(false);
        if (content.Map("cluster") is not { } declared) return cluster;
        return PlanReader.ReadCluster(revision.ToString(), declared) with
        {
            Context = cluster.Context,
            Kubeconfig = cluster.Kubeconfig,
            IstioNamespace = cluster.IstioNamespace,
        };
    }

    /// <summary>The declaration of the federation; null where none was kept.</summary>
    /// <exception cref="MeshException">A part is missing, or it cannot be read.</exception>
    public async Task<UnstructuredMap?> DeclarationAsync(
        MeshRevision revision, IReadOnlyList<RecordPart> parts, CancellationToken ct) =>
            (await ContentAsync(revision, parts, ct).ConfigureAwait(false)).Map("declaration");

    private static RecordPart First(IReadOnlyList<RecordPart> parts) => parts.First(part => part.Part == 0);

    private async Task<UnstructuredMap> ContentAsync(MeshRevision revision, IReadOnlyList<RecordPart> parts, CancellationToken ct)
    {
        var count = First(parts).Parts;
        if (count is < 1 or > RevisionDocument.MostParts)
            throw HistoryErrors.Invalid(revision, cluster, FormattableString.Invariant($"it says that it has {count} parts"));
        using var content = new MemoryStream();
        for (var part = 0; part < count; part++)
        {
            var item = parts.Any(there => there.Part == part)
                ? await api.GetAsync(
                    ResourceKinds.ConfigMap,
                    cluster.IstioNamespace,
                    RevisionDocument.Name(revision.Name, revision.Revision, part),
                    ct).ConfigureAwait(false)
                : null;
            if (item is null)
            {
                throw HistoryErrors.Invalid(
                    revision, cluster, FormattableString.Invariant($"its part {part + 1} of {count} is missing"));
            }

            var bytes = new byte[ClusterHistory.PartSize + 3];
            if (!Convert.TryFromBase64String(item.Map("binaryData")?.Text(RevisionLabels.ContentKey) ?? "", bytes, out var length))
                throw HistoryErrors.Invalid(revision, cluster, "it is no base64");
            content.Write(bytes, 0, length);
        }

        return RevisionContent.TryRead(content.ToArray()) ?? throw HistoryErrors.Invalid(revision, cluster, "its content is damaged");
    }
}

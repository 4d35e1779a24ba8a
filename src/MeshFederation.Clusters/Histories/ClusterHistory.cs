using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>The history of one federation in one cluster: ConfigMaps in the namespace of Istio.</summary>
internal sealed class ClusterHistory
{
    /// <summary>
    /// A ConfigMap holds at most 1 MiB (kubernetes pkg/apis/core/validation ValidateConfigMap), of which names and notes need some.
    /// </summary>
    public const int PartSize = 700 * 1024;

    private const int MostParts = 8;

    private readonly KubernetesApi _api;
    private readonly MeshCluster _cluster;
    private readonly IReadOnlyList<UnstructuredMap> _configMaps;

    private ClusterHistory(KubernetesApi api, MeshCluster cluster, IReadOnlyList<UnstructuredMap> configMaps)
    {
        (_api, _cluster, _configMaps) = (api, cluster, configMaps);
        Revisions = [.. configMaps.Select(RevisionDocument.Read).OfType<MeshRevision>().OrderBy(revision => revision.Revision)];
    }

    /// <summary>The revisions, the oldest first.</summary>
    public IReadOnlyList<MeshRevision> Revisions { get; }

    /// <summary>The newest that was published as a whole.</summary>
    public MeshRevision? Current => Revisions.LastOrDefault(revision => revision.State == RevisionState.Published);

    /// <summary>Reads the histories of all federations of a cluster.</summary>
    public static async Task<ILookup<string, ClusterHistory>> ReadAllAsync(KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        var list =
            await api.ListAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, RevisionLabels.Selector(null), ct).ConfigureAwait(false);
        return list.Item.GroupBy(item => new MeshManifest("", item).Federation, StringComparer.Ordinal)
            .ToLookup(items => items.Key, items => new ClusterHistory(api, cluster, [.. items]), StringComparer.Ordinal);
    }

    /// <summary>Reads the history of a federation.</summary>
    public static async Task<ClusterHistory> ReadAsync(KubernetesApi api, MeshCluster cluster, string federation, CancellationToken ct)
    {
        var list = await api.ListAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, RevisionLabels.Selector(federation), ct)
            .ConfigureAwait(false);
        return new(api, cluster, list.Item);
    }

    /// <summary>The objects of a revision.</summary>
    /// <exception cref="Model.Errors.MeshException">A part is missing, or it cannot be read.</exception>
    public IReadOnlyList<UnstructuredMap> ObjectsOf(MeshRevision revision)
    {
        IReadOnlyList<UnstructuredMap> objects = [.. ContentOf(revision).Maps("objects")];
        return RevisionContent.Digest(objects) == RevisionDocument.Digest(First(revision))
            ? objects
            : throw HistoryErrors.Invalid(revision, _cluster, "its content was changed by somebody else");
    }

    /// <summary>
    /// The cluster as it was declared last, reached as it is now. Revisions that cannot be read are passed over: they must not keep anybody
    /// from going back to another one, or from removing the federation.
    /// </summary>
    public MeshCluster ClusterDeclared()
    {
        foreach (var revision in Revisions.Reverse())
        {
            try
            {
                return ClusterOf(revision);
            }
            catch (Model.Errors.MeshException)
            {
                // The one before may be whole.
            }
        }

        return Revisions is [.., { Cluster.Length: > 0 } last] ? _cluster with { Name = last.Cluster } : _cluster;
    }

    private MeshCluster ClusterOf(MeshRevision revision) => ContentOf(revision).Map("cluster") is { } cluster
        ? PlanReader.ReadCluster(revision.ToString(), cluster) with
        {
            Context = _cluster.Context,
            Kubeconfig = _cluster.Kubeconfig,
            IstioNamespace = _cluster.IstioNamespace
        }
        : _cluster;

    /// <summary>The objects of a revision; null when they cannot be read.</summary>
    public IReadOnlyList<UnstructuredMap>? TryObjectsOf(MeshRevision revision)
    {
        try
        {
            return ObjectsOf(revision);
        }
        catch (Model.Errors.MeshException)
        {
            return null;
        }
    }

    /// <summary>Stores a revision.</summary>
    /// <exception cref="Model.Errors.MeshException">It is too large, or the cluster does not take it.</exception>
    public async Task SaveAsync(MeshRevision revision, IReadOnlyList<UnstructuredMap> objects, CancellationToken ct)
    {
        var content = RevisionContent.Write(_cluster, objects);
        if (content.Length > PartSize * MostParts) throw HistoryErrors.TooLarge(revision, _cluster, content.Length, PartSize * MostParts);
        var digest = RevisionContent.Digest(objects);
        var parts = content.Chunk(PartSize).ToArray();
        for (var part = parts.Length - 1; part >= 0; part--)
        {
            await _api.ApplyAsync(
                ResourceKinds.ConfigMap,
                RevisionDocument.Write(revision, _cluster.IstioNamespace, digest, parts[part], part, parts.Length),
                new(),
                ct).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the oldest revisions beyond a number.</summary>
    public Task TrimAsync(int limit, CancellationToken ct) => RemoveAsync(Revisions.Take(Math.Max(0, Revisions.Count - limit)), ct);

    /// <summary>Removes a revision that was stored since the history was read.</summary>
    public async Task RemoveNewAsync(MeshRevision revision, CancellationToken ct)
    {
        for (var part = 0; part < MostParts; part++)
        {
            var name = RevisionDocument.Name(revision.Name, revision.Revision, part);
            if (!await _api.DeleteAsync(ResourceKinds.ConfigMap, _cluster.IstioNamespace, name, new(), ct).ConfigureAwait(false)) return;
        }
    }

    /// <summary>Removes the whole history, and nothing that does not carry its labels.</summary>
    public async Task RemoveAllAsync(string federation, CancellationToken ct)
    {
        var now = await ReadAsync(_api, _cluster, federation, ct).ConfigureAwait(false);
        await DeleteAsync(now._configMaps, ct).ConfigureAwait(false);
    }

    private UnstructuredMap ContentOf(MeshRevision revision)
    {
        var (parts, names) = (RevisionDocument.Parts(First(revision)),
            _configMaps.ToDictionary(item => new MeshManifest("", item).Name, StringComparer.Ordinal));
        using var content = new MemoryStream();
        for (var part = 0; part < parts; part++)
        {
            if (!names.TryGetValue(RevisionDocument.Name(revision.Name, revision.Revision, part), out var item))
                throw HistoryErrors.Invalid(revision, _cluster, $"its part {part + 1} of {parts} is missing");
            var bytes = new byte[PartSize + 3];
            if (!Convert.TryFromBase64String(item.Map("binaryData")?.Text(RevisionLabels.ContentKey) ?? "", bytes, out var count))
                throw HistoryErrors.Invalid(revision, _cluster, "it is no base64");
            content.Write(bytes, 0, count);
        }

        return RevisionContent.TryRead(content.ToArray()) ?? throw HistoryErrors.Invalid(revision, _cluster, "its content is damaged");
    }

    private Task RemoveAsync(IEnumerable<MeshRevision> revisions, CancellationToken ct)
    {
        var numbers = revisions.Select(revision => revision.Revision).ToHashSet();
        return DeleteAsync(
            _configMaps.Where(item =>
                RevisionDocument.Number(item.Map("metadata")?.Map("labels") ?? UnstructuredMap.Empty, RevisionLabels.Revision) is { } number
                    && numbers.Contains(number)),
            ct);
    }

    private async Task DeleteAsync(IEnumerable<UnstructuredMap> configMaps, CancellationToken ct)
    {
        foreach (var item in configMaps.Select(item => new MeshManifest("", item)))
        {
            await _api.DeleteAsync(ResourceKinds.ConfigMap, item.Namespace, item.Name, new(Uid: item.Metadata.Text("uid")), ct)
                .ConfigureAwait(false);
        }
    }

    private UnstructuredMap First(MeshRevision revision) =>
        _configMaps.First(item => RevisionDocument.Read(item)?.Revision == revision.Revision);
}

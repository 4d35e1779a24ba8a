using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// The history of one federation in one cluster: ConfigMaps in the namespace of Istio. What they hold is read when it is asked for.
/// </summary>
internal sealed class ClusterHistory
{
    /// <summary>
    /// A ConfigMap holds at most 1 MiB (kubernetes pkg/apis/core/validation ValidateConfigMap), of which names and notes need some.
    /// </summary>
    public const int PartSize = 700 * 1024;

    private readonly KubernetesApi _api;
    private readonly MeshCluster _cluster;
    private readonly RevisionReader _reader;
    private readonly ILookup<int, RecordPart> _parts;
    private RevisionParts? _content;
    private readonly Dictionary<int, string?> _stored = [];

    private ClusterHistory(KubernetesApi api, MeshCluster cluster, IEnumerable<RecordPart> parts)
    {
        (_api, _cluster, _reader) = (api, cluster, new(api, cluster));
        _parts = parts.ToLookup(part => part.Number);
        Revisions =
            [.. _parts.SelectMany(same => same).Select(part => part.Revision).OfType<MeshRevision>().OrderBy(one => one.Revision)];
    }

    public MeshCluster Cluster => _cluster;

    /// <summary>The revisions, the oldest first.</summary>
    public IReadOnlyList<MeshRevision> Revisions { get; }

    /// <summary>The ConfigMaps that carry the labels of the history and are not of it.</summary>
    public IReadOnlyList<string> Foreign { get; private init; } = [];

    /// <summary>The highest number that any ConfigMap of the history has, be it left from a save that was cut off; 0 for none.</summary>
    public int Newest { get; private init; }

    /// <summary>The newest that was published as a whole.</summary>
    public MeshRevision? Current => Revisions.LastOrDefault(revision => revision.State == RevisionState.Published);

    /// <summary>Reads the histories of all federations of a cluster.</summary>
    public static async Task<ILookup<string, ClusterHistory>> ReadAllAsync(KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        var list = await ListAsync(api, cluster, null, ct).ConfigureAwait(false);
        var histories = list.GroupBy(item => new MeshManifest("", item).Federation, StringComparer.Ordinal)
            .Select(async items => (items.Key, History: await OfAsync(api, cluster, [.. items], ct).ConfigureAwait(false)));
        return (await Task.WhenAll(histories).ConfigureAwait(false)).ToLookup(one => one.Key, one => one.History, StringComparer.Ordinal);
    }

    /// <summary>Reads the history of a federation.</summary>
    public static async Task<ClusterHistory> ReadAsync(KubernetesApi api, MeshCluster cluster, string federation, CancellationToken ct) =>
        await OfAsync(api, cluster, await ListAsync(api, cluster, federation, ct).ConfigureAwait(false), ct).ConfigureAwait(false);

    /// <summary>The objects of a revision.</summary>
    /// <exception cref="MeshException">A part is missing, it cannot be read, or holds what no publish writes.</exception>
    public Task<IReadOnlyList<UnstructuredMap>> ObjectsOfAsync(MeshRevision revision, CancellationToken ct) =>
        _reader.ObjectsAsync(revision, [.. _parts[revision.Revision]], ct);

    /// <summary>The declaration of a revision that has one.</summary>
    public Task<UnstructuredMap?> DeclarationOfAsync(MeshRevision revision, CancellationToken ct) =>
        _reader.DeclarationAsync(revision, [.. _parts[revision.Revision]], ct);

    /// <summary>
    /// The cluster as it was declared last, reached as it is now. Revisions that cannot be read are passed over: they must not keep anybody
    /// from going back to another one, or from removing the federation.
    /// </summary>
    public async Task<MeshCluster> ClusterDeclaredAsync(CancellationToken ct)
    {
        foreach (var revision in Revisions.Reverse())
        {
            try
            {
                return await _reader.ClusterAsync(revision, [.. _parts[revision.Revision]], ct).ConfigureAwait(false);
            }
            catch (MeshException exception) when (IsOfContent(exception))
            {
                // The one before may be whole.
            }
        }

        return Revisions is [.., { Cluster.Length: > 0 } last] ? Named(last.Cluster) : _cluster;
    }

    /// <summary>The objects of a revision; null when what is stored of them cannot be read.</summary>
    public async Task<IReadOnlyList<UnstructuredMap>?> TryObjectsOfAsync(MeshRevision revision, CancellationToken ct)
    {
        try
        {
            return await ObjectsOfAsync(revision, ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.RevisionInvalid)
        {
            return null;
        }
    }

    /// <summary>Stores a revision that is new, and removes what an earlier save left that was cut off.</summary>
    /// <exception cref="MeshException">It is too large, the cluster does not take it, or something else has its name.</exception>
    public async Task BeginAsync(
        MeshRevision revision, IReadOnlyList<UnstructuredMap> objects, CancellationToken ct, UnstructuredMap? declaration = null)
    {
        _content = RevisionParts.Of(revision, _cluster, objects, declaration);
        for (var part = 0; part < _content.Bytes.Count; part++)
        {
            var name = RevisionDocument.Name(revision.Name, revision.Revision, part);
            if (await _api.GetAsync(ResourceKinds.ConfigMap, _cluster.IstioNamespace, name, ct).ConfigureAwait(false) is not null)
                throw HistoryErrors.NameTaken(revision, _cluster, name);
        }

        await StoreAsync(revision, _content, ct).ConfigureAwait(false);
        await CleanAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Stores a revision.</summary>
    /// <exception cref="MeshException">It is too large, or the cluster does not take it.</exception>
    public Task SaveAsync(MeshRevision revision, IReadOnlyList<UnstructuredMap> objects, CancellationToken ct) =>
        StoreAsync(revision, _content ??= RevisionParts.Of(revision, _cluster, objects, null), ct);

    /// <summary>Removes the oldest revisions beyond a number.</summary>
    public Task TrimAsync(int limit, CancellationToken ct) => DeleteAsync(
        Revisions.Take(Math.Max(0, Revisions.Count - limit)).SelectMany(revision => _parts[revision.Revision]), ct);

    /// <summary>Removes a revision that was stored since the history was read, the first part first: others say nothing.</summary>
    public async Task RemoveNewAsync(MeshRevision revision, CancellationToken ct)
    {
        foreach (var (part, uid) in _stored.OrderBy(stored => stored.Key))
        {
            var name = RevisionDocument.Name(revision.Name, revision.Revision, part);
            if ((uid ?? await FindAsync(name, part, ct).ConfigureAwait(false)) is { } found)
                await _api.DeleteAsync(ResourceKinds.ConfigMap, _cluster.IstioNamespace, name, new(Uid: found), ct).ConfigureAwait(false);
        }
    }

    /// <summary>What a write left of which it is not known whether it was done: what has the name and holds what was written.</summary>
    private async Task<string?> FindAsync(string name, int part, CancellationToken ct)
    {
        var now = await _api.GetAsync(ResourceKinds.ConfigMap, _cluster.IstioNamespace, name, ct).ConfigureAwait(false);
        return now is not null && RecordPart.Read(now) is { IsWrittenByUs: true } ours
            && RevisionDocument.Holds(now, _content!, part)
            ? ours.Metadata.Text("uid")
            : null;
    }

    /// <summary>Removes the whole history, and nothing that only carries its labels.</summary>
    public async Task RemoveAllAsync(string federation, CancellationToken ct)
    {
        var now = await ReadAsync(_api, _cluster, federation, ct).ConfigureAwait(false);
        await now.DeleteAsync(now._parts.SelectMany(same => same), ct).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<UnstructuredMap>> ListAsync(
        KubernetesApi api, MeshCluster cluster, string? federation, CancellationToken ct) =>
            (await api.ListMetadataAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, RevisionLabels.Selector(federation), ct)
                .ConfigureAwait(false)).Item;

    /// <summary>
    /// Tells the history from what only carries its labels. What we did not write was restored from a backup when it is whole; else it is
    /// somebody's own.
    /// </summary>
    private static async Task<ClusterHistory> OfAsync(
        KubernetesApi api, MeshCluster cluster, IReadOnlyList<UnstructuredMap> configMaps, CancellationToken ct)
    {
        var read = configMaps.Select(RecordPart.Read).OfType<RecordPart>().ToList();
        var restored = new List<int>();
        foreach (var number in read.Where(part => !part.IsWrittenByUs).Select(part => part.Number).Distinct())
        {
            var one = new ClusterHistory(api, cluster, read.Where(part => part.Number == number));
            if (one.Revisions is [var revision] && await one.TryObjectsOfAsync(revision, ct).ConfigureAwait(false) is not null)
                restored.Add(number);
        }

        var ours = read.Where(part => part.IsWrittenByUs || restored.Contains(part.Number)).ToList();
        var names = ours.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        return new(api, cluster, ours)
        {
            Newest = read.Select(part => part.Number).DefaultIfEmpty().Max(),
            Foreign = [.. configMaps.Select(item => new MeshManifest("", item).Name).Where(name => !names.Contains(name))],
        };
    }

    /// <summary>The first part comes last, so that a revision which has it is whole.</summary>
    private async Task StoreAsync(MeshRevision revision, RevisionParts content, CancellationToken ct)
    {
        for (var part = content.Bytes.Count - 1; part >= 0; part--)
        {
            // A write that fails may have been done all the same.
            _stored.TryAdd(part, null);
            var stored = await _api.ApplyAsync(
                ResourceKinds.ConfigMap,
                RevisionDocument.Write(revision, _cluster.IstioNamespace, content, part),
                new(),
                ct).ConfigureAwait(false);
            _stored[part] = stored.Map("metadata")?.Text("uid");
        }
    }

    private static bool IsOfContent(MeshException exception) => exception is not ApiException
        && exception.Kind is MeshErrorKind.InvalidData or MeshErrorKind.InvalidArgument or MeshErrorKind.NotImplemented;

    /// <summary>The cluster by the name that an annotation gives it, where that can be one.</summary>
    private MeshCluster Named(string name)
    {
        try
        {
            return ClusterDeclaration.Check(_cluster with { Name = name });
        }
        catch (MeshException)
        {
            return _cluster;
        }
    }

    /// <summary>What stays for now goes with the next save.</summary>
    private async Task CleanAsync(CancellationToken ct)
    {
        try
        {
            await DeleteAsync(
                _parts.SelectMany(same =>
                {
                    var parts = same.FirstOrDefault(part => part.Part == 0)?.Parts ?? 0;
                    return same.Where(part => part.Part > 0 && part.Part >= parts);
                }),
                ct).ConfigureAwait(false);
        }
        catch (MeshException)
        {
            // It is in nobody's way.
        }
    }

    private async Task DeleteAsync(IEnumerable<RecordPart> parts, CancellationToken ct)
    {
        foreach (var part in parts.OrderBy(part => part.Number).ThenBy(part => part.Part))
        {
            await _api.DeleteAsync(
                ResourceKinds.ConfigMap, _cluster.IstioNamespace, part.Name, new(Uid: part.Metadata.Text("uid")), ct)
                .ConfigureAwait(false);
        }
    }
}

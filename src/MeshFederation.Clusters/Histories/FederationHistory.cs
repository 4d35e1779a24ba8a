using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Histories;

/// <summary>The history of a federation over its clusters: which revision there is to go back to, and what it held.</summary>
public sealed class FederationHistory
{
    private readonly IReadOnlyList<(MeshCluster Cluster, ClusterHistory History)> _histories;
    private readonly string _federation;

    private FederationHistory(string federation, IReadOnlyList<(MeshCluster Cluster, ClusterHistory History)> histories) =>
        (_federation, _histories) = (federation, histories);

    /// <summary>The clusters, under the names that they have in the federation.</summary>
    public IReadOnlyList<MeshCluster> Clusters => [.. _histories.Select(history => history.Cluster)];

    /// <summary>
    /// The clusters that the federation has by the newest revision of any of its clusters, but that were not named: who can write one
    /// record must not hide a cluster that another one names.
    /// </summary>
    public ValueList<string> Unnamed => _histories
        .Select(one => one.History.Revisions is [.., var newest] ? newest : null).OfType<MeshRevision>()
        .SelectMany(revision => revision.FederationCluster).Distinct(StringComparer.Ordinal)
        .Except(Clusters.Select(cluster => cluster.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>Whether any cluster has a history of the federation.</summary>
    public bool Exists => Revisions.Any();

    private IEnumerable<MeshRevision> Revisions => _histories.SelectMany(history => history.History.Revisions);

    /// <summary>Reads the histories.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The history.</returns>
    /// <exception cref="MeshException">A cluster cannot be read.</exception>
    public static async Task<FederationHistory> ReadAsync(
        string federation, IReadOnlyList<MeshCluster> clusters, Func<MeshCluster, KubernetesApi>? connect, CancellationToken ct)
    {
        connect ??= KubernetesConnections.For;
        return new(federation, await Task.WhenAll(
            clusters.Select(cluster => Task.Run(() => ReadAsync(federation, cluster, connect(cluster), ct), ct))).ConfigureAwait(false));
    }

    /// <summary>The number of the revision to go back to.</summary>
    /// <param name="asked">The number that was asked for; null for the one before what the clusters have now.</param>
    /// <returns>The number.</returns>
    /// <exception cref="MeshException">There is none.</exception>
    public int Target(int? asked)
    {
        var published =
            Revisions.Where(revision => revision.State == RevisionState.Published).Select(revision => revision.Revision).ToHashSet();
        if (asked is { } number) return published.Contains(number) ? number : throw HistoryErrors.NotFound(_federation, number, published);
        var newest = Revisions.Select(revision => revision.Revision).DefaultIfEmpty().Max();
        if (newest == 0) throw HistoryErrors.FederationUnknown(_federation, Clusters);
        var before = published.Where(revision => revision < newest).DefaultIfEmpty().Max();
        return before > 0 ? before : throw HistoryErrors.NoEarlier(_federation, newest);
    }

    /// <summary>The objects of a revision, in the order of publishing; none of a cluster that was not of the federation then.</summary>
    /// <param name="number">The number.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The objects.</returns>
    /// <exception cref="MeshException">A part of it cannot be read, or a cluster that it was published to has no record of it.</exception>
    public async Task<IReadOnlyList<MeshManifest>> ObjectsOfAsync(int number, CancellationToken ct)
    {
        var missing = MissingRecord.Of(
            _federation, number, [.. _histories.Select(one => (one.Cluster, one.History.Revisions))], static _ => false);
        if (missing.Count > 0) throw HistoryErrors.Missing(missing[0]);
        var parts = await Task.WhenAll(_histories.Select(entry => ObjectsOfAsync(entry.Cluster, entry.History, number, ct)))
            .ConfigureAwait(false);
        return
        [
            .. parts.SelectMany(part => part).OrderBy(manifest => manifest.Step)
                .ThenBy(manifest => manifest.Cluster, StringComparer.Ordinal),
        ];
    }

    /// <summary>The declaration of a revision, as keys and values.</summary>
    /// <param name="number">The number.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The declaration; null where no cluster keeps it.</returns>
    /// <exception cref="MeshException">What is kept cannot be read, or is not the same in all clusters.</exception>
    public async Task<UnstructuredMap?> DeclarationOfAsync(int number, CancellationToken ct)
    {
        var records = new List<(MeshCluster Cluster, UnstructuredMap Content)>();
        foreach (var (cluster, history) in _histories)
        {
            if (history.Revisions.FirstOrDefault(one => one.Revision == number && one.HasDeclaration) is not { } revision) continue;
            var record = await history.DeclarationOfAsync(revision, ct).ConfigureAwait(false);
            if (RecordedDeclaration.Read(record)?.Content is { } content) records.Add((cluster, content));
        }

        if (records.Count == 0) return null;
        RecordedDeclaration.RequireSame(_federation, number, records);
        return records[0].Content;
    }

    private static async Task<IEnumerable<MeshManifest>> ObjectsOfAsync(
        MeshCluster cluster, ClusterHistory history, int number, CancellationToken ct)
    {
        if (history.Revisions.FirstOrDefault(revision => revision.Revision == number) is not { } revision) return [];
        return (await history.ObjectsOfAsync(revision, ct).ConfigureAwait(false))
            .Select(item => new MeshManifest(cluster.Name, Served(cluster, item)))
            .Select(manifest => manifest with { Step = ObjectKinds.Of(manifest).StepOf(manifest) });
    }

    private static async Task<(MeshCluster Cluster, ClusterHistory History)> ReadAsync(
        string federation, MeshCluster declared, KubernetesApi api, CancellationToken ct)
    {
        var history = await ClusterHistory.ReadAsync(api, declared, federation, ct).ConfigureAwait(false);
        var cluster = await history.ClusterDeclaredAsync(ct).ConfigureAwait(false);
        return (await ServedIstio.ReadAsync(api, cluster, ct).ConfigureAwait(false), history);
    }

    /// <summary>An Istio that was upgraded since may serve its kinds in another version; what they say is the same.</summary>
    private static UnstructuredMap Served(MeshCluster cluster, UnstructuredMap item) =>
        item.With("apiVersion", ObjectKinds.Of(new MeshManifest("", item)).ApiVersion(cluster.IstioVersion));
}

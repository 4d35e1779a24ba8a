using MeshFederation.Clusters.Histories;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Comparing;

/// <summary>The services of a revision, as all clusters record it that keep its declaration.</summary>
/// <param name="Service">
/// The services, each once. Where records differ it has all that any of them says: who may write in one cluster must not hide what others
/// know.
/// </param>
/// <param name="IsWhole">Whether the objects of the revision are those of the declaration alone.</param>
/// <param name="Differing">Two clusters that keep different declarations of it; null where all keep the same.</param>
/// <param name="Unread">Clusters that keep one which could not be read: they may know more.</param>
internal sealed record RecordedServices(
    IReadOnlyList<MeshService> Service,
    bool IsWhole,
    (MeshCluster One, MeshCluster Other)? Differing,
    IReadOnlyList<MeshCluster> Unread)
{
    /// <summary>
    /// The revisions that tell what was published last: of each cluster the newest, and the newest that was published. A number that one
    /// cluster alone has takes nothing from what the others say.
    /// </summary>
    public static IEnumerable<int> Numbers(IEnumerable<ClusterHistory> histories) => histories
        .SelectMany(history => new[] { history.Revisions is [.., var newest] ? newest : null, history.Current }.OfType<MeshRevision>())
        .Select(revision => revision.Revision).Distinct().OrderDescending();

    /// <summary>Reads those of a revision; null where no cluster keeps a declaration of it that can be read.</summary>
    public static async Task<RecordedServices?> ReadAsync(
        int number, IEnumerable<ClusterHistory> histories, IReadOnlyCollection<MeshCluster> clusters, CancellationToken ct)
    {
        var read = await Task.WhenAll(histories.Select(history => ReadAsync(number, history, ct))).ConfigureAwait(false);
        var records = read.Where(one => one.Record is not null).OrderBy(one => one.Cluster.Name, StringComparer.Ordinal).ToList();
        var differing = RecordedDeclaration.Differing(records.Select(one => (one.Cluster, one.Record!.Content)));
        var services = records.Take(differing is null ? 1 : records.Count)
            .Select(one => DeclaredServices.Of(one.Record!.Content, clusters)).ToList();
        return services.Contains(null) || services.Count == 0
            ? null
            : new(
                Joined(services.SelectMany(known => known!)),
                records.TrueForAll(one => one.Record!.IsWhole),
                differing,
                [.. read.Where(one => one.IsUnread).Select(one => one.Cluster)]);
    }

    /// <summary>
    /// Each service once, with all clusters, callers and ports that it has anywhere, so that no record takes it from being judged: whom it
    /// lets in counts where all say so, and that it is called in ambient mode as well.
    /// </summary>
    public static IReadOnlyList<MeshService> Joined(IEnumerable<MeshService> services) =>
    [
        .. services.Distinct().OrderBy(AmbientClusters.IsAmbient).GroupBy(service => (service.Namespace, service.Name))
            .Select(same => same.Count() == 1 ? same.First() : same.First() with
            {
                AccessPolicy = same.First().AccessPolicy
                    .Where(policy => same.All(service => service.AccessPolicy.Contains(policy))).ToValueList(),
                Instance = same.SelectMany(service => service.Instance)
                    .DistinctBy(one => one.Cluster.Name, StringComparer.Ordinal).ToValueList(),
                ClientCluster = same.SelectMany(service => service.ClientCluster)
                    .DistinctBy(one => one.Name, StringComparer.Ordinal).ToValueList(),
                Port = same.SelectMany(service => service.Port).DistinctBy(port => (port.Number, port.Protocol)).ToValueList(),
            }),
    ];

    private static async Task<(MeshCluster Cluster, RecordedDeclaration? Record, bool IsUnread)> ReadAsync(
        int number, ClusterHistory history, CancellationToken ct)
    {
        if (history.Revisions.FirstOrDefault(one => one.Revision == number && one.HasDeclaration) is not { } revision)
            return (history.Cluster, null, false);
        try
        {
            var record = await history.DeclarationOfAsync(revision, ct).ConfigureAwait(false);
            return (history.Cluster, RecordedDeclaration.Read(record), false);
        }
        catch (MeshException)
        {
            return (history.Cluster, null, true);
        }
    }
}

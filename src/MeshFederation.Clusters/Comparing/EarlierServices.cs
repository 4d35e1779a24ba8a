using MeshFederation.Clusters.Histories;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// The services that a federation served by its last revision and is to serve no more: what kept callers from their pods goes with them.
/// </summary>
internal static class EarlierServices
{
    /// <summary>Reads them.</summary>
    /// <param name="asked">The clusters, read.</param>
    /// <param name="wanted">The services that there will be.</param>
    /// <param name="unknown">Takes why they are not known.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The services, in the clusters where they are to be served no more.</returns>
    public static async Task<IReadOnlyList<MeshService>> LeftAsync(
        IReadOnlyList<AskedCluster> asked, IReadOnlyList<MeshService> wanted, UnknownAccess unknown, CancellationToken ct)
    {
        var records = asked.Select(one => one.History).OfType<ClusterHistory>()
            .SelectMany(history => history.Revisions, (history, revision) => (History: history, Revision: revision)).ToList();
        var newest = records.Select(one => one.Revision.Revision).DefaultIfEmpty().Max();
        var whole = records.Where(one => one.Revision.State == RevisionState.Published)
            .Select(one => one.Revision.Revision).DefaultIfEmpty().Max();
        var known = new List<MeshService>();
        foreach (var number in new[] { newest, whole }.Distinct().Where(number => number > 0))
        {
            var (history, revision) =
                records.Where(one => one.Revision.Revision == number).MaxBy(one => one.Revision.HasDeclaration);
            var clusters = asked.Select(one => one.Cluster).ToValueList();
            if (await ReadAsync(history, revision, clusters, ct).ConfigureAwait(false) is { } read) known.AddRange(read.Services);
            else unknown.AddEarlier(FormattableString.Invariant($"no declaration of revision {number} can be read."));
        }

        return
        [
            .. known.DistinctBy(service => (service.Namespace, service.Name)).Select(service => Left(service, wanted))
                .Where(service => service.Instance.Count > 0),
        ];
    }

    private static MeshService Left(MeshService earlier, IReadOnlyList<MeshService> wanted)
    {
        var now = wanted.FirstOrDefault(service => (service.Namespace, service.Name) == (earlier.Namespace, earlier.Name));
        return earlier with
        {
            Instance = earlier.Instance.Where(instance =>
                now?.In(instance.Cluster.Name) is null
                || now.ClientCluster.All(client => client.Name == instance.Cluster.Name)).ToValueList(),
        };
    }

    /// <summary>
    /// The services of a revision, each once, and whether its objects are those of the declaration alone; null where none can be read.
    /// </summary>
    public static async Task<(IReadOnlyList<MeshService> Services, bool IsWhole)?> ReadAsync(
        ClusterHistory history, MeshRevision revision, IReadOnlyCollection<MeshCluster> clusters, CancellationToken ct)
    {
        if (!revision.HasDeclaration) return null;
        try
        {
            var record = await history.DeclarationOfAsync(revision, ct).ConfigureAwait(false);
            return RecordedDeclaration.Read(record) is { } read && Of(read.Content, clusters) is { } services
                ? (services, read.IsWhole)
                : null;
        }
        catch (MeshException)
        {
            return null;
        }
    }

    /// <summary>
    /// The services of a declaration that a revision or a plan keeps, each once; null where it cannot be read. Of clusters that it does not
    /// name nothing hangs on it.
    /// </summary>
    public static IReadOnlyList<MeshService>? Of(UnstructuredMap? declaration, IReadOnlyCollection<MeshCluster> clusters)
    {
        try
        {
            return declaration is null ? null : ServiceMerger.Merge(DeclarationReader.Read(declaration, [], Known));
        }
        catch (Exception exception) when (exception is MeshException or DeclarationException)
        {
            return null;
        }

        MeshCluster Known(MeshCluster declared) => clusters.FirstOrDefault(cluster => cluster.Name == declared.Name) ?? declared;
    }
}

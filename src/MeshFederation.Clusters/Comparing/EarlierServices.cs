using MeshFederation.Clusters.Histories;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

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
        var histories = asked.Select(one => one.History).OfType<ClusterHistory>().ToList();
        var clusters = asked.Select(one => one.Cluster).ToValueList();
        var known = new List<MeshService>();
        foreach (var number in RecordedServices.Numbers(histories))
        {
            var read = await RecordedServices.ReadAsync(number, histories, clusters, ct).ConfigureAwait(false);
            if (read is null) unknown.AddEarlier(FormattableString.Invariant($"no declaration of revision {number} can be read."));
            if (read?.Differing is var (one, other))
            {
                unknown.AddEarlier(FormattableString.Invariant(
                    $"'{one}' and '{other}' keep different declarations of revision {number}, so one of them was changed by ")
                    + "somebody else.");
            }

            foreach (var cluster in read?.Unread ?? [])
                unknown.AddEarlier(FormattableString.Invariant($"the declaration of revision {number} in '{cluster}' could not be read."));
            known.AddRange(read?.Service ?? []);
        }

        return
            [.. RecordedServices.Joined(known).Select(service => Left(service, wanted)).Where(service => service.Instance.Count > 0)];
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
}

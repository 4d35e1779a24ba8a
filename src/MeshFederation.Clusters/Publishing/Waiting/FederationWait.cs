using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>Waits in all clusters of a federation at once until their Istio has taken what was published.</summary>
internal sealed class FederationWait(
    IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters, Action<PublishingEvent> report, TimeProvider clock)
{
    /// <summary>Waits.</summary>
    /// <param name="plan">The plan, published.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>One error for each cluster whose Istio did not take everything within the time.</returns>
    public async Task<IReadOnlyList<MeshException>> RunAsync(MeshPlan plan, TimeSpan limit, CancellationToken ct)
    {
        var written = plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update)
            .ToLookup(change => change.Cluster, ObjectPlace.Of, StringComparer.Ordinal);
        var waits = clusters.Where(cluster => written.Contains(cluster.Cluster.Name)).Select(async cluster =>
        {
            try
            {
                var wait = new IstioWait(cluster.Api, cluster.Cluster, plan.Name, WaitTimes.Usual, clock);
                var (note, error) = await wait.RunAsync(written[cluster.Cluster.Name].ToHashSet(), limit, ct).ConfigureAwait(false);
                if (note is not null) report(note);
                return error;
            }
            catch (MeshException exception)
            {
                report(new PublishingNote(
                    $"Whether Istio in the cluster '{cluster.Cluster.Name}' has taken the changes cannot be seen: {exception.Message} They "
                    + "are published.",
                    IsWarning: true));
                return null;
            }
        });
        return [.. (await Task.WhenAll(waits).ConfigureAwait(false)).OfType<MeshException>()];
    }
}

using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Publishing;

/// <summary>Asks the servers by dry runs whether they would take the changes of a plan.</summary>
internal static class DryRunWriter
{
    public static async Task<IReadOnlyDictionary<ChangeKey, DryRunAnswer>> RunAsync(
        MeshPlan plan, Func<MeshCluster, KubernetesApi> connect, int limit, CancellationToken ct)
    {
        var answers = new ConcurrentDictionary<ChangeKey, DryRunAnswer>();
        var apis = plan.Cluster.ToDictionary(cluster => cluster.Name, connect, StringComparer.Ordinal);
        var gates = plan.Cluster.ToDictionary(cluster => cluster.Name, _ => new ClusterGate(), StringComparer.Ordinal);
        var changes = plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete);
        await ClusterWork.ForEachAsync(changes, change => change.Cluster, limit, async change =>
            answers[ChangeKey.Of(change)] = await AskAsync(apis[change.Cluster], gates[change.Cluster], change, ct).ConfigureAwait(false))
            .ConfigureAwait(false);
        return answers;
    }

    private static async Task<DryRunAnswer> AskAsync(KubernetesApi api, ClusterGate gate, MeshChange change, CancellationToken ct)
    {
        try
        {
            if (gate.Closed is { } closed) return NotAsked(closed);
            var kind = ResourceKinds.Of(change.ApiVersion, change.Kind);
            if (change is { Action: ChangeAction.Delete, OnlyFields: true })
                await api.ApplyAsync(kind, OwnedContent.Nothing(change), new(DryRun: true), ct).ConfigureAwait(false);
            else if (change.Action == ChangeAction.Delete)
                await api.DeleteAsync(kind, change.Namespace, change.Name, new(DryRun: true), ct).ConfigureAwait(false);
            else await api.ApplyAsync(kind, change.Wanted!, new(DryRun: true, Force: change.Adopts), ct).ConfigureAwait(false);
            return new("", null);
        }
        catch (ApiException exception)
        {
            gate.Note(exception);
            return new("the server would refuse it", exception);
        }
        catch (MeshException exception)
        {
            gate.Note(exception);
            return NotAsked(exception);
        }
    }

    private static DryRunAnswer NotAsked(MeshException exception) => new("no dry run, because its cluster does not answer", exception);
}

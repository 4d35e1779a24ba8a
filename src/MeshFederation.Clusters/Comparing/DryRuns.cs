using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Comparing;

/// <summary>Asks the server by dry runs what applying objects would change, where a comparison left it open.</summary>
internal sealed class DryRuns
{
    /// <summary>So many requests one server is sent at once, over as many connections.</summary>
    private const int AtOnce = 8;

    private readonly KubernetesApi _api;
    private readonly bool _force;

    public DryRuns(KubernetesApi api, bool force) => (_api, _force) = (api, force);

    public async Task<ComparedCluster> ConcludeAsync(ComparedCluster compared, CancellationToken ct)
    {
        var wanted = compared.Wanted.ToArray();
        var open = Enumerable.Range(0, wanted.Length).Where(place => wanted[place].IsOpen);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(
            open,
            parallel,
            async (place, token) => wanted[place] = new(await ConcludeAsync(wanted[place].Change, token).ConfigureAwait(false)))
            .ConfigureAwait(false);
        return compared with { Wanted = wanted };
    }

    private async Task<MeshChange> ConcludeAsync(MeshChange open, CancellationToken ct)
    {
        try
        {
            var kind = ResourceKinds.Of(open.ApiVersion, open.Kind);
            return DryRunOutcome.Of(
                open, await _api.ApplyAsync(kind, open.Wanted!, new(DryRun: true, Force: _force), ct).ConfigureAwait(false));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.FieldConflict)
        {
            return DryRunOutcome.OfConflict(
                open,
                [.. exception.Causes.Where(cause => cause.Manager.Length > 0)
                    .Select(cause => new FieldOwner(cause.Field.TrimStart('.'), cause.Manager))]);
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.ObjectInvalid or MeshErrorId.AdmissionDenied
            or MeshErrorId.RequestRefused)
        {
            return DryRunOutcome.OfFailure(open, exception.Message);
        }
    }
}

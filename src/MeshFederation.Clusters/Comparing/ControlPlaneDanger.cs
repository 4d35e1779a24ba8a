using MeshFederation.Analysis;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Finds in a comparison what would take the cluster's istiod down. It costs no request where no DestinationRule of the cluster gives priorities; else
/// it reads what the comparison has not read, and says what of that may not be read.
/// </summary>
internal sealed class ControlPlaneDanger(KubernetesApi api, MeshCluster cluster, ComparisonTerms terms)
{
    private readonly List<string> _unread = [];

    /// <summary>What was not looked at, since it may not be read.</summary>
    public IEnumerable<string> Notes => _unread.Select(kind =>
        $"Cluster '{cluster.Name}': whether objects there take istiod down was judged without its {kind} objects, which may not be read. "
        + "The role of docs/clusterrole.yaml grants it.");

    public async Task<IReadOnlyList<MeshFinding>> FindAsync(LiveCluster live, ComparedCluster compared, bool knowsServiceEntries, CancellationToken ct)
    {
        if (!FailoverPanics.HasPriorities(cluster, [.. live.Objects, .. PassedStates.Last(live.Objects, compared, terms.Prune)])) return [];
        var objects = live.Objects;
        if (!knowsServiceEntries) objects = [.. objects.Where(item => item.Kind != "ServiceEntry"), .. (await ListAsync("ServiceEntry", ct).ConfigureAwait(false))!];
        var (entries, pods) = (await ListAsync("WorkloadEntry", ct).ConfigureAwait(false), await ListAsync("Pod", ct).ConfigureAwait(false));
        objects = [.. objects, .. entries ?? [], .. pods ?? []];
        return PublishingDanger.Of(
            cluster,
            objects,
            [PassedStates.With(objects, compared, "ServiceEntry"), PassedStates.With(objects, compared, "DestinationRule")],
            PassedStates.Last(objects, compared, terms.Prune),
            (pods is null ? (string[])[] : ["Pod"]).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What may not be read is not known; who may not read pods or WorkloadEntries can still publish.</summary>
    private async Task<IEnumerable<MeshManifest>?> ListAsync(string kind, CancellationToken ct)
    {
        var resource = kind == "Pod" ? ResourceKinds.Pod : ResourceKinds.Of(IstioBehavior.NetworkingApiVersion(cluster.IstioVersion), kind);
        try
        {
            return (await api.ListAsync(resource, null, null, ct).ConfigureAwait(false)).Item.Select(item => new MeshManifest(cluster.Name, item));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden && kind != "ServiceEntry")
        {
            _unread.Add(kind);
            return null;
        }
    }
}

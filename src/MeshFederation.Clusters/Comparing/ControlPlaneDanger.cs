using MeshFederation.Analysis;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Finds in a comparison what would take the cluster's istiod down. It costs no request where no DestinationRule of the cluster gives
/// priorities; else it reads what the comparison has not read, and says what of that may not be read.
/// </summary>
internal sealed class ControlPlaneDanger(KubernetesApi api, MeshCluster cluster, ComparisonTerms terms)
{
    private readonly List<string> _unread = [];

    /// <summary>What was not looked at, since it may not be read.</summary>
    public IEnumerable<string> Notes => _unread.Select(kind =>
        $"Cluster '{cluster.Name}': whether objects there take istiod down was judged without its {kind} objects, which may not be read. "
        + "The role of docs/clusterrole.yaml grants it.");

    /// <summary>Finds it.</summary>
    /// <param name="live">What was read of the cluster.</param>
    /// <param name="compared">What publishing does to it.</param>
    /// <param name="whole">The kinds of which the objects of others were read, too.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What was found.</returns>
    public async Task<IReadOnlyList<MeshFinding>> FindAsync(
        LiveCluster live, ComparedCluster compared, IReadOnlySet<string> whole, CancellationToken ct)
    {
        if (!FailoverPanics.HasPriorities(cluster, [.. live.Objects, .. PassedStates.Last(live.Objects, compared, terms.Prune)])) return [];
        var missing = FailoverPanics.Kinds.Where(kind => !whole.Contains(kind.Type.Key)).ToList();
        var lists = await Task.WhenAll(missing.Select(kind => ListAsync(kind, ct))).ConfigureAwait(false);
        _unread.AddRange(missing.Zip(lists).Where(pair => pair.Second is null).Select(pair => pair.First.Title));
        var read = missing.Zip(lists).Where(pair => pair.Second is not null).ToList();
        IReadOnlyList<MeshManifest> objects =
            [.. live.Objects.Where(item => !read.Exists(pair => pair.First.Type.Is(item))), .. read.SelectMany(pair => pair.Second!)];
        return PublishingDanger.Of(
            cluster,
            objects,
            FailoverPanics.Kinds.Where(IsPublished).Select(kind => PassedStates.With(objects, compared, kind.Type)),
            PassedStates.Last(objects, compared, terms.Prune),
            read.Where(pair => pair.First == ReadKind.Pod).Select(pair => pair.First.Type.Kind).ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsPublished(ReadKind kind) => ObjectKinds.All.Any(known => known.Type == kind.Type);

    /// <summary>Whether a federation in any mode is made of it.</summary>
    private static bool IsNeeded(ReadKind kind) => ObjectKinds.All.Any(known => known.Type == kind.Type && !known.IsAmbient);

    /// <summary>What may not be read is not known; who may not read pods or WorkloadEntries can still publish.</summary>
    private async Task<IEnumerable<MeshManifest>?> ListAsync(ReadKind kind, CancellationToken ct)
    {
        try
        {
            var list = await api.ListAsync(ResourceKinds.Of(kind, cluster.IstioVersion), null, null, ct).ConfigureAwait(false);
            return list.Item.Select(item => new MeshManifest(cluster.Name, item));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden && !IsNeeded(kind))
        {
            return null;
        }
    }
}

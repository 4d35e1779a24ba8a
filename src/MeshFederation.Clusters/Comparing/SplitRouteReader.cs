using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Ambient;

namespace MeshFederation.Clusters.Comparing;

/// <summary>Reads the routes of the Gateway API of clusters where a waypoint is to split requests: they may route the same.</summary>
internal sealed class SplitRouteReader(KubernetesApi api, MeshCluster cluster)
{
    private string _unread = "";

    /// <summary>What was not looked at, since it may not be read.</summary>
    public IEnumerable<string> Notes => _unread.Length == 0 ? [] :
    [
        $"Cluster '{cluster.Name}': whether {_unread} route what is split there as well is not known, since they may not be read. The role "
        + "of docs/clusterrole.yaml grants it.",
    ];

    /// <summary>Reads them.</summary>
    /// <param name="planned">What is planned for the cluster.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Those that may be read; null where no waypoint is to split anything.</returns>
    public async Task<IReadOnlyList<MeshManifest>?> ReadAsync(IReadOnlyList<MeshManifest> planned, CancellationToken ct)
    {
        if (!SplitRoutes.AreIn(planned)) return null;
        var lists = await Task.WhenAll(ServiceRoutes.Kinds.Select(kind => ListAsync(kind, ct))).ConfigureAwait(false);
        _unread = string.Join(
            " and ", ServiceRoutes.Kinds.Zip(lists).Where(pair => pair.Second is null).Select(pair => $"{pair.First.Type.Kind}s"));
        return [.. lists.SelectMany(list => list ?? [])];
    }

    private async Task<IEnumerable<MeshManifest>?> ListAsync(ReadKind kind, CancellationToken ct)
    {
        try
        {
            var list = await api.ListAsync(ResourceKinds.Of(kind, cluster.IstioVersion), null, null, ct).ConfigureAwait(false);
            return list.Item.Select(item => new MeshManifest(cluster.Name, item));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return null;
        }
    }
}

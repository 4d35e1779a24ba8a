using System.Collections.Concurrent;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Checking;

/// <summary>The objects of a live cluster that decide the way of a request, each list once and all at the same time.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Unread">The kinds that could not be read: who may not read pods can still have the rest checked.</param>
public sealed record LiveObjects(IReadOnlyList<MeshManifest> Objects, IReadOnlyList<UnreadKind> Unread)
{
    /// <summary>Reads them.</summary>
    /// <param name="api">The API of the cluster.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What could be read.</returns>
    public static async Task<LiveObjects> ReadAsync(KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        var unread = new ConcurrentBag<UnreadKind>();
        var lists = await Task.WhenAll(LiveKinds.Of(cluster).Select(kind => ListAsync(api, cluster, kind.Kind, kind.Resource, unread, ct)))
            .ConfigureAwait(false);
        return new([.. lists.SelectMany(list => list)], [.. unread.OrderBy(kind => kind.Kind, StringComparer.Ordinal)]);
    }

    private static async Task<IEnumerable<MeshManifest>> ListAsync(
        KubernetesApi api,
        MeshCluster cluster,
        ReadKind kind,
        ResourceKind resource,
        ConcurrentBag<UnreadKind> unread,
        CancellationToken ct)
    {
        try
        {
            var list = await api.ListAsync(resource, null, null, ct).ConfigureAwait(false);
            if (list.Missing && !kind.IsOptional)
            {
                unread.Add(new(
                    kind.Title,
                    $"the cluster does not serve {resource.ApiVersion} {resource.Kind}",
                    "Install Istio's CRDs, or read the cluster's version with Get-MeshCluster.",
                    MeshErrorId.KindMissing));
            }
            return list.Item.Select(item => new MeshManifest(cluster.Name, Typed(resource, item)));
        }
        catch (MeshException exception)
        {
            unread.Add(new(kind.Title, exception.Message, exception.RecommendedAction, exception.ErrorId));
            return [];
        }
    }

    /// <summary>Servers leave apiVersion and kind of a list's items out.</summary>
    private static UnstructuredMap Typed(ResourceKind kind, UnstructuredMap item) =>
        item.ContainsKey("kind") && item.ContainsKey("apiVersion")
            ? item
            : UnstructuredMap.Read(
                ["apiVersion", "kind", .. item.Keys.Where(key => key is not ("apiVersion" or "kind"))],
                [
                    kind.ApiVersion,
                    kind.Kind,
                    .. item.Where(entry => entry.Key is not ("apiVersion" or "kind")).Select(entry => entry.Value)
                ]);
}

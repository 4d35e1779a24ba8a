using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Services;

/// <summary>
/// Reads the services that run in clusters, as <see cref="ServiceReader"/> reads them from YAML, and the pods that are ready.
/// </summary>
public sealed class LiveServices
{
    private static readonly ResourceKind[] Workloads =
        [ResourceKinds.Pod, .. PodTemplates.Restartable.Select(kind => ResourceKinds.Of(kind, IstioVersion.Current))];

    private readonly ServiceQuery _query;

    /// <summary>Makes a reader.</summary>
    /// <param name="query">Which services to read.</param>
    public LiveServices(ServiceQuery query) => _query = query;

    /// <summary>Reads clusters side by side.</summary>
    /// <param name="clusters">The clusters; they call each other's services.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Each cluster, in the order in which they are read.</returns>
    public IAsyncEnumerable<ClusterServices> ReadAsync(IReadOnlyList<MeshCluster> clusters, CancellationToken ct) =>
        new SideBySide(_query.ThrottleLimit, _query.Budget).RunAsync(
            clusters,
            async (cluster, limit) => await ReadAsync(cluster, clusters.ToValueList(), limit).ConfigureAwait(false),
            (cluster, failure) => new(cluster, [], failure, []),
            cluster => cluster.Context,
            ct);

    private async Task<ClusterServices> ReadAsync(MeshCluster cluster, ValueList<MeshCluster> callers, CancellationToken ct)
    {
        var api = KubernetesConnections.For(cluster, _query.Budget);
        var services = ListAsync(api, ResourceKinds.Service, cluster, ct);
        var workloads = await Task.WhenAll(Workloads.Select(kind => ListAsync(api, kind, cluster, ct))).ConfigureAwait(false);
        var wanted = (await services.ConfigureAwait(false))
            .Where(service => _query.Matches(service.Content.Namespace(), service.Content.Name())).ToArray();
        var omissions = new List<string>();
        var read = ServiceReader.Read(wanted.Concat(workloads.SelectMany(list => list)), [cluster], ContextNamespace.Usual, omissions.Add);
        var pods = new PodCounts(wanted, workloads[0]);
        return new(
            cluster,
            read.Select(service =>
                service with { Instance = [service.Instance[0] with { Pod = pods.Of(service) }], ClientCluster = callers }).ToValueList(),
            null,
            omissions.ToValueList());
    }

    private async Task<IReadOnlyList<KubernetesDocument>> ListAsync(
        KubernetesApi api, ResourceKind kind, MeshCluster cluster, CancellationToken ct)
    {
        string?[] namespaces = _query.Namespace is { } named ? [.. named] : [null];
        var lists = await Task.WhenAll(namespaces.Select(ns => api.ListAsync(kind, ns, null, ct))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list.Item)
            .Where(item => !PodObjects.IsGoing(item))
            .Select(item => new KubernetesDocument(Slim(item), cluster.Name, 0))];
    }

    /// <summary>Leaves out what takes most of the room and tells nothing here.</summary>
    private static UnstructuredMap Slim(UnstructuredMap item)
    {
        var metadata = item.Metadata();
        return UnstructuredMap.Of(
            ("apiVersion", item.Text("apiVersion")),
            ("kind", item.Text("kind")),
            ("metadata", UnstructuredMap.Of(
                ("namespace", metadata.Text("namespace")),
                ("name", metadata.Text("name")),
                ("labels", metadata.Map("labels")),
                ("ownerReferences", metadata.ContainsKey("ownerReferences") ? metadata.List("ownerReferences") : null))),
            ("spec", item.Map("spec")),
            ("status", UnstructuredMap.Of(("phase", item.Status().Text("phase")), ("conditions", item.Status().List("conditions")))));
    }
}

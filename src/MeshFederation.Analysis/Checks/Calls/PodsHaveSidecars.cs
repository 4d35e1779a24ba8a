using System.Globalization;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>A gateway passes calls on to pods with a sidecar only (istio pilot/pkg/xds/endpoints/mtls_checker.go).</summary>
internal sealed class PodsHaveSidecars : ClusterCheck
{
    private const int Named = 3;

    public override string Id => "sidecars";

    public override string Category => "Calls";

    public override string Name => "the pods of federated services have sidecars";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => Served(scene, cluster).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.Pod.Title) || !cluster.Knows(ReadKind.Service.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's Services and pods could not be read.");
            yield break;
        }

        var server = scene.Mesh[cluster.Name]!;
        foreach (var service in Served(scene, cluster))
        {
            if (server.Services.Named(Hosts.Local(service, cluster.Facts)).FirstOrDefault(known => known.IsKubernetes) is not { } found)
                continue;
            var pods = server.Pods.Select(found, UnstructuredMap.Empty).OfService;
            var bare = pods.Where(pod => pod.HasSidecar is false).ToList();
            if (pods.Count == 0) continue;
            yield return bare.Count == 0
                ? Passed(cluster.Name, FormattableString.Invariant($"{service}: {pods.Count} pods"))
                : Bare(cluster, service.ToString(), bare, pods.Count);
        }
    }

    private static IEnumerable<MeshService> Served(CheckScene scene, CheckedCluster cluster) =>
        scene.ServedBy(cluster.Name).Concat(scene.Services.Where(service => IsInOrder(service, cluster.Name))).Distinct()
            .Where(service => !service.IsAmbient());

    /// <summary>
    /// A host whose endpoints are called in an order has one setting of TLS for all of them, so that own pods without a sidecar fail there,
    /// too.
    /// </summary>
    private static bool IsInOrder(MeshService service, string cluster) =>
        service.In(cluster) is not null && service.ClientCluster.Any(client => client.Name == cluster)
        && (service.MeshHostname is not null || service.TrafficSplit.SelectMany(split => split.Destination)
            .Any(one => one.Fallback.Count > 0 && (one.Cluster == cluster || one.Fallback.Any(place => place.Cluster == cluster))));

    private MeshCheck Bare(CheckedCluster cluster, string service, List<RoutedPod> bare, int all)
    {
        var names = string.Join(", ", bare.Take(Named).Select(pod => pod.Reference));
        var message = string.Create(CultureInfo.InvariantCulture, $"{service}: {bare.Count} of {all} pods have no sidecar, and calls from "
            + $"other clusters, or of hosts with fallbacks, never reach them: {names}{(bare.Count > Named ? " …" : "")}.");
        var hint = $"kubectl --context {cluster.Declared.Context} label namespace {bare[0].Namespace} istio-injection=enabled, and restart "
            + "the workload.";
        return bare.Count == all ? Failed(cluster.Name, message, hint) : Warned(cluster.Name, message, hint);
    }
}

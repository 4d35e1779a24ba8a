using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>Annotations of pods that keep calls from their sidecar, of which something of the cluster is called or calls.</summary>
internal static class KeptCalls
{
    /// <summary>The pods and templates of a cluster that have one, with the annotations and the one that counts.</summary>
    public static IEnumerable<(MeshManifest Item, UnstructuredMap Annotations, string Key)> Of(RoutingCluster cluster)
    {
        var called = new Lazy<List<int>>(
            () => [.. cluster.Services.All.SelectMany(service => service.Ports).Select(port => port.Number).Distinct()]);
        foreach (var item in cluster.Of(ReadKind.Pod).Concat(PodTemplates.In(cluster)))
        {
            var isPod = ReadKind.Pod.Type.Is(item);
            var metadata = isPod ? item.Metadata : PodTemplates.Of(item.Content).Map("metadata");
            if (metadata is null || SidecarCapture.Of(metadata) is not { TakesAll: false } capture) continue;
            var pod = isPod ? PodObjects.OfPod(item) : PodObjects.OfWorkload(item, injected: null);
            if (pod is null or { HasSidecar: false }) continue;
            if ((Inbound(cluster, pod, capture) ?? Outbound(capture, called.Value)) is { } key)
                yield return (item, metadata.Map("annotations")!, key);
        }
    }

    private static string? Inbound(RoutingCluster cluster, RoutedPod pod, SidecarCapture capture) => cluster.Services.All
        .Where(service => service.Namespace == pod.Namespace && service.Selector.Count > 0 && service.Selector.Selects(pod.Labels))
        .SelectMany(service => service.Ports)
        .Select(port => WorkloadEndpoints.PodPort(pod, port) is > 0 and var number ? capture.KeepsOffPort(number) : null)
        .FirstOrDefault(key => key is not null);

    private static string? Outbound(SidecarCapture capture, List<int> called) =>
        called.Select(port => capture.KeepsOffCall(port, null) ?? capture.AsksAddress(port, null)).FirstOrDefault(key => key is not null);
}

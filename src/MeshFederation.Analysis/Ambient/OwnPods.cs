using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Ambient;

/// <summary>The pods of the own cluster that share the connections of a Service with those of other networks.</summary>
internal static class OwnPods
{
    /// <summary>Those that are ready; where only versions are known, one stands for all.</summary>
    public static IReadOnlyList<string> Of(PodSelection? pods, RoutedService? service) => pods switch
    {
        { Knowledge: PodKnowledge.Pods or PodKnowledge.Workloads } =>
            [.. pods.OfService.Where(pod => pod.IsReady is not false).Select(pod => pod.Reference)],
        _ when service?.Declared is { } declared =>
            [.. Enumerable.Repeat(declared.Cluster.Name, Math.Max(1, declared.Pod.Sum(pod => pod.Ready)))],
        _ => [],
    };

    /// <summary>
    /// Whether they take what does not come to other networks, so that no request fails: only where such pods are seen, for what is planned
    /// without them must be sound by itself.
    /// </summary>
    public static bool TakeOver(TunnelCall call) =>
        call.Client.Pods.Select(call.Service, UnstructuredMap.Empty) is { Knowledge: PodKnowledge.Pods or PodKnowledge.Workloads } pods
        && Of(pods, call.Service).Count > 0;
}

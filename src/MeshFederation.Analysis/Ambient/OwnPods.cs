using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Ambient;

/// <summary>The pods of the own cluster that share the connections of a Service with those of other networks.</summary>
internal static class OwnPods
{
    /// <summary>
    /// Those that are ready: only such pods as are seen, for what is planned without them must be sound by itself. A Service that is an
    /// object is known by it, and not by what declarations say of its pods.
    /// </summary>
    public static IReadOnlyList<string> Of(PodSelection? pods) => pods is { Knowledge: PodKnowledge.Pods or PodKnowledge.Workloads }
        ? [.. pods.OfService.Where(pod => pod.IsReady is not false).Select(pod => pod.Reference)]
        : [];

    /// <summary>Whether there are some; null where nothing tells which pods there are.</summary>
    public static bool? AreThere(PodSelection? pods) =>
        pods is { Knowledge: PodKnowledge.Pods or PodKnowledge.Workloads } ? Of(pods).Count > 0 : null;

    /// <summary>
    /// Whether they are seen to take what does not come to other networks, so that no request fails. Where nothing tells which pods there
    /// are the fault is as sure, and only what becomes of requests is not known.
    /// </summary>
    public static bool TakeOver(TunnelCall call) => Of(call.Client.Pods.Select(call.Service, UnstructuredMap.Empty)).Count > 0;
}

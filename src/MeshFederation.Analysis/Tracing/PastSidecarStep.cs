using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The step of a call that the caller's sidecar does not take, since annotations of its pods keep the port or the address from it: no
/// route, no DestinationRule and no TLS of the mesh is there for it.
/// </summary>
internal static class PastSidecarStep
{
    /// <summary>The step; null where sidecars take the call, or no pod of the caller is known.</summary>
    public static TraceNode? Of(RoutingCluster client, MeshCaller caller, CalledHost called, MeshRequest request)
    {
        if (caller.IsGateway || !client.Pods.In(caller.Namespace).Any(static pod => pod.Capture is not null)) return null;
        var address = request.Address ?? called.Service?.Addresses
            .FirstOrDefault(static item => !item.Contains('/', StringComparison.Ordinal));
        string? why = null;
        foreach (var pod in client.Pods.In(caller.Namespace).Where(pod => caller.Labels.Selects(pod.Labels)))
        {
            if (pod.Capture?.KeepsOffCall(request.Port, address) is not { } annotation) return null;
            why ??= $"{pod.Reference} has the annotation {annotation}, which keeps the call from its sidecar: it goes to whatever DNS "
                + $"says of {called.Host}, past routes and the mesh's TLS";
        }

        if (why is null) return null;
        var node = new TraceNode(client.Name, TraceStep.Route, "", "passes the sidecar by", why) { Outcome = TraceOutcome.Unknown };
        return node.Chooses(TraceRoute.PassedOn);
    }
}

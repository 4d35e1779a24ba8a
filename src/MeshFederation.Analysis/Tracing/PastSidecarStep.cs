using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The step of a call that the caller's sidecar does not take, since there is none, annotations of its pods keep the port or the address
/// from it, or a Sidecar binds the port elsewhere: no route, no DestinationRule and no TLS of the mesh is there for it.
/// </summary>
internal static class PastSidecarStep
{
    /// <summary>The step; null where sidecars take the call, or no pod of the caller is known.</summary>
    public static TraceNode? Of(RoutingCluster client, MeshCaller caller, CalledHost called, MeshRequest request)
    {
        if (caller.IsGateway) return null;
        if (client.Sidecars.For(caller) is { } scope && scope.BindsElsewhere(request.Port))
        {
            return Node(client, FormattableString.Invariant(
                $"the egress listener of {scope.Sidecar} for port {request.Port} takes only what is sent to the address that it binds"));
        }

        // Whose labels are not said may be any pod of the namespace, and such without a sidecar seldom stand for the others.
        var isChosen = caller.Labels.Count > 0;
        if (!isChosen && !client.Pods.In(caller.Namespace).Any(static pod => pod.Capture is not null)) return null;
        var address = request.CalledAddress(called.Service);
        string? why = null;
        foreach (var pod in client.Pods.In(caller.Namespace).Where(pod => caller.Labels.Selects(pod.Labels)))
        {
            var annotation = pod.Capture?.KeepsOffCall(request.Port, address);
            var asked = annotation is null ? pod.Capture?.AsksAddress(request.Port, address) : null;
            if (annotation is null && asked is null && (!isChosen || pod.HasSidecar is not false)) return null;
            why ??= asked is not null
                ? $"{pod.Reference} has the annotation {asked}, so whether its sidecar takes the call hangs on the address of "
                    + $"{called.Host}, which is not known"
                : (annotation is null
                    ? $"{pod.Reference} has no sidecar"
                    : $"{pod.Reference} has the annotation {annotation}, which keeps the call from its sidecar")
                    + $": it goes to whatever DNS says of {called.Host}, past routes and the mesh's TLS";
        }

        return why is null ? null : Node(client, why);
    }

    private static TraceNode Node(RoutingCluster client, string why)
    {
        var node = new TraceNode(client.Name, TraceStep.Route, "", "passes the sidecar by", why) { Outcome = TraceOutcome.Unknown };
        return node.Chooses(TraceRoute.PassedOn);
    }
}

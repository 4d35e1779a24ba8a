using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Ambient;

/// <summary>Whether callers are in ambient mode, by the labels of their namespace.</summary>
internal static class TunnelCallers
{
    /// <summary>Whether they have sidecars; null where no label that is known says it. Gateways have none, whatever labels say.</summary>
    public static bool? HaveSidecars(RoutingCluster client, MeshCaller caller)
    {
        if (caller.IsGateway) return false;
        return NamespaceLabels.Of(client, caller.Namespace) is { } labels ? InjectionLabels.HaveSidecars(labels) : null;
    }

    /// <summary>
    /// Whether they are pods of an ambient mesh: their namespace is in ambient mode and gives no sidecars, and none of them that is known
    /// has one.
    /// </summary>
    public static bool AreAmbient(RoutingCluster client, MeshCaller caller)
    {
        if (caller.IsGateway) return false;
        return AmbientMode.IsSaid(NamespaceLabels.Of(client, caller.Namespace)?.GetValueOrDefault(AmbientMode.Label))
            && HaveSidecars(client, caller) is not true
            && !client.Pods.In(caller.Namespace).Any(pod => pod.HasSidecar is true && caller.Labels.Selects(pod.Labels));
    }

    /// <summary>Whether their own label keeps them out of ambient mode, so that no ztunnel takes their calls.</summary>
    public static bool AreUncaptured(MeshCaller caller) => !caller.IsGateway && AmbientMode.IsOff(caller.Labels.Text(AmbientMode.Label));

    /// <summary>The namespaces of a cluster whose pods are known to have sidecars, sorted.</summary>
    public static IReadOnlyList<string> Injected(RoutingCluster client) =>
    [
        .. client.Of(ReadKind.Namespace).Select(space => space.Name)
            .Concat(client.Facts.Facts?.Namespace.Select(space => space.Name) ?? []).Distinct(StringComparer.Ordinal)
            .Where(space => HaveSidecars(client, MeshCaller.In(space)) is true).Order(StringComparer.Ordinal)
    ];
}

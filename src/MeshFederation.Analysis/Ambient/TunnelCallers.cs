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
        if (client.Of(ReadKind.Namespace).FirstOrDefault(item => item.Name == caller.Namespace) is { } space)
            return AmbientMode.Is(space) ? false : InjectionLabels.Of(space);
        if (client.Facts.Facts?.Namespace.FirstOrDefault(item => item.Name == caller.Namespace)?.Label is not { } labels) return null;
        return AmbientMode.IsSaid(labels.GetValueOrDefault(AmbientMode.Label)) ? false : InjectionLabels.Of(labels);
    }

    /// <summary>The namespaces of a cluster whose pods are known to have sidecars, sorted.</summary>
    public static IReadOnlyList<string> Injected(RoutingCluster client) =>
    [
        .. client.Of(ReadKind.Namespace).Select(space => space.Name)
            .Concat(client.Facts.Facts?.Namespace.Select(space => space.Name) ?? []).Distinct(StringComparer.Ordinal)
            .Where(space => HaveSidecars(client, MeshCaller.In(space)) is true).Order(StringComparer.Ordinal)
    ];
}

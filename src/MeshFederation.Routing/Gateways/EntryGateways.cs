using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>Finds Gateways by their names, and the pods that they are for.</summary>
public static class EntryGateways
{
    /// <summary>The Gateway of a name.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The namespace and name, as <c>istio-system/web</c>.</param>
    /// <returns>The Gateway, or null when there is none.</returns>
    public static MeshManifest? Named(RoutingCluster cluster, string name) =>
        cluster.Gateways.All.FirstOrDefault(gateway => NameOf(gateway) == name);

    /// <summary>The name by which VirtualServices of any namespace name a Gateway.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>The name, as <c>istio-system/web</c>.</returns>
    public static string NameOf(MeshManifest gateway) => $"{gateway.Namespace}/{gateway.Name}";

    /// <summary>The whole name of a gateway that a VirtualService names; <c>name.namespace.svc…</c> is the old form.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <param name="name">The name as written.</param>
    /// <returns>The name, as <c>istio-system/web</c>, or <c>mesh</c>.</returns>
    public static string Whole(MeshManifest virtualService, string name) => GatewayName.Whole(virtualService.Namespace, name);

    /// <summary>The namespace and name of a Gateway that a VirtualService names.</summary>
    internal static (string Namespace, string Name) Split(MeshManifest virtualService, string name) =>
        GatewayName.Split(virtualService.Namespace, name);

    /// <summary>
    /// The pods of a Gateway: known ones, else the gateway of the cluster where the selector means it, else some beside the Gateway. What
    /// they are given is decided by their namespace, not by that of the Gateway.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>The pods as callers.</returns>
    public static MeshCaller PodsOf(RoutingCluster cluster, MeshManifest gateway)
    {
        var selectors = cluster.Gateways.SelectorsOf(gateway);
        var declared = UnstructuredMap.Of(cluster.Facts.Gateway.Selector);
        var pod = Spaces(cluster, gateway).SelectMany(cluster.Pods.In)
            .FirstOrDefault(pod => selectors.Exists(selector => selector.Count > 0 && selector.Selects(pod.Labels)));
        if (pod is not null) return Gateway(pod.Namespace, pod.Labels);
        var space = cluster.Facts.Gateway.Namespace;
        return selectors.Exists(selector => selector.Selects(declared)) && cluster.Gateways.Reaches(gateway, space)
            ? Gateway(space, declared)
            : Gateway(gateway.Namespace, selectors[0]);
    }

    private static MeshCaller Gateway(string space, UnstructuredMap labels) => new(space, labels) { IsGateway = true };

    private static IEnumerable<string> Spaces(RoutingCluster cluster, MeshManifest gateway) =>
        ((string[])[gateway.Namespace, cluster.Facts.Gateway.Namespace, cluster.Facts.IstioNamespace])
            .Concat(cluster.Objects.Select(item => item.Namespace)).Distinct(StringComparer.Ordinal)
            .Where(space => cluster.Gateways.Reaches(gateway, space));
}

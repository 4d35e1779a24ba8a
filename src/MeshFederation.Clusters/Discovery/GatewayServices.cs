using MeshFederation.Clusters.Api;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the Services that may be in front of a gateway.</summary>
internal static class GatewayServices
{
    /// <summary>Istio's charts put the label <c>istio</c> on the Services of gateways; who names a gateway may have others.</summary>
    public static async Task<IReadOnlyList<GatewayService>> ReadAsync(KubernetesApi api, DiscoveryOptions options, CancellationToken ct)
    {
        var named = options.GatewayNamespace is not null || options.GatewaySelector is not null;
        var list = await api.ListAsync(ResourceKinds.Service, options.GatewayNamespace, named ? null : "istio", ct).ConfigureAwait(false);
        return [.. list.Item.Select(GatewayService.Of).Where(service => service.Selector.Count > 0)
            .OrderBy(service => service.Namespace, StringComparer.Ordinal).ThenBy(service => service.Name, StringComparer.Ordinal)];
    }
}

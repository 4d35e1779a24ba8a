using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the Services that may be in front of a gateway.</summary>
internal static class GatewayServices
{
    /// <summary>
    /// What Istio's charts, its networks and the Gateway API put on the Services of gateways; who names a gateway may have others.
    /// </summary>
    private static readonly string[] Labels = [MeshGateway.UsualLabel, IstiodLabels.Network, GatewayApi.NameLabel];

    private static readonly ResourceKind Gateways = ResourceKinds.Of(ReadKind.ApiGateway, IstioVersion.Current);

    public static async Task<IReadOnlyList<GatewayService>> ReadAsync(KubernetesApi api, DiscoveryOptions options, CancellationToken ct)
    {
        IReadOnlyList<string?> selectors = options.GatewayNamespace is not null || options.GatewaySelector is not null
            ? new string?[] { null }
            : Labels;
        var reading = selectors.Select(selector => api.ListAsync(ResourceKinds.Service, options.GatewayNamespace, selector, ct));
        var lists = await Task.WhenAll(reading).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list.Item).Select(GatewayService.Of).Where(service => service.Selector.Count > 0)
            .DistinctBy(service => (service.Namespace, service.Name))
            .OrderBy(service => service.Namespace, StringComparer.Ordinal).ThenBy(service => service.Name, StringComparer.Ordinal)];
    }

    /// <summary>The Services, those without an address of their own with what the status of their Gateway says.</summary>
    public static async Task<IReadOnlyList<GatewayService>> WithAnnouncedAsync(
        KubernetesApi api, IReadOnlyList<GatewayService> services, CancellationToken ct) =>
        await Task.WhenAll(services.Select(service => WithAnnouncedAsync(api, service, ct))).ConfigureAwait(false);

    private static async Task<GatewayService> WithAnnouncedAsync(KubernetesApi api, GatewayService service, CancellationToken ct)
    {
        if (service.ApiGateway is not { } gateway || service.IsReachable || service.Passthrough is null) return service;
        return service with { Announced = [.. Outside(await ReadAsync(api, service.Namespace, gateway, ct).ConfigureAwait(false))] };
    }

    private static async Task<UnstructuredMap?> ReadAsync(KubernetesApi api, string ns, string name, CancellationToken ct)
    {
        try
        {
            return await api.GetAsync(Gateways, ns, name, ct).ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden or MeshErrorId.KindMissing)
        {
            return null;
        }
    }

    /// <summary>The addresses of its status that lead to it from outside.</summary>
    public static IEnumerable<string> Outside(UnstructuredMap? gateway) => (gateway?.Status() ?? UnstructuredMap.Empty).Maps("addresses")
        .Where(address => (address.Text("type") ?? GatewayApi.IpAddress) is GatewayApi.IpAddress or GatewayApi.HostName)
        .Select(address => address.Text("value")?.ToLowerInvariant()).OfType<string>()
        .Where(GatewayApi.IsOutside)
        .Distinct(StringComparer.Ordinal);
}

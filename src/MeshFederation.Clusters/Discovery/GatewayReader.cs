using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the gateway for calls from other clusters. What was given wins, and what is given need not be found.</summary>
internal sealed record GatewayReader(KubernetesApi Api, DiscoveryTarget Target, DiscoveryOptions Options, Action<string> Warn)
{
    public async Task<FoundGateway> ReadAsync(IReadOnlyList<GatewayService> services, string home, CancellationToken ct)
    {
        if (Choose(services, home) is not { } service) return WithoutService(home);
        var pods = GatewayPods.ReadAsync(Api, service, ct);
        var addresses = await AddressesAsync(service, pods, ct).ConfigureAwait(false);
        var seen = await pods.ConfigureAwait(false);
        if (seen.Ready == 0) Warn($"No pod behind the {service.Title} is ready, so calls from other clusters fail.");
        var gateway = new MeshGateway
        {
            Address = addresses.Address,
            Port = addresses.Port,
            Namespace = service.Namespace,
            Selector = Options.GatewaySelector ?? service.PodLabels,
        };
        return new(gateway, service.ToString(), seen.Version);
    }

    private GatewayService? Choose(IReadOnlyList<GatewayService> services, string home)
    {
        try
        {
            return new GatewayChoice(Target, Options, home).Choose(services);
        }
        catch (MeshException) when (Options.GatewayAddress.Count > 0)
        {
            return null;
        }
    }

    private async Task<GatewayAddresses> AddressesAsync(GatewayService service, Task<GatewayPods> pods, CancellationToken ct)
    {
        var port = service.Port.FirstOrDefault(port => port.Number == Options.GatewayPort) ?? service.Passthrough;
        if (Options.GatewayAddress.Count > 0) return new(Options.GatewayAddress, Options.GatewayPort ?? port?.Number ?? new MeshGateway().Port);
        var read = await GatewayAddresses.ReadAsync(Api, Target, service, port ?? throw DiscoveryErrors.NoPort(Target, [service]), pods, ct).ConfigureAwait(false);
        return read with { Port = Options.GatewayPort ?? read.Port };
    }

    private FoundGateway WithoutService(string home)
    {
        var usual = new MeshGateway();
        if (Options.GatewayAddress.Count == 0) Warn("It has no gateway with a port for calls from other clusters (15443, or one named tls), so it can call others but not be called.");
        return new(
            usual with
            {
                Address = Options.GatewayAddress,
                Port = Options.GatewayPort ?? usual.Port,
                Namespace = Options.GatewayNamespace ?? home,
                Selector = Options.GatewaySelector ?? usual.Selector,
            },
            "",
            null);
    }
}

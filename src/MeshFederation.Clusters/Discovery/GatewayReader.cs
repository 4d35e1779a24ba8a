using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the gateway for calls from other clusters. What was given wins, and what is given need not be found.</summary>
internal sealed record GatewayReader(KubernetesApi Api, DiscoveryTarget Target, DiscoveryOptions Options, Action<string> Warn)
{
    public async Task<FoundGateway> ReadAsync(IReadOnlyList<GatewayService> services, string home, CancellationToken ct)
    {
        var known = await GatewayServices.WithAnnouncedAsync(Api, services, ct).ConfigureAwait(false);
        if (Choose(known, home) is not { } service) return WithoutService(home);
        var pods = GatewayPods.ReadAsync(Api, service, ct);
        var port = (Options.GatewayPort is { } number ? service.Find(number) : null) ?? service.Passthrough;
        var addresses = await AddressesAsync(service, port, pods, ct).ConfigureAwait(false);
        var seen = await pods.ConfigureAwait(false);
        if (seen.Ready == 0) Warn($"No pod behind the {service.Title} is ready, so calls from other clusters fail.");
        var target = Options.GatewayTargetPort ?? new TargetPort(service, seen, Warn).Of(port);
        var gateway = new MeshGateway
        {
            Address = addresses.Address,
            Port = addresses.Port,
            TargetPort = target ?? MeshGateway.UsualPort,
            Namespace = service.Namespace,
            Selector = Options.GatewaySelector ?? service.PodLabels,
        };
        return new(gateway, service.ToString(), target is null ? null : port?.Number, seen);
    }

    private GatewayService? Choose(IReadOnlyList<GatewayService> services, string home)
    {
        try
        {
            return new GatewayChoice(Target, Options, home, Warn).Choose(services);
        }
        catch (MeshException exception) when (Options.GatewayAddress.Count > 0)
        {
            Warn($"{exception.Message} So it is not known what is behind {Options.GatewayAddress}. {exception.RecommendedAction}");
            return null;
        }
    }

    private async Task<GatewayAddresses> AddressesAsync(
        GatewayService service, ServicePort? port, Task<GatewayPods> pods, CancellationToken ct)
    {
        var given = Options.GatewayPort ?? port?.Number ?? MeshGateway.UsualPort;
        if (Options.GatewayAddress.Count > 0) return new(Options.GatewayAddress, given);
        var read = await new GatewayAddressReader(Api, Target, service, Warn).ReadAsync(port, pods, ct).ConfigureAwait(false);
        return read with { Port = Options.GatewayPort ?? read.Port };
    }

    private FoundGateway WithoutService(string home)
    {
        var usual = new MeshGateway();
        if (Options.GatewayAddress.Count == 0)
        {
            Warn("It has no gateway with a port for calls from other clusters (15443, or one named tls), so it can call others but not be "
                + "called.");
        }
        var gateway = usual with
        {
            Address = Options.GatewayAddress,
            Port = Options.GatewayPort ?? usual.Port,
            TargetPort = Options.GatewayTargetPort ?? usual.TargetPort,
            Namespace = Options.GatewayNamespace ?? home,
            Selector = Options.GatewaySelector ?? usual.Selector,
        };
        return new(gateway, "", null, null);
    }
}

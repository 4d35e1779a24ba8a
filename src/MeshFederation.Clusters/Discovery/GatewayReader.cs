using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the gateway for calls from other clusters. What was given wins, and what is given need not be found.</summary>
internal sealed record GatewayReader(KubernetesApi Api, DiscoveryTarget Target, DiscoveryOptions Options, Action<string> Warn)
{
    /// <summary>What takes tunnels where the cluster is called in ambient mode; null where sidecars call it.</summary>
    public FoundTunnels? Tunnels { get; init; }

    private MeshGateway Usual => Tunnels is null ? new() : AmbientClusters.Usual(new());

    public async Task<FoundGateway> ReadAsync(IReadOnlyList<GatewayService> services, string home, CancellationToken ct)
    {
        if (Tunnels is not null) services = Tunnels.Of(services);
        var known = await GatewayServices.WithAnnouncedAsync(Api, services, ct).ConfigureAwait(false);
        if (Choose(known, home) is not { } service) return WithoutService(home);
        var pods = GatewayPods.ReadAsync(Api, service, ct);
        var port = (Options.GatewayPort is { } number ? service.Find(number) : null) ?? service.Passthrough;
        var addresses = await AddressesAsync(service, port, pods, ct).ConfigureAwait(false);
        var seen = await pods.ConfigureAwait(false);
        if (seen.Ready == 0) Warn($"No pod behind the {service.Title} is ready, so calls from other clusters fail.");
        var target = Options.GatewayTargetPort ?? new TargetPort(service, seen, Usual.TargetPort, Warn).Of(port);
        var gateway = new MeshGateway
        {
            Address = addresses.Address,
            Port = addresses.Port,
            TargetPort = target ?? Usual.TargetPort,
            Namespace = service.Namespace,
            Selector = Options.GatewaySelector ?? service.PodLabels,
        };
        return new(gateway, service.ToString(), target is null ? null : port?.Number, seen);
    }

    private const string NoGateway =
        "It has no gateway with a port for calls from other clusters (15443, or one named tls), so it can call others but not be called.";

    private const string NoTunnels =
        "It has no Gateway of the class istio-east-west with an address, so it can call others but not be called. Publishing makes the "
        + "Gateway where there is none, once its address is known: -GatewayAddress.";

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
        var given = Options.GatewayPort ?? port?.Number ?? Usual.Port;
        if (Options.GatewayAddress.Count > 0) return new(Options.GatewayAddress, given);
        var read = await new GatewayAddressReader(Api, Target, service, Warn).ReadAsync(port, pods, ct).ConfigureAwait(false);
        return read with { Port = Options.GatewayPort ?? read.Port };
    }

    private FoundGateway WithoutService(string home)
    {
        var (usual, place) = Bare(home);
        var addresses = Options.GatewayAddress.Count > 0 ? Options.GatewayAddress : usual.Address;
        if (addresses.Count == 0) Warn(Tunnels is null ? NoGateway : NoTunnels);
        var gateway = usual with
        {
            Address = addresses,
            Port = Options.GatewayPort ?? usual.Port,
            TargetPort = Options.GatewayTargetPort ?? usual.TargetPort,
            Namespace = Options.GatewayNamespace ?? place,
            Selector = Options.GatewaySelector ?? usual.Selector,
        };
        return new(gateway, "", null, null);
    }

    /// <summary>What is known where no Service is: the one Gateway for tunnels may have an address without one.</summary>
    private (MeshGateway Gateway, string Place) Bare(string home)
    {
        if (Tunnels?.Gateways is not [var only]) return (Usual, home);
        var port = TunnelGateways.PortOf(only);
        var gateway = Usual with
        {
            Address = GatewayServices.Outside(only).ToValueList(),
            Port = port,
            TargetPort = port,
            Selector = LabelSet.Create(GatewayApi.NameLabel, only.Name()),
        };
        return (gateway, only.Namespace());
    }
}

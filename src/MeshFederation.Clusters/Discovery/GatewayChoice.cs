using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Chooses the gateway for calls from other clusters.</summary>
/// <param name="Target">The cluster, for messages.</param>
/// <param name="Options">What was given.</param>
/// <param name="Home">The namespace of istiod.</param>
internal sealed record GatewayChoice(DiscoveryTarget Target, DiscoveryOptions Options, string Home)
{
    private bool Named => Options.GatewayNamespace is not null || Options.GatewaySelector is not null;

    /// <summary>Chooses.</summary>
    /// <param name="services">The Services of the cluster that may be in front of a gateway.</param>
    /// <returns>The Service, or null where there is no gateway for other clusters and none was named: the cluster only calls.</returns>
    /// <exception cref="MeshException">Several could be meant, or the one that is named is not there.</exception>
    public GatewayService? Choose(IReadOnlyList<GatewayService> services)
    {
        var meant = services.Where(service => Options.GatewaySelector is not { } labels || service.IsFor(labels)).ToArray();
        if (meant.Length == 0) return Named ? throw DiscoveryErrors.NoGateway(Target, Options) : null;
        var open = meant.Where(IsOpen).ToArray();
        if (open.Length == 0) return Named ? throw DiscoveryErrors.NoPort(Target, meant) : null;
        return Best(open) ?? throw DiscoveryErrors.SeveralGateways(Target, open);
    }

    /// <summary>Whether it has the port. Who names the gateway and its port need not name one of the Service: a load balancer may have another.</summary>
    private bool IsOpen(GatewayService service) =>
        service.Passthrough is not null || (Options.GatewayPort is { } number && (Named || service.Port.Any(port => port.Number == number)));

    /// <summary>East-west gateways go before others, and the ones beside istiod before those elsewhere; then only one may be left.</summary>
    private GatewayService? Best(GatewayService[] open)
    {
        var best = open.GroupBy(service => (service.IsEastWest ? 0 : 2) + (service.Namespace == Home ? 0 : 1)).MinBy(rank => rank.Key)!.ToArray();
        return best.Length == 1 ? best[0] : null;
    }
}

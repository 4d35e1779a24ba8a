using MeshFederation.Istio.Registry;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Chooses the gateway for calls from other clusters.</summary>
/// <param name="Target">The cluster, for messages.</param>
/// <param name="Options">What was given.</param>
/// <param name="Home">The namespace of istiod.</param>
/// <param name="Warn">Is told what was passed over.</param>
internal sealed record GatewayChoice(DiscoveryTarget Target, DiscoveryOptions Options, string Home, Action<string> Warn)
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
        var best = Best(open);
        if (best.Length > 1) throw DiscoveryErrors.SeveralGateways(Target, best, LabelsFor(best[0], services));
        var first = open.MinBy(Rank)!;
        if (Options.GatewayAddress.Count == 0 && Rank(first) < Rank(best[0]))
        {
            Warn($"The {first.Title} has no address that other clusters could reach, so the {best[0].Title} is taken.");
        }

        return best[0];
    }

    /// <summary>
    /// Whether it has the port. Who names the gateway and its port need not name one of the Service: a load balancer may have another.
    /// </summary>
    private bool IsOpen(GatewayService service) =>
        service.Passthrough is not null || (Options.GatewayPort is { } number && (Named || service.Find(number) is not null));

    /// <summary>The one that is left, or those between which nothing decides. Of several in front of the same pods any will do.</summary>
    private GatewayService[] Best(GatewayService[] open)
    {
        var best = open.GroupBy(service => (Reach(service), IsNamed(service) ? 0 : 1, Rank(service))).MinBy(group => group.Key)!.ToArray();
        return Array.TrueForAll(best, service => service.IsBeside(best[0]))
            ? [best.MinBy(service => service.Type == ServiceTypes.LoadBalancer ? 0 : 1)!]
            : best;
    }

    /// <summary>
    /// One without an address outside of the cluster never rivals one that has; where the address is given, that is the one.
    /// </summary>
    private int Reach(GatewayService service) => Options.GatewayAddress.Count > 0
        ? service.Address.Intersect(Options.GatewayAddress, StringComparer.OrdinalIgnoreCase).Any() ? 0 : 1
        : service.IsReachable ? 0 : 1;

    /// <summary>East-west gateways go before others, and the ones beside istiod before those elsewhere.</summary>
    private int Rank(GatewayService service) => (service.IsEastWest ? 0 : 2) + (service.Namespace == Home ? 0 : 1);

    private bool IsNamed(GatewayService service) => Options.GatewaySelector is { } labels && service.Selector.Equals(labels);

    /// <summary>The labels that choose one of several: the ones by which it would be known, where they do, else all.</summary>
    private LabelSet LabelsFor(GatewayService service, IReadOnlyList<GatewayService> services)
    {
        var options = Options with { GatewayNamespace = service.Namespace, GatewaySelector = service.PodLabels };
        var named = this with { Options = options, Warn = static _ => { } };
        var open = services.Where(other => other.Namespace == service.Namespace && other.IsFor(service.PodLabels) && named.IsOpen(other))
            .ToArray();
        return named.Best(open) is [var chosen] && chosen.IsBeside(service) ? service.PodLabels : service.Selector;
    }
}

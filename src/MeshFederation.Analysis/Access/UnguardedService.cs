using System.Globalization;
using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Ambient;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Access;

/// <summary>
/// A service that callers of another cluster reach once a federation is published, and did not before, though no AuthorizationPolicy is for
/// its pods: nobody gets past a policy, and all of them are let in.
/// </summary>
/// <param name="Cluster">The cluster where it runs.</param>
/// <param name="Service">The service, as <c>shop/reviews</c>.</param>
/// <param name="Client">The cluster of the callers.</param>
public sealed record UnguardedService(string Cluster, string Service, string Client)
{
    private const int Named = 3;

    /// <summary>Whether its pods are called through tunnels, for which access policies are not.</summary>
    public bool IsCalledByTunnel { get; init; }

    /// <summary>Those that Gateways for other clusters get, of services in whose namespaces there is no policy.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="before">Its objects as they are.</param>
    /// <param name="after">Its objects as they will be.</param>
    /// <param name="services">Gives the services; it is asked only where Gateways get hosts.</param>
    /// <param name="clients">The clusters of the federation.</param>
    /// <returns>The services, one for each cluster of callers.</returns>
    public static IEnumerable<UnguardedService> Of(
        MeshCluster cluster,
        IEnumerable<MeshManifest> before,
        IEnumerable<MeshManifest> after,
        Func<IEnumerable<MeshService>> services,
        IEnumerable<MeshCluster> clients)
    {
        var (now, then) = (HostsOf(cluster, before), HostsOf(cluster, after));
        if (!then.HaveMoreThan(now)) return [];
        var callers = Accepted(cluster, clients);
        return services()
            .Where(service => service.In(cluster.Name) is not null && then.Have(service, cluster) && !now.Have(service, cluster))
            .SelectMany(_ => callers, (service, client) => new UnguardedService(cluster.Name, service.ToString(), client.Name));
    }

    /// <summary>
    /// Those whose Services become global, or that a first gateway for tunnels leads to, of services in whose namespaces no policy is.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="before">Its objects as they are.</param>
    /// <param name="after">Its objects as they will be.</param>
    /// <param name="services">Gives the services in ambient mode; it is asked only where something opens.</param>
    /// <param name="clients">The clusters of the federation.</param>
    /// <returns>The services, one for each cluster of callers.</returns>
    public static IEnumerable<UnguardedService> OfTunnels(
        MeshCluster cluster,
        IEnumerable<MeshManifest> before,
        IEnumerable<MeshManifest> after,
        Func<IEnumerable<MeshService>> services,
        IEnumerable<MeshCluster> clients)
    {
        var (now, then) = (TunnelsOf(cluster, before), TunnelsOf(cluster, after));
        var isFirst = TunnelGateways.Serving(then).Any() && !TunnelGateways.Serving(now).Any();
        var open = GlobalOf(then).Except(GlobalOf(now), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (!isFirst && open.Count == 0) return [];
        var callers = Accepted(cluster, clients);
        return services()
            .Where(service => OpenServices.IsOpen(service, cluster) && (isFirst || open.Contains(service.ToString())))
            .SelectMany(_ => callers, (service, client) =>
                new UnguardedService(cluster.Name, service.ToString(), client.Name) { IsCalledByTunnel = true });
    }

    /// <summary>Those of what was compared caller by caller.</summary>
    /// <param name="lines">What callers reach.</param>
    /// <returns>The services, one for each cluster of callers.</returns>
    public static IEnumerable<UnguardedService> Of(IEnumerable<MeshAccess> lines) => lines
        .Where(line => line is { Severity: FindingSeverity.Warning, IsUnknown: false })
        .Select(line => new UnguardedService(line.Cluster, line.Service, line.Client)).Distinct();

    /// <summary>What people are told, a sentence for each cluster.</summary>
    /// <param name="found">The services.</param>
    /// <returns>The sentences, sorted.</returns>
    public static IEnumerable<string> Sentences(IEnumerable<UnguardedService> found) => found
        .GroupBy(one => (one.Cluster, one.IsCalledByTunnel))
        .OrderBy(same => same.Key.Cluster, StringComparer.Ordinal).ThenBy(same => same.Key.IsCalledByTunnel)
        .Select(same => $"Cluster '{same.Key.Cluster}': no AuthorizationPolicy is for the pods of "
            + $"{Text(same.Select(one => one.Service))}, so whoever calls {(same.Key.IsCalledByTunnel ? "through tunnels " : "")}from "
            + $"{string.Join(", ", Sorted(same.Select(one => one.Client)))} is let in from now on. "
            + (same.Key.IsCalledByTunnel
                ? "Say who may by an AuthorizationPolicy of your own, which ztunnels go by: access policies are for sidecars."
                : "Say who may: New-MeshAccessPolicy, or New-MeshFederation -DenyByDefault."));

    private static string Text(IEnumerable<string> services)
    {
        var all = Sorted(services);
        return string.Join(", ", all.Take(Named))
            + (all.Count <= Named ? "" : string.Create(CultureInfo.InvariantCulture, $" and {all.Count - Named} more services"));
    }

    private static List<string> Sorted(IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ExportedHosts HostsOf(MeshCluster cluster, IEnumerable<MeshManifest> objects) => ExportedHosts.Of(
        new RoutingCluster(
            cluster, objects.Where(item => ReadKind.Gateway.Type.Is(item) || ReadKind.ApiGateway.Type.Is(item)), []).Gateways);

    private static List<MeshCluster> Accepted(MeshCluster cluster, IEnumerable<MeshCluster> clients) =>
    [
        .. clients.Where(client => client.Name != cluster.Name && TrustDomains.Accepts(cluster, client.TrustDomain) is not false),
    ];

    private static IEnumerable<string> GlobalOf(RoutingCluster cluster) => cluster.Of(ReadKind.Service)
        .Where(service => GlobalServices.Is(cluster, service) is true).Select(service => $"{service.Namespace}/{service.Name}");

    private static RoutingCluster TunnelsOf(MeshCluster cluster, IEnumerable<MeshManifest> objects) => new(
        cluster, objects.Where(item => ReadKind.Service.Type.Is(item) || ReadKind.ApiGateway.Type.Is(item)), []);
}

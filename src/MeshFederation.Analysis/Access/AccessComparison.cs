using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Ambient;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Access;

/// <summary>
/// What callers of other clusters reach of the services of a federation, before it is published and after: by the engine's evaluation of
/// AuthorizationPolicies alone, for callers and requests of which each stands for all that no policy tells from it.
/// </summary>
public static class AccessComparison
{
    /// <summary>The kinds of objects by which it is told what callers reach of services that are published already.</summary>
    public static IReadOnlyList<ReadKind> Kinds { get; } =
        [ReadKind.AuthorizationPolicy, ReadKind.Gateway, ReadKind.PeerAuthentication, ReadKind.Service];

    /// <summary>Compares.</summary>
    /// <param name="before">The clusters as they are.</param>
    /// <param name="after">The clusters as they will be.</param>
    /// <param name="services">The services, each once.</param>
    /// <param name="callers">Clusters whose callers count beside those of the services' clusters; null for none.</param>
    /// <returns>A line for each port and caller, sorted.</returns>
    public static IReadOnlyList<MeshAccess> Of(
        RoutingMesh before, RoutingMesh after, IReadOnlyList<MeshService> services, IReadOnlyList<MeshCluster>? callers = null)
    {
        var clusters = services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)).Concat(callers ?? [])
            .Select(cluster => cluster.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => after[name]).OfType<RoutingCluster>().ToList();
        return
        [
            .. services.SelectMany(
                    service => service.Instance.Where(instance => OpenServices.IsOpen(service, instance.Cluster)),
                    (service, instance) => (service, instance))
                .OrderBy(item => item.instance.Cluster.Name, StringComparer.Ordinal)
                .ThenBy(item => item.service.ToString(), StringComparer.Ordinal)
                .Select(item => Views(before, after, services, item.service, item.instance))
                .SelectMany(item => item.Wanted.Service.IsAmbient()
                    ? OfTunnels(item.Old, item.Wanted, services, clusters)
                    : OfService(item.Old, item.Wanted, services, clusters)),
        ];
    }

    private static IEnumerable<MeshAccess> OfTunnels(
        ExportedService old, ExportedService wanted, IReadOnlyList<MeshService> services, List<RoutingCluster> clusters)
    {
        var service = wanted.Service;
        var mentions = new AccessMentions([old.View, wanted.View], service.Namespace, wanted.Selector);
        foreach (var port in service.Port)
        {
            foreach (var client in clusters.Where(client => client.Name != wanted.Instance.Cluster.Name))
            {
                var access = new TunnelAccess(old, wanted, client, port, mentions);
                IEnumerable<MeshAccess> lines = access.Doubt is { } doubt ? [access.Unknown(doubt)]
                    : Told(AccessCaller.Of(client, mentions, service, services), access.Compare);
                foreach (var line in lines) yield return line;
            }
        }
    }

    private static (ExportedService Old, ExportedService Wanted) Views(
        RoutingMesh before, RoutingMesh after, IReadOnlyList<MeshService> services, MeshService service, MeshServiceInstance instance)
    {
        var then = after[instance.Cluster.Name] ?? new RoutingCluster(instance.Cluster, [], services);
        var now = before[instance.Cluster.Name] ?? new RoutingCluster(instance.Cluster, [], []);
        return (new(service, instance, now), new(service, instance, then));
    }

    private static IEnumerable<MeshAccess> OfService(
        ExportedService old, ExportedService wanted, IReadOnlyList<MeshService> services, List<RoutingCluster> clusters)
    {
        var service = wanted.Service;
        var mentions = new AccessMentions([old.View, wanted.View], service.Namespace, wanted.Selector ?? old.Selector);
        var clients = clusters.Where(client => client.Name != wanted.Instance.Cluster.Name)
            .Select(client => (client, IsForeign: false))
            .Concat(Foreign(wanted.View.Facts, clusters).Select(client => (client, IsForeign: true))).ToList();
        foreach (var port in service.Port)
        {
            foreach (var (client, isForeign) in clients)
            {
                var terms = new AccessTerms(old, wanted, client, port, mentions) { IsForeign = isForeign };
                foreach (var line in Told(Callers(terms, mentions, service, services), terms.Compare)) yield return line;
            }
        }
    }

    /// <summary>A line for all others, which come first, and for those of whom another is true or who are known.</summary>
    private static IEnumerable<MeshAccess> Told(IEnumerable<AccessCaller> callers, Func<AccessCaller, MeshAccess> compare)
    {
        MeshAccess? others = null;
        foreach (var caller in callers)
        {
            var line = compare(caller);
            if (!caller.IsKnown && others is not null && SaysAs(line, others)) continue;
            others ??= line;
            yield return line;
        }
    }

    /// <summary>Callers of trust domains that a cluster accepts, and that no cluster of the federation has.</summary>
    private static IEnumerable<RoutingCluster> Foreign(MeshCluster server, IEnumerable<RoutingCluster> known) =>
        (server.Facts is { } facts ? facts.TrustedDomain.Concat(facts.TrustDomainAlias) : [])
            .Except(known.Select(cluster => cluster.Facts.TrustDomain).Append(server.TrustDomain), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(domain => new RoutingCluster(new(domain, domain) { TrustDomain = domain }, [], []));

    private static IEnumerable<AccessCaller> Callers(
        AccessTerms terms, AccessMentions mentions, MeshService service, IReadOnlyList<MeshService> services)
    {
        foreach (var caller in AccessCaller.Of(terms.Client, mentions, service, services)) yield return caller;
        if (TakesPlain(terms.Wanted, terms.Port)) yield return AccessCaller.WithoutIdentity;
    }

    /// <summary>
    /// Whether somebody who is not of the mesh gets to the pods through the gateway: it passes TLS on unseen, and proxies that do not
    /// insist on the mesh's pass TLS of the application's own (istio pilot/pkg/networking/core/listener_inbound.go).
    /// </summary>
    private static bool TakesPlain(ExportedService service, MeshPort port) =>
        port.Protocol.IsRoutedBy(RouteKind.Tls)
        && service.View.MutualTls.ModeFor(
            service.Service.Namespace, service.Selector ?? Model.Objects.UnstructuredMap.Empty, service.Target(port)).Mode
            != MutualTlsMode.Strict;

    private static bool SaysAs(MeshAccess one, MeshAccess other) =>
        (one.Before, one.After, one.Policy, one.IsWidening) == (other.Before, other.After, other.Policy, other.IsWidening);
}

using MeshFederation.Istio;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Finds what breaks of the calls of hosts themselves, by whoever is given something of his own of a host.</summary>
internal static class HostLegs
{
    private const int PlainPort = 80;

    /// <summary>What breaks in all clusters; of a host and port each fault and sentence once.</summary>
    public static IEnumerable<HostLeg> Broken(RoutingMesh mesh) =>
        AtOnce.Each([.. mesh.Clusters], cluster => Broken(mesh, cluster)).SelectMany(static legs => legs);

    private static List<HostLeg> Broken(RoutingMesh mesh, RoutingCluster cluster)
    {
        var (broken, spaces) = (new List<HostLeg>(), new CallerSpaces(cluster));
        foreach (var host in cluster.Services.Hosts)
        {
            var same = cluster.Services.Named(host);
            if (same is [{ AliasOf: not null }]) continue;
            var first = broken.Count;
            var callers = spaces.Of(same);
            List<string>? routed = null;
            var ports = Ports(cluster, same);
            for (var i = 0; i < ports.Count; i++)
            {
                var port = ports[i];
                if (!port.IsCarried) continue;
                var share = new RouteShare(host, "", port.Number, 100, 100);
                for (var caller = 0; caller < callers.Count; caller++)
                    AddCalled(mesh, cluster, spaces.CallerIn(callers[caller]), share, port, broken, first);
                if (!MayBePassedOn(cluster, same, port)) continue;
                routed ??= [.. callers.Union(spaces.OfRouted(same), StringComparer.Ordinal)];
                foreach (var caller in routed) AddPassedOn(mesh, cluster, spaces.CallerIn(caller), share, port, broken, first);
            }
        }

        return broken;
    }

    /// <summary>Adds what is not among those of the host, which begin at a place.</summary>
    private static void Add(List<HostLeg> broken, int first, HostLeg leg)
    {
        for (var i = first; i < broken.Count; i++)
        {
            var known = broken[i];
            if (known.Port.Number == leg.Port.Number && known.Break == leg.Break && known.IsRouted == leg.IsRouted) return;
        }

        broken.Add(leg);
    }

    private static IReadOnlyList<RoutedPort> Ports(RoutingCluster cluster, IReadOnlyList<RoutedService> same)
    {
        if (same.Count > 1)
            return [.. same.SelectMany(service => service.Ports).Where(static port => port.IsCarried).DistinctBy(port => port.Number)];
        return same[0] is { Origin: ServiceOrigin.Assumed, Ports.Count: 0 } assumed ? [.. Assumed(cluster, assumed)] : same[0].Ports;
    }

    /// <summary>
    /// Of a Service that is taken to be there any port may be called: each that a DestinationRule says something of stands for itself, and
    /// one for all others.
    /// </summary>
    private static IEnumerable<RoutedPort> Assumed(RoutingCluster cluster, RoutedService service) =>
        cluster.DestinationRules.Covering(service.Host)
            .SelectMany(rule => rule.Spec.Maps("subsets").Prepend(rule.Spec))
            .SelectMany(level => level.Map("trafficPolicy")?.Maps("portLevelSettings") ?? [])
            .Select(policy => policy.Map("port")?.Number("number")).OfType<long>().Where(IstioText.IsPort)
            .Append(PlainPort).Distinct().Select(number => service.Port((int)number)!);

    private static void AddCalled(
        RoutingMesh mesh, RoutingCluster cluster, MeshCaller caller, RouteShare share, RoutedPort port, List<HostLeg> broken, int first)
    {
        var answer = DestinationChooser.Choose(cluster, caller, share);
        foreach (var (called, found) in DestinationBreaks.All(mesh, cluster, caller, share, answer))
        {
            var isRouted = IsRouted(cluster, caller, answer, port);
            Add(broken, first, new(cluster, share.Host, port, caller, called, found) { IsRouted = isRouted });
        }
    }

    /// <summary>
    /// Whether TLS routes of sidecars may have the connections of a Service. Whom a Sidecar keeps from sending others on is told by his
    /// namespace.
    /// </summary>
    private static bool MayBePassedOn(RoutingCluster cluster, IReadOnlyList<RoutedService> same, RoutedPort port)
    {
        for (var i = 0; i < same.Count; i++)
        {
            if (same[i].Port(port.Number)?.Traffic == PortTraffic.Tls) return cluster.VirtualServices.Covering(same[0].Host).Any();
        }

        return false;
    }

    private static void AddPassedOn(
        RoutingMesh mesh, RoutingCluster cluster, MeshCaller caller, RouteShare share, RoutedPort port, List<HostLeg> broken, int first)
    {
        var answer = DestinationChooser.Choose(cluster, caller, share);
        if (PassedOn(mesh, cluster, caller, share, answer) is not { } found) return;
        if (cluster.OtherVersions.Count > 0) found = PassedOnByVersion(mesh, cluster, caller, share, found);
        answer = answer with { Tls = UpstreamTls.Nothing };
        Add(broken, first, new(cluster, share.Host, port, caller, answer, found) { IsPassedOn = true });
    }

    /// <summary>What breaks of connections that are passed on as they are; null where none is, or nothing breaks.</summary>
    private static CallBreak? PassedOn(
        RoutingMesh mesh, RoutingCluster cluster, MeshCaller caller, RouteShare share, DestinationAnswer answer) =>
        IsPassedOn(cluster, caller, answer)
            ? DestinationBreaks.Of(mesh, cluster, caller, share, answer with { Tls = UpstreamTls.Nothing })
            : null;

    /// <summary>
    /// The break, or that it is not known, where routes of other versions have the connections, or nothing breaks there. That they are
    /// passed on nowhere says nothing of them.
    /// </summary>
    private static CallBreak PassedOnByVersion(
        RoutingMesh mesh, RoutingCluster cluster, MeshCaller caller, RouteShare share, CallBreak found)
    {
        return VersionDoubts.Of(cluster, share.Host, [found], InVersion) ?? found;

        List<CallBreak>? InVersion(RoutingCluster other)
        {
            var answer = DestinationChooser.Choose(other, caller, share);
            if (answer.Service is null || other.OutboundPolicy(caller) == OutboundTrafficPolicy.RegistryOnly) return null;
            return PassedOn(mesh.With(other), other, caller, share, answer) is { } passed ? [passed] : [];
        }
    }

    private static bool IsRouted(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer, RoutedPort port) =>
        answer.Service is { } service && RouteChooser.Choose(
            cluster, caller, service, port, new() { Authority = service.Host, Port = port.Number }).Outcome != RouteOutcome.CalledHost;

    /// <summary>
    /// Whether TLS routes have the connections of a Service, and one of the names by which pods dial it is not among theirs: that one is
    /// passed on to the pods as it is.
    /// </summary>
    private static bool IsPassedOn(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer)
    {
        if (answer is not { Service: { IsKubernetes: true } service, Port: { Traffic: PortTraffic.Tls } port }) return false;
        if (cluster.OutboundPolicy(caller) == OutboundTrafficPolicy.RegistryOnly) return false;
        foreach (var name in NamesOf(cluster, caller, service))
        {
            var request = new MeshRequest { Authority = name, Port = port.Number };
            if (RouteChooser.Choose(cluster, caller, service, port, request).Outcome == RouteOutcome.PassedOn) return true;
        }

        return false;
    }

    /// <summary>
    /// The names by which pods dial a Service, those of Services of type ExternalName for it among them. The name without a namespace means
    /// one beside the pods.
    /// </summary>
    private static IEnumerable<string> NamesOf(RoutingCluster cluster, MeshCaller caller, RoutedService service) =>
        cluster.Services.AliasesOf(service.Host).Prepend(service).SelectMany(named =>
            ServiceNames.Of(named.Name, named.Namespace, cluster.Facts.ClusterDomain)
                .Where(name => name != named.Name || named.Namespace == caller.Namespace));
}

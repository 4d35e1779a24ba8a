using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>By whom and on which ports a destination is called, and what the engine makes of each.</summary>
internal static class DestinationLegs
{
    /// <summary>What breaks of the calls of a destination, each fault and sentence once.</summary>
    public static IReadOnlyList<DestinationLeg> Broken(RoutingMesh mesh, NamedDestination destination)
    {
        List<DestinationLeg>? broken = null;
        foreach (var leg in Of(mesh, destination))
        {
            if (leg.Break is { } found && broken?.Exists(known => known.Break == found) is not true) (broken ??= []).Add(leg);
        }

        return broken ?? (IReadOnlyList<DestinationLeg>)[];
    }

    /// <summary>Who calls a destination on which port, each with what becomes of it.</summary>
    public static IEnumerable<DestinationLeg> Of(RoutingMesh mesh, NamedDestination destination)
    {
        if (destination.Host.Length == 0 || HostPattern.IsWildcard(destination.Host)) yield break;
        foreach (var (caller, ports, isSidecar) in CallersOf(destination))
        {
            foreach (var port in ports.DefaultIfEmpty(0))
            {
                var share = Share(destination, caller, port, isSidecar);
                if (share.Port == 0) continue;
                var answer = DestinationChooser.Choose(destination.Cluster, caller, share);
                yield return new(
                    caller, port, isSidecar, share, answer, DestinationBreaks.Of(mesh, destination.Cluster, caller, share, answer));
            }
        }
    }

    /// <summary>The port that is named, the only one of the host, or the one that was called; 0 where that is not known.</summary>
    private static RouteShare Share(NamedDestination destination, MeshCaller caller, int called, bool isSidecar)
    {
        var service = destination.Cluster.Services.Find(destination.Host, caller.Namespace);
        var isRequest = isSidecar && destination.Kind == "http";
        var host = service?.AliasOf is { } alias && (!isRequest || service.Port(called) is not null) ? alias : destination.Host;
        var named = destination.Content.Map("port")?.Number("number");
        if (named is { } number) return new(host, destination.Subset, (int)Math.Clamp(number, 1, ushort.MaxValue), 100, 100);
        var ports = service?.Ports ?? [];
        var port = called > 0 && isRequest ? called
            : ports is [var only] ? only.Number : called > 0 ? called : ports.Count == 0 ? 80 : ports[0].Number;
        return new(host, destination.Subset, port, 100, 100) { NamesPort = false };
    }

    private static IEnumerable<(MeshCaller Caller, IReadOnlyList<int> Ports, bool IsSidecar)> CallersOf(NamedDestination destination)
    {
        var (cluster, item) = (destination.Cluster, destination.VirtualService);
        var gateways = item.Spec.List("gateways").OfType<string>().Where(name => name != "mesh")
            .Select(name => EntryGateways.Named(cluster, EntryGateways.Whole(item, name))).OfType<MeshManifest>().ToList();
        if (VirtualServiceIndex.BindsSidecars(item) || gateways.Count == 0)
        {
            foreach (var space in Spaces(destination)) yield return (MeshCaller.In(space), Called(destination, space), true);
        }

        foreach (var gateway in gateways) yield return (EntryGateways.PodsOf(cluster, gateway), Entered(destination, gateway), false);
    }

    /// <summary>
    /// The namespace that the VirtualService is for, and those of the services that it routes and of their callers, where it is seen.
    /// </summary>
    private static IEnumerable<string> Spaces(NamedDestination destination) => Services(destination)
        .SelectMany(service => (IEnumerable<string>)[service.Namespace, Callers.NamespaceOf(service)])
        .Where(space => destination.Cluster.VirtualServices.IsSeen(destination.VirtualService, space)).Prepend(destination.Caller.Namespace)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<RoutedService> Services(NamedDestination destination) =>
        destination.Cluster.VirtualServices.HostsOf(destination.VirtualService).SelectMany(destination.Cluster.Services.Named);

    private static List<int> Called(NamedDestination destination, string space) =>
        !VirtualServiceIndex.BindsSidecars(destination.VirtualService)
            ? []
            : [.. destination.Cluster.VirtualServices.HostsOf(destination.VirtualService)
                .Select(host => destination.Cluster.Services.Find(host, space)).OfType<RoutedService>().SelectMany(service => service.Ports)
                .Where(port => Takes(destination.Kind, port.Traffic) && SidecarMatch.Routes(destination.Route, port.Number))
                .Select(port => port.Number).Distinct()];

    private static bool Takes(string kind, PortTraffic traffic) => kind switch
    {
        "http" => traffic is PortTraffic.Http or PortTraffic.Sniffed,
        "tls" => traffic is PortTraffic.Tls,
        _ => traffic is PortTraffic.Tcp or PortTraffic.Sniffed,
    };

    private static List<int> Entered(NamedDestination destination, MeshManifest gateway)
    {
        var hosts = destination.Cluster.VirtualServices.HostsOf(destination.VirtualService).ToList();
        return [.. EntryServer.Of(gateway)
            .Where(server => hosts.Exists(host => server.Domain(host, host, destination.VirtualService.Namespace) is not null))
            .Select(server => server.Port).Where(port => port > 0).Distinct()];
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>By whom and on which ports a destination is called, and what the engine makes of each.</summary>
internal static class DestinationLegs
{
    /// <summary>What breaks of the calls of a destination, each fault and sentence once.</summary>
    public static IReadOnlyList<DestinationLeg> Of(RoutingMesh mesh, NamedDestination destination)
    {
        List<DestinationLeg>? broken = null;
        for (var i = 0; i < destination.CalledBy.Count; i++)
        {
            var called = destination.CalledBy[i];
            for (var place = 0; place < CallsOf(called); place++)
            {
                if (Share(destination, called, place) is not { } share) continue;
                var answer = DestinationChooser.Choose(destination.Cluster, called.Pods, share);
                foreach (var (reached, found) in DestinationBreaks.All(mesh, destination.Cluster, called.Pods, share, answer))
                {
                    broken ??= [];
                    if (!IsSaid(broken, found))
                        broken.Add(new(called.Pods, PortOf(called, place), called.IsSidecar, share, reached, found));
                }
            }
        }

        return broken ?? (IReadOnlyList<DestinationLeg>)[];
    }

    /// <summary>What the engine makes of the calls of a destination: once for each of its callers and the ports that they call.</summary>
    public static IEnumerable<(MeshCaller Caller, DestinationAnswer Answer)> Reached(NamedDestination destination)
    {
        foreach (var called in destination.CalledBy)
        {
            for (var place = 0; place < CallsOf(called); place++)
            {
                if (Share(destination, called, place) is not { } share) continue;
                var answer = DestinationChooser.Choose(destination.Cluster, called.Pods, share);
                if (answer.Outcome == DestinationOutcome.Found) yield return (called.Pods, answer);
            }
        }
    }

    /// <summary>How many ports are called: one that is not known, where none is.</summary>
    private static int CallsOf(RouteCaller caller) => Math.Max(caller.Ports.Count, 1);

    private static int PortOf(RouteCaller caller, int place) => caller.Ports.Count == 0 ? 0 : caller.Ports[place];

    private static bool IsSaid(List<DestinationLeg> broken, CallBreak found) => broken.Exists(known => known.Break == found);

    /// <summary>
    /// To the port that is named, the only one of the host, or the one that was called; null where that is not known, or no host is named.
    /// </summary>
    private static RouteShare? Share(NamedDestination destination, RouteCaller caller, int place)
    {
        if (destination.Host.Length == 0) return null;
        var (called, isSidecar) = (PortOf(caller, place), caller.IsSidecar);
        var service = GivenServices.Find(destination.Cluster, caller.Pods, destination.Host, called);
        var isRequest = isSidecar && destination.Kind == "http";
        var isAlias = service?.AliasOf is not null && (!isRequest || called == 0 || service.Port(called) is not null);
        var host = isAlias ? service!.AliasOf! : destination.Host;
        if (WeightShares.NamedPort(destination.Content) is { } named) return new(host, destination.Subset, named, 100, 100);
        var ports = service?.Ports ?? [];
        var port = called > 0 && isRequest ? called
            : ports is [var only] ? only.Number : called > 0 ? called : ports.Count == 0 ? 80 : ports[0].Number;
        return port == 0 ? null : new(host, destination.Subset, port, 100, 100) { NamesPort = false };
    }
}

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
        foreach (var (caller, port, isSidecar, share) in Shares(destination))
        {
            var answer = DestinationChooser.Choose(destination.Cluster, caller, share);
            foreach (var (reached, found) in DestinationBreaks.All(mesh, destination.Cluster, caller, share, answer))
            {
                broken ??= [];
                if (!IsSaid(broken, found)) broken.Add(new(caller, port, isSidecar, share, reached, found));
            }
        }

        return broken ?? (IReadOnlyList<DestinationLeg>)[];
    }

    /// <summary>What the engine makes of the calls of a destination: once for each of its callers and the ports that they call.</summary>
    public static IEnumerable<(MeshCaller Caller, DestinationAnswer Answer)> Reached(NamedDestination destination) =>
        Shares(destination).Select(sent => (sent.Caller, DestinationChooser.Choose(destination.Cluster, sent.Caller, sent.Share)))
            .Where(reached => reached.Item2.Outcome == DestinationOutcome.Found);

    private static bool IsSaid(List<DestinationLeg> broken, CallBreak found) => broken.Exists(known => known.Break == found);

    private static IEnumerable<(MeshCaller Caller, int Called, bool IsSidecar, RouteShare Share)> Shares(NamedDestination destination)
    {
        if (destination.Host.Length == 0) yield break;
        foreach (var (caller, ports, isSidecar) in destination.CalledBy)
        {
            for (var i = 0; i < Math.Max(ports.Count, 1); i++)
            {
                var port = ports.Count == 0 ? 0 : ports[i];
                var share = Share(destination, caller, port, isSidecar);
                if (share is not { Port: 0, NamesPort: false }) yield return (caller, port, isSidecar, share);
            }
        }
    }

    /// <summary>The port that is named, the only one of the host, or the one that was called; 0 where that is not known.</summary>
    private static RouteShare Share(NamedDestination destination, MeshCaller caller, int called, bool isSidecar)
    {
        var service = GivenServices.Find(destination.Cluster, caller, destination.Host, called);
        var isRequest = isSidecar && destination.Kind == "http";
        var isAlias = service?.AliasOf is not null && (!isRequest || called == 0 || service.Port(called) is not null);
        var host = isAlias ? service!.AliasOf! : destination.Host;
        if (WeightShares.NamedPort(destination.Content) is { } named) return new(host, destination.Subset, named, 100, 100);
        var ports = service?.Ports ?? [];
        var port = called > 0 && isRequest ? called
            : ports is [var only] ? only.Number : called > 0 ? called : ports.Count == 0 ? 80 : ports[0].Number;
        return new(host, destination.Subset, port, 100, 100) { NamesPort = false };
    }
}

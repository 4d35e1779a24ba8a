using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Routes;

/// <summary>
/// Routes of gateways that are asked before those of sidecars. To a gateway its own pods are the source, so a match that asks for callers
/// and names no gateway takes requests there, too, where these pods are such callers; and one that names gateways, be it the mesh, does
/// not ask for callers at all (istio pilot/pkg/networking/core/route/route.go sourceMatchHTTP). The port of a match means at a gateway the
/// gateway's own, so what asks for one of the Service's would lose the requests there, or take them by chance.
/// </summary>
internal static class GatewayCells
{
    /// <summary>The cells with those for gateways before all others.</summary>
    /// <param name="view">The service as its callers see it.</param>
    /// <param name="kind">What is routed.</param>
    /// <param name="gateways">The gateways that matches of the service name, without the mesh.</param>
    /// <param name="ports">The cells of each port that is routed alike.</param>
    public static IEnumerable<(MeshPort Port, IReadOnlyList<RouteCell> Cells)> First(
        CallerView view,
        RouteKind kind,
        IReadOnlyList<string> gateways,
        IReadOnlyList<(MeshPort Port, IReadOnlyList<RouteCell> Cells)> ports)
    {
        var reached = new List<(MeshPort Port, RouteCell Cell)>();
        foreach (var (port, cell) in OfGateways(view, kind, gateways, [.. ports.Select(port => port.Port)]))
        {
            if (!reached.Exists(before => PolicyCells.IsWithin(cell.Match, before.Cell.Match))) reached.Add((port, cell));
        }

        return OfOnePortEach(reached).Concat(ports.Select(port => (port.Port, (IReadOnlyList<RouteCell>)OfSidecars(port.Cells))));
    }

    /// <summary>
    /// A request at a gateway has no port of the Service. So the split that it meets first says to which port it goes, and only that says
    /// which policies for a port are meant. Where no split names one it is the first port.
    /// </summary>
    private static IEnumerable<(MeshPort Port, RouteCell Cell)> OfGateways(
        CallerView view, RouteKind kind, IReadOnlyList<string> gateways, IReadOnlyList<MeshPort> ports)
    {
        var splits = view.Service.TrafficSplit.Where(split => kind == RouteKind.Http || split.Match?.IsHttp != true)
            .Select(split => new RouteCell(split.Match, split.Destination)).Where(split => IsMeant(split.Match)).Append(new(null, []));
        var policies = kind == RouteKind.Http ? PlacedPolicy.In(view).Where(placed => IsMeant(placed.Match)).ToList() : [];
        foreach (var split in splits)
        {
            var port = split.Match?.Port is { } number ? ports.FirstOrDefault(port => port.Number == number) : ports[0];
            if (port is null || At(gateways, split.Match) is not { } match) continue;
            var held = policies.Where(placed => placed.Match?.Port is null || placed.Match.Port == port.Number)
                .Select(placed => placed with { Match = placed.Match is null ? null : placed.Match with { Port = null } });
            foreach (var cell in PolicyCells.Of(view.Service, [split with { Match = match }], held)) yield return (port, cell);
        }
    }

    /// <summary>What asks for a port and names no gateway means requests of sidecars, as does what asks for callers.</summary>
    private static bool IsMeant(MeshMatch? match) => match is not ({ IsOfCallers: true } or { Port: not null, Gateway.Count: 0 });

    /// <summary>What a match of a split says to gateways; null where it is of the mesh alone.</summary>
    private static MeshMatch? At(IReadOnlyList<string> gateways, MeshMatch? match)
    {
        var named = match?.Gateway ?? [];
        var asked = named.Count == 0 ? gateways : [.. named.Where(gateway => gateway != MeshMatch.MeshGatewayName)];
        return asked.Count == 0 ? null : (match ?? new()) with { Gateway = [.. asked], Port = null };
    }

    private static IEnumerable<(MeshPort Port, IReadOnlyList<RouteCell> Cells)> OfOnePortEach(List<(MeshPort Port, RouteCell Cell)> cells)
    {
        for (var i = 0; i < cells.Count;)
        {
            var port = cells[i].Port;
            var same = cells.Skip(i).TakeWhile(cell => cell.Port == port).Select(cell => cell.Cell).ToList();
            yield return (port, same);
            i += same.Count;
        }
    }

    /// <summary>The cells of sidecars, to the first that takes all requests of the port.</summary>
    private static List<RouteCell> OfSidecars(IReadOnlyList<RouteCell> cells)
    {
        var own = cells.Where(cell => cell.Match?.IsAtGateway != true).ToList();
        var last = own.FindIndex(cell => cell.Match is null || (cell.Match with { Port = null }).IsEmpty);
        return last < 0 ? own : own[..(last + 1)];
    }
}

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
    /// <param name="gateways">The gateways that matches of the service name, without the mesh.</param>
    /// <param name="ports">The cells of each port that is routed alike.</param>
    public static IReadOnlyList<(MeshPort Port, IReadOnlyList<RouteCell> Cells)> First(
        IReadOnlyList<string> gateways, IReadOnlyList<(MeshPort Port, IReadOnlyList<RouteCell> Cells)> ports)
    {
        // At a gateway the first port is meant, unless another one is named; the last of its cells takes all that is left. What asks for
        // a port and names no gateway means that of the Service, which requests there do not have.
        var first = ports[0].Cells.Where(cell => cell.Match is not ({ IsOfCallers: true } or { Port: not null, Gateway.Count: 0 }))
            .Append(new(null, [])).Select(cell => At(gateways, cell)).OfType<RouteCell>().ToList();
        var last = first.FindIndex(
            cell => gateways.All(cell.Match!.Gateway.Contains) && (cell.Match with { Gateway = [], Port = null }).IsEmpty);
        first = first[..(last + 1)];
        return
        [
            (ports[0].Port, first[..^1]),
            .. ports.Skip(1).Select(port => (port.Port, Named(gateways, port.Cells))),
            (ports[0].Port, first[^1..]),
            .. ports.Select(port => (port.Port, OfSidecars(port.Cells))),
        ];
    }

    private static IReadOnlyList<RouteCell> Of(IReadOnlyList<RouteCell> cells, bool isAtGateway) =>
        [.. cells.Where(cell => cell.Match?.IsAtGateway == true == isAtGateway)];

    /// <summary>The cells that are of gateways alone, or name one beside the mesh together with a port.</summary>
    private static IReadOnlyList<RouteCell> Named(IReadOnlyList<string> gateways, IReadOnlyList<RouteCell> cells) =>
    [
        .. cells.Where(cell => cell.Match is { IsAtGateway: true } or { Port: not null, Gateway.Count: > 0 })
            .Select(cell => At(gateways, cell)).OfType<RouteCell>(),
    ];

    /// <summary>The cells of sidecars, to the first that takes all requests of the port.</summary>
    private static List<RouteCell> OfSidecars(IReadOnlyList<RouteCell> cells)
    {
        var own = Of(cells, isAtGateway: false).ToList();
        var last = own.FindIndex(cell => cell.Match is null || (cell.Match with { Port = null }).IsEmpty);
        return last < 0 ? own : own[..(last + 1)];
    }

    /// <summary>What a cell says to gateways; null where it is of the mesh alone.</summary>
    private static RouteCell? At(IReadOnlyList<string> gateways, RouteCell cell)
    {
        var named = cell.Match?.Gateway ?? [];
        var asked = named.Count == 0 ? gateways : [.. named.Where(gateway => gateway != MeshMatch.MeshGatewayName)];
        return asked.Count == 0 ? null : cell with { Match = (cell.Match ?? new()) with { Gateway = [.. asked] } };
    }
}

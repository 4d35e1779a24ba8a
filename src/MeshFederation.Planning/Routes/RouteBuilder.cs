using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Policies.Routes;

namespace MeshFederation.Planning.Routes;

/// <summary>Turns the splits of a service into the routes of its ports.</summary>
internal static class RouteBuilder
{
    /// <summary>
    /// The routes of one kind, over all ports of that kind; at a gateway, which has ports of its own, to the first of them.
    /// </summary>
    public static IEnumerable<UnstructuredMap> Routes(CallerView view, RouteKind kind)
    {
        var ports = view.Service.Port.Where(port => Protocol(view, port).IsRoutedBy(kind)).Take(view.Hostname is null ? int.MaxValue : 1)
            .Select(port => (Port: port, Cells: CellsOf(view, port, kind))).ToList();
        if (ports.TrueForAll(port => port.Cells.Count == 0)) return [];
        var gateways = view.Hostname is null ? OwnGateways(view.Service).ToList() : [];
        var areApart = gateways.Count > 0 && ports.Exists(port => port.Cells.Any(cell => IsOfSidecars(view, cell.Match, kind)));
        var ordered = areApart ? GatewayCells.First(view, kind, gateways, ports) : ports;
        return ordered.SelectMany(port => RoutesOf(view, port.Port, kind, port.Cells));
    }

    /// <summary>
    /// Whether a match that gateways have too asks for what no request there has: a port of the Service, or callers, which of connections
    /// name the mesh by themselves.
    /// </summary>
    private static bool IsOfSidecars(CallerView view, MeshMatch? match, RouteKind kind) =>
        match?.IsAtGateway != true && (NamesPort(view, match, kind) || (kind == RouteKind.Http && match?.IsOfCallers == true));

    /// <summary>The gateways that matches of the service name.</summary>
    public static IEnumerable<string> NamedGateways(MeshService service) =>
        service.TrafficSplit.SelectMany(split => split.Match?.Gateway ?? []).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> OwnGateways(MeshService service) =>
        NamedGateways(service).Where(gateway => gateway != MeshMatch.MeshGatewayName);

    private static IReadOnlyList<RouteCell> CellsOf(CallerView view, MeshPort port, RouteKind kind)
    {
        var splits = view.Service.TrafficSplit.Where(split => Applies(view, split.Match, port, kind)).ToList();
        var areGateways = view.Hostname is null && OwnGateways(view.Service).Any();
        var isOptional = kind == RouteKind.Tls && view.Hostname is null && !areGateways;
        if (isOptional) splits = WithoutNeedless(view, splits, port);
        if (splits.Count == 0 && (kind != RouteKind.Http || view.Hostname is not null)) return [];
        var cells = splits.ConvertAll(split => new RouteCell(split.Match, split.Destination));
        var isWhole = isOptional || view.Hostname is not null
            || splits.Exists(split => split.Match is null || (TakesAll(split.Match) && !areGateways));
        if (!isWhole) cells.Add(new(null, []));
        return WithPolicies(view, port, kind, cells);
    }

    private static IEnumerable<UnstructuredMap> RoutesOf(CallerView view, MeshPort port, RouteKind kind, IReadOnlyList<RouteCell> cells)
    {
        for (var i = 0; i < cells.Count;)
        {
            var first = cells[i];
            var same = cells.Skip(i).TakeWhile(cell => cell == first || (cell.SaysAs(first) && SayAlike(view, port, kind, first, cell)))
                .ToList();
            var matches = same.ConvertAll(cell => Match(view, cell.Match, port, kind));
            var route = Route(matches, Shares(view, first.Destination, port, kind));
            yield return kind == RouteKind.Http ? RoutePolicies.On(route, new(view, port, first)) : route;
            i += same.Count;
        }
    }

    /// <summary>
    /// What a policy says may hang on the match: where a proxy replaces the whole path that a route asks for, each path has another in its
    /// place, and so a route of its own.
    /// </summary>
    private static bool SayAlike(CallerView view, MeshPort port, RouteKind kind, RouteCell one, RouteCell other) =>
        kind != RouteKind.Http || one.Policy.Count == 0
            || RoutePolicies.On(UnstructuredMap.Empty, new(view, port, one)).Equals(
                RoutePolicies.On(UnstructuredMap.Empty, new(view, port, other)));

    /// <summary>Policies of routes are about requests.</summary>
    private static IReadOnlyList<RouteCell> WithPolicies(CallerView view, MeshPort port, RouteKind kind, List<RouteCell> cells) =>
        kind == RouteKind.Http && view.Service.Policy.Count > 0
            ? PolicyCells.Of(view.Service, cells, PlacedPolicy.In(view).Where(placed => Applies(view, placed.Match, port, kind)))
            : cells;

    /// <summary>
    /// Without a TLS route istiod leads every server name to the called host; with one, those that it does not list leave the mesh. So no
    /// route is made that would only lead there too; gateways have no such default (istio pilot/pkg/networking/core/tls.go
    /// buildSidecarOutboundTLSFilterChainOpts, listener.go buildListenerFromEntry).
    /// </summary>
    private static List<MeshTrafficSplit> WithoutNeedless(CallerView view, List<MeshTrafficSplit> splits, MeshPort port) =>
        splits.GetRange(0, splits.FindLastIndex(split => !view.IsCalledHost(split, port)) + 1);

    /// <summary>What the port is in the client cluster, where its number may be another.</summary>
    private static IstioProtocol Protocol(CallerView view, MeshPort port) => PortProtocol.At(view.CalledNumber(port), port.Protocol);

    private static bool Applies(CallerView view, MeshMatch? match, MeshPort port, RouteKind kind)
    {
        if (match is null) return true;
        if (kind != RouteKind.Http && match.IsHttp) return false;
        var wanted = match.Port
            ?? (match.IsAtGateway ? view.Service.Port.First(first => Protocol(view, first).IsRoutedBy(kind)).Number : port.Number);
        return wanted == port.Number;
    }

    /// <summary>A match that asks for this port and nothing else leaves no request of the port over, but at gateways.</summary>
    private static bool TakesAll(MeshMatch match) => (match with { Port = null }).IsEmpty;

    /// <summary>
    /// A route that names no port takes the requests of all ports, so it names one where the called Service has several, federated or not.
    /// </summary>
    private static bool NamesPort(CallerView view, MeshMatch? match, RouteKind kind) =>
        view.Service.Port.Count > 1 || view.HasOtherPorts
            || match?.Port is not null || (kind == RouteKind.Tls && view.Service.SniHost.Count > 0);

    /// <summary>
    /// At a gateway a port would mean the gateway's own (istio networking/v1 HTTPMatchRequest.port), so none is named there.
    /// </summary>
    private static UnstructuredMap? Match(CallerView view, MeshMatch? match, MeshPort port, RouteKind kind)
    {
        var byPort = NamesPort(view, match, kind);
        int? number = byPort && match?.IsAtGateway != true && view.Hostname is null ? view.CalledNumber(port) : null;
        return kind == RouteKind.Http
            ? HttpMatch.Of(match, number, view.ClientVersion)
            : HttpMatch.OfConnection(OfSidecars(view, match), number, kind == RouteKind.Tls ? view.ServerNames : null);
    }

    /// <summary>
    /// Gateways are sources, too, whose pods may be those that are asked for. Of connections all conditions count together, so who asks for
    /// callers names the mesh (istio pilot/pkg/networking/core/tls.go matchTLS, matchTCP).
    /// </summary>
    private static MeshMatch? OfSidecars(CallerView view, MeshMatch? match) =>
        match is { IsOfCallers: true, Gateway.Count: 0 } && view.Hostname is null && OwnGateways(view.Service).Any()
            ? match with { Gateway = [MeshMatch.MeshGatewayName] }
            : match;

    /// <summary>An alternative that asks for nothing makes the others pointless.</summary>
    private static UnstructuredMap Route(List<UnstructuredMap?> matches, IEnumerable<UnstructuredMap> shares) => UnstructuredMap.Of(
        ("match", matches.Contains(null) ? null : UnstructuredList.From(matches)), ("route", UnstructuredList.From(shares)));

    /// <summary>A single destination takes all; a weight would only be a warning (Kiali KIA1104).</summary>
    private static IEnumerable<UnstructuredMap> Shares(
        CallerView view, ValueList<MeshDestination> destinations, MeshPort port, RouteKind kind) => destinations.Count == 0
            ? [Share(view, view.Called(port), view.CalledPlace, null, kind)]
            : destinations.Select(destination => Share(
                view,
                view.Destination(destination, port),
                destination.Place,
                destinations.Count == 1 ? null : destination.Weight,
                kind));

    private static UnstructuredMap Share(CallerView view, UnstructuredMap destination, MeshFallback place, long? weight, RouteKind kind)
    {
        var share = UnstructuredMap.Of(("destination", destination), ("weight", weight));
        return kind == RouteKind.Http ? RoutePolicies.OnDestination(share, view.Service, place) : share;
    }
}

using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Analysis.Tracing.Terms;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The steps at the caller's proxy that choose a route: VirtualService, and route with its shares.</summary>
internal sealed class RouteStep
{
    private readonly RoutingCluster _client;
    private readonly MeshCaller _caller;
    private readonly MeshRequest _request;
    private readonly DestinationStep _destinations;
    private readonly PassedOnStep _passedOn;

    public RouteStep(RoutingMesh mesh, RoutingCluster client, MeshCaller caller, MeshRequest request) =>
        (_client, _caller, _request, _destinations, _passedOn) =
            (client, caller, request, new(mesh, client, caller), new(mesh, client, caller));

    public TraceNode Follow(CalledHost called)
    {
        if (called.Outcome == CalledHostOutcome.RoutedAlone) return RoutedAlone(called);
        var (service, port) = (called.Service!, called.Port!);
        var choice = RouteChooser.Choose(_client, _caller, service, port, _request);
        var kind = RouteChooser.TrafficOf(_client, _caller, service, port, _request);
        if (choice.VirtualService is not { } owner)
        {
            return choice.Outcome == RouteOutcome.PassedOn
                ? _passedOn.Node(choice, Sent(called, UnstructuredMap.Empty))
                : Unrouted(called, choice, kind);
        }
        var why = $"it is for {called.Host}{Looked(port, kind)}"
            + (choice.Shadowed.Count == 0
                ? ""
                : $"; {string.Join(", ", choice.Shadowed)} {(choice.Shadowed.Count == 1 ? "is" : "are")} for it too and "
                    + $"{(choice.Shadowed.Count == 1 ? "does" : "do")} not count, which Istio leaves open");
        var node = new TraceNode(
            _client.Name, TraceStep.VirtualService, owner.ToString(), $"routes {Described(kind)} to {called.Host}:{_request.Port}", why);
        return node.To(Route(choice, owner, called));
    }

    /// <summary>By VirtualServices for a host that is no service here.</summary>
    private TraceNode RoutedAlone(CalledHost called)
    {
        var choice = RequestRouting.Choose(_client, _caller, called.VirtualServices, _request);
        var owner = choice.VirtualService!;
        var why = called.Port is null
            ? $"it is for {called.Host}, which is no service that the caller has: {called.Why}"
            : $"it is for {called.Host}, and so closer than {called.Service!.Host}";
        return new TraceNode(_client.Name, TraceStep.VirtualService, owner.ToString(), $"routes requests to {called.Host}:{_request.Port}",
            why).To(Route(choice, owner, called));
    }

    /// <summary>At a gateway, whose VirtualServices are those that name it; those of the mesh do not count.</summary>
    public TraceNode FollowAtGateway(EntryServer server) =>
        TokenStep.AtGateway(
            _client, _caller, server, _request, ApiGatewayStep.Follow(_client, server, _request, () => AtGateway(server)));

    private TraceNode AtGateway(EntryServer server)
    {
        var called = new CalledHost(CalledHostOutcome.Found, _request.Authority, "it is what the gateway is asked for");
        var choice = GatewayRouting.Choose(_client, _caller, server, _request);
        if (choice.VirtualService is not { } owner)
        {
            var none = new TraceNode(
                _client.Name,
                TraceStep.VirtualService,
                "",
                $"none routes {called.Host} at {EntryGateways.NameOf(server.Gateway)}: 404, flag NR",
                WhyNone(called.Host));
            return none.Breaks(CallFaults.NotRouted);
        }

        var node = new TraceNode(
            _client.Name,
            TraceStep.VirtualService,
            owner.ToString(),
            $"routes {Described(server.Traffic)} to {called.Host}:{_request.Port}",
            $"it names {EntryGateways.NameOf(server.Gateway)} and is for {called.Host}");
        return node.To(Route(choice, owner, called));
    }

    private string WhyNone(string host)
    {
        var others = _client.VirtualServices.Covering(host).ToList();
        return others.Count == 0
            ? $"no VirtualService is for {host}"
            : string.Join("; ", others.Select(item => $"{item} is for it, at "
                + $"{(item.Spec.List("gateways") is { Count: > 0 } gateways ? string.Join(", ", gateways) : "the sidecars")}"));
    }

    private TraceNode Unrouted(CalledHost called, RouteChoice choice, PortTraffic kind)
    {
        var hidden = _client.VirtualServices.HiddenFrom(called.Host, _caller.Namespace)
            .Select(item => $"{item.VirtualService}: {item.Why}").ToList();
        var skipped = choice.Skipped.Select(route => $"{route.VirtualService} {route.Field}: {route.Why}");
        var why = string.Join("; ", hidden.Concat(skipped));
        var node = new TraceNode(
            _client.Name,
            TraceStep.VirtualService,
            "",
            $"none routes {Described(kind)}; goes to {called.Host}:{_request.Port} itself",
            $"{(why.Length == 0 ? $"no VirtualService is for {called.Host}" : why)}{Looked(called.Port!, kind)}");
        // Of a host that a pattern covers the pattern is the service, and its cluster the destination.
        var host = called.Service!.Host;
        return node.Chooses(TraceRoute.CalledHost, [new(host, "", _request.Port, 100)])
            .To(_destinations.Follow(new(host, "", _request.Port, 100, 100), Sent(called, UnstructuredMap.Empty)));
    }

    private TraceNode Route(RouteChoice choice, MeshManifest owner, CalledHost called)
    {
        var node = new TraceNode(_client.Name, TraceStep.Route, owner.ToString(), "", Skipped(choice)).Chooses(Chosen(choice));
        switch (choice.Outcome)
        {
            case RouteOutcome.PassedOn:
                return _passedOn.Node(choice, Sent(called, UnstructuredMap.Empty));
            case RouteOutcome.Delegated:
                var missing = $"{choice.Field} delegates to a VirtualService that is not among the input";
                return new(_client.Name, TraceStep.Route, owner.ToString(), missing, DelegateUnknown.Doubt(owner, choice.Route!))
                {
                    Outcome = TraceOutcome.Unknown,
                };
            case RouteOutcome.AddressUnknown:
                return node with
                {
                    Outcome = TraceOutcome.Unknown,
                    Decision = $"{choice.Field} is for destinationSubnets alone",
                    Why = $"which address {called.Host} has is not known",
                };
            case RouteOutcome.NoRoute:
                return (node with { Decision = "no route matches: 404, flag NR", Why = $"no route of it matches: {Skipped(choice)}" })
                    .Gets(404, EnvoyFlags.NoRoute).Breaks(CallFaults.NoRoute);
            case RouteOutcome.NoDestination:
                var (fault, why) = Empty(choice);
                return (node with { Decision = $"{choice.Field} matches, and shares nothing out", Why = why }).Breaks(fault);
            case not RouteOutcome.NoRoute when choice.Abort is { Share: >= 100 } abort:
                return Aborted(node with { Decision = $"{choice.Field} aborts all requests with {abort.Status}" }, abort)
                    .Has(RouteTerms.Delay(choice.Route!) is { } delay ? [delay] : []);
            case RouteOutcome.Redirected or RouteOutcome.Answered:
                var what = choice.Outcome == RouteOutcome.Redirected ? "redirects" : "answers itself";
                return (node with { Decision = $"{choice.Field} {what}", Outcome = TraceOutcome.Answered }).Gets(Answered(choice), "")
                    .Has(RouteTerms.OfAnswer(choice.Route!));
        }

        var live = choice.Shares.Where(share => share.Share > 0).ToList();
        var rest = 100 - (choice.Abort?.Share ?? 0);
        var decision = $"{choice.Field}: {string.Join(", ", live.Select(share => $"{Percent(share.Share)} {Short(share, called)}"))}";
        var sent = Sent(called, choice.Route ?? UnstructuredMap.Empty);
        var next = live.Select(share => _destinations.Follow(share, sent) with { Share = share.Share * rest / 100 });
        if (choice.Abort is { } some)
        {
            var aborted =
                node with { Decision = $"{choice.Field} aborts {Percent(some.Share)} with {some.Status}", Why = "", Share = some.Share };
            next = next.Append(Aborted(aborted, some));
        }

        var shares = live.Select(share => new TraceShare(share.Host, share.Subset, share.Port, share.Share));
        return node.Chooses(TraceRoute.Routed, shares).Has(Terms(choice, owner)) with
        {
            Decision = decision,
            Why = Matched(choice),
            Next = [.. next],
        };
    }

    /// <summary>Connections have none.</summary>
    private IEnumerable<TraceTerm> Terms(RouteChoice choice, MeshManifest owner) =>
        choice.Route is { } route && choice.Field.StartsWith("http", StringComparison.Ordinal)
            ? RouteTerms.Of(route, destination => _client.VirtualServices.HostOf(owner, destination)) : [];

    /// <summary>Requests that a fault answers never come to a destination.</summary>
    private static TraceNode Aborted(TraceNode node, RouteAbort abort)
    {
        var why =
            $"its fault aborts {(abort.Share >= 100 ? "all requests" : Percent(abort.Share) + " of the requests")} with {abort.Status}";
        return node with
        {
            Why = node.Why.Length == 0 ? why : $"{why}; {node.Why}",
            Outcome = TraceOutcome.Answered,
            Finding = CallFaults.Aborted.Finding(node.Cluster, node.Reference, why),
        };
    }

    /// <summary>Why a route shares nothing out: it has no destination, which no API server takes, or none with a weight.</summary>
    private static (Fault Fault, string Why) Empty(RouteChoice choice)
    {
        if (choice.Route?.Maps("route").Length > 0) return (CallFaults.NoWeight, "no destination has a weight, so none gets a request");
        if (choice.Field.StartsWith("http", StringComparison.Ordinal))
            return (CallFaults.HttpRouteEmpty, "it neither routes, redirects, responds directly nor delegates");
        return (choice.Field.StartsWith("tls", StringComparison.Ordinal) ? CallFaults.TlsRouteEmpty : CallFaults.TcpRouteEmpty,
            "it has no destination");
    }

    private static TraceRoute Chosen(RouteChoice choice) => choice.Outcome switch
    {
        RouteOutcome.CalledHost => TraceRoute.CalledHost,
        RouteOutcome.Redirected => TraceRoute.Redirected,
        RouteOutcome.Answered => TraceRoute.Answered,
        RouteOutcome.PassedOn => TraceRoute.PassedOn,
        RouteOutcome.NoRoute => TraceRoute.NoRoute,
        RouteOutcome.NoDestination => TraceRoute.NoDestination,
        _ => TraceRoute.Routed,
    };

    /// <summary>The status of what a route answers.</summary>
    private static int? Answered(RouteChoice choice) => choice.Outcome == RouteOutcome.Redirected
        ? AnswerTerms.Code(choice.Route?.Map("redirect") ?? UnstructuredMap.Empty)
        : (int?)choice.Route?.Map("directResponse")?.Number("status");

    private SentRequest Sent(CalledHost called, UnstructuredMap route) => new(_client, _caller, called, _request, route);

    private static string Matched(RouteChoice choice)
    {
        var parts = new List<string>
        {
            choice.Field.Contains("match", StringComparison.Ordinal) ? "it is the first match" : "it matches everything"
        };
        if (choice.Skipped.Count > 0) parts.Add(Skipped(choice));
        parts.AddRange(choice.Shares.Where(share => share.Share == 0).Select(share => $"{share} has weight 0 and gets nothing"));
        if (choice.Shares.Sum(share => share.Weight) is not (0 or 100) and var total && choice.Shares.Count > 1)
            parts.Add(FormattableString.Invariant($"the weights total {total}, and are shares of that"));
        return string.Join("; ", parts);
    }

    private static string Skipped(RouteChoice choice) => string.Join("; ", choice.Skipped.Select(route => $"{route.Field}: {route.Why}"));

    private static string Short(RouteShare share, CalledHost called) =>
        share.Host != called.Host || share.Port != called.Port?.Number ? share.ToString() : share.Subset.Length == 0 ? "the host itself"
            : share.Subset;

    private static string Percent(double share) => RouteTerms.Percent(share);

    private static string Looked(RoutedPort port, PortTraffic kind) => port.Traffic != PortTraffic.Sniffed
        ? ""
        : "; the port declares no protocol, so the proxy looks at the first bytes, which are taken to be "
            + $"{(kind == PortTraffic.Http ? "HTTP" : "something else than HTTP")}";

    private static string Described(PortTraffic kind) =>
        kind switch { PortTraffic.Http => "requests", PortTraffic.Tls => "TLS connections", _ => "connections" };
}

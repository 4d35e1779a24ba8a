using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using RootsDiffer = MeshFederation.Analysis.Rules.Identity.RootsDiffer;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The way through a tunnel to another network: its gateway, the Service there, who answers, and the pods.</summary>
internal sealed class TunnelWay(TunnelCall call)
{
    /// <summary>The steps.</summary>
    public TraceNode Follow(DestinationAnswer answer, SentRequest sent)
    {
        var gateway = call.Gateway;
        var addresses = GatewayApi.Addresses(gateway).Take(1)
            .Select(address => new TraceEndpoint(call.Client.Name, address, TunnelGateways.PortOf(gateway)) { MutualTls = true }).ToList();
        var node = new TraceNode(
            call.Client.Name, TraceStep.Tunnel, gateway.ToString(),
            $"{call.Network} through {(addresses.Count == 0 ? "no address" : addresses[0])}",
            $"{string.Join(", ", call.Entries)} {(call.Entries.Count == 1 ? "stands" : "stand")} for its pods").Calls(addresses);
        if (call.Servers.Count == 0)
        {
            return node with
            {
                Outcome = TraceOutcome.Unknown,
                Why = $"{node.Why}; no cluster of the input has the network, so it leaves what is known"
            };
        }

        if (GatewayUnexpected.NoneTakes(call.Servers) is { } none)
            return Ends(node, CallFaults.TunnelGateway, gateway.ToString(), none);
        if (GatewayPortElsewhere.Why(gateway, call.Servers) is { } port)
            return Ends(node, CallFaults.TunnelEntrance, gateway.ToString(), port);
        if (GatewayAddressElsewhere.Why(gateway, call.Servers) is { } address)
        {
            return (node with { Why = $"{node.Why}; {address}" })
                .Ends(TraceOutcome.Unknown, new(CallFaults.TunnelAddress, address), gateway.ToString());
        }

        var ways = call.Servers.Select(server => At(server, answer, sent)).OfType<TraceNode>().ToList();
        return ways.Count == 1
            ? node.To(ways[0])
            : node with
            {
                Why = $"{node.Why}; which cluster of the network takes it is not known, so each counts alike",
                Next = [.. ways.Select(way => way with { Share = 100.0 / ways.Count })],
            };
    }

    /// <summary>The pods that ztunnels call.</summary>
    public static TraceNode Pods(
        RoutingCluster server, RoutedService service, DestinationAnswer answer, SentRequest sent, bool hasWaypoint)
    {
        var pods = server.Pods.Select(service, UnstructuredMap.Empty);
        var node = PodsStep.Behind(server, service, pods);
        if (NoneReady.Why(server, service) is { } why) return Ends(node, CallFaults.NoneReady, service.Reference, why).Gets(503, "");
        if (hasWaypoint || service.Port(answer.Port?.Number ?? 0) is not { } port) return node;
        var access = AccessStep.Node(
            sent with { IsReadForTokens = false }, server, service, port, [], UnstructuredMap.Empty, static _ => true);
        if (access is not { Outcome: TraceOutcome.Broken }) return access is null ? node : access.To(node);
        return access with
        {
            Decision = "not decided: sidecars would refuse it",
            Why = $"{access.Why}; ztunnels know identities, addresses and ports alone, and take of policies with more what is stricter",
            Outcome = TraceOutcome.Unknown,
            Fault = null,
        };
    }

    /// <summary>
    /// The steps at the gateway of a cluster; null where another one of the network has the Service and this one does not, since nothing
    /// of it is an endpoint then.
    /// </summary>
    private TraceNode? At(RoutingCluster server, DestinationAnswer answer, SentRequest sent)
    {
        var isOthers = call.Served.Any() && call.Served.All(end => end.Server != server);
        if (isOthers) return null;
        var gateway = call.Gateway;
        var expected = GatewayUnexpected.Identity(call.Client, gateway);
        var real = TunnelGateways.Serving(server).ToList();
        var identities = call.Servers.SelectMany(TunnelGateways.Serving).Select(item => GatewayUnexpected.Identity(call.Client, item))
            .ToList();
        var node = new TraceNode(
            server.Name, TraceStep.Gateway, (real.Count == 0 ? gateway : real[0]).ToString(), $"the caller accepts {expected}",
            real.Count == 0
                ? $"no Gateway of the class {AmbientNames.EastWestClass} of {server.Name} is among the input, so who answers is not checked"
                : "the gateway ends the tunnel, and hands on what is inside");
        if (TrustDomainsDiffer.AreOfTwo(call.Client, server))
        {
            var two = TrustDomainsDiffer.Why(call.Client.Facts, server.Facts);
            return Ends(node with { Cluster = call.Client.Name }, CallFaults.TunnelTrust, gateway.ToString(), two);
        }

        if (call.Client.IsDeclared && server.IsDeclared && TrustDomains.ShareRoot(call.Client.Facts, server.Facts) is false)
        {
            var why = RootsDiffer.ThroughTunnels(call.Client.Facts, server.Facts);
            return Ends(node with { Cluster = call.Client.Name }, CallFaults.RootsDiffer, server.Name, why);
        }

        if (identities.Count > 0 && !identities.Contains(expected))
        {
            return Ends(
                node with { Cluster = call.Client.Name }, CallFaults.TunnelGateway, gateway.ToString(),
                GatewayUnexpected.Refused(expected, identities[0]));
        }

        if (NetworkUnjoined.Called(server.Facts) is { } off)
            return Ends(node with { Cluster = call.Client.Name }, CallFaults.NetworkUnjoined, gateway.ToString(), off).Gets(503, "");
        if (GatewayMixesServices.VersionOf(server) is { } old)
        {
            var why = GatewayMixesServices.Why(server.Name, old);
            return (node with { Cluster = call.Client.Name, Why = $"{node.Why}; {why}" })
                .Ends(TraceOutcome.Unknown, new(CallFaults.TunnelsMixed, why), gateway.ToString());
        }

        var served = AtService(server, answer, sent);
        return node.To(GatewayMixesServices.IsDoubted(server) ? Doubted(served, server.Name, gateway.ToString()) : served);
    }

    /// <summary>Who answers is not known where nothing tells whether the gateway mixes services up; what breaks breaks.</summary>
    private static TraceNode Doubted(TraceNode node, string server, string gateway)
    {
        if (node.Next.Count > 0) return node with { Next = [.. node.Next.Select(next => Doubted(next, server, gateway))] };
        if (node.Outcome != TraceOutcome.Delivered) return node;
        var doubt = VersionDoubts.Of(server, GatewayMixesServices.Question(server));
        return (node with { Why = $"{node.Why}; {doubt.Sentence}" }).Ends(TraceOutcome.Unknown, doubt, gateway);
    }

    private TraceNode AtService(RoutingCluster server, DestinationAnswer answer, SentRequest sent)
    {
        if (call.Served.FirstOrDefault(item => item.Server == server).Service is not { } service)
        {
            var none = new TraceNode(server.Name, TraceStep.Scope, call.Service.Reference, "there is no such Service", "");
            return ServedNotGlobal.Missing(call) is { } missing
                ? Ends(none with { Cluster = call.Client.Name }, CallFaults.ServedNotGlobal, call.Entries[0].ToString(), missing)
                    .Gets(503, "")
                : none with
                {
                    Decision = "the Service is not among the input",
                    Why = "it leaves what is known",
                    Outcome = TraceOutcome.Unknown,
                };
        }

        var isGlobal = service.Manifest is { } manifest ? GlobalServices.Is(server, manifest) : null;
        var node = new TraceNode(
            server.Name, TraceStep.Scope, service.Reference,
            isGlobal is true ? "global: the gateway takes calls of other networks for it" : "global, if its labels say so",
            isGlobal is true ? "serviceScopeConfigs selects it" : "its labels, or those of its namespace, are not among the input")
            .About(service.Host, "", answer.Port?.Number);
        if (isGlobal is false)
        {
            return Ends(
                node with { Decision = "not global: http status: 503 Service Unavailable" }, CallFaults.ServedNotGlobal, service.Reference,
                ServedNotGlobal.Why(call.Client.Name)).Gets(503, "");
        }

        if (isGlobal is null && GlobalUnknown.Why(server, service) is { } doubt && !ServiceScopes.AreKnown(server.Facts))
        {
            return (node with { Decision = "whether its gateway takes calls for it is not known", Why = doubt })
                .Ends(TraceOutcome.Unknown, new(CallFaults.GlobalUnknown, doubt), service.Reference);
        }

        if (answer.Port is { } port && service.Port(port.Number) is null)
        {
            var why = PortUnserved.Why(service.Reference, server.Name, port.Number);
            var target = call.Service.Reference;
            return Ends(node with { Cluster = call.Client.Name }, CallFaults.TunnelPort, target, why).Gets(503, "");
        }

        return node.To(Answering(server, service, answer, sent));
    }

    private TraceNode Answering(RoutingCluster server, RoutedService service, DestinationAnswer answer, SentRequest sent)
    {
        var waypoint = ServiceWaypoints.Of(server, service);
        if (waypoint is var (space, name) && space != service.Namespace)
        {
            var elsewhere = new TraceNode(server.Name, TraceStep.Waypoint, $"Gateway/{space}/{name}", "refused by the caller", "");
            return Ends(elsewhere, CallFaults.WaypointElsewhere, service.Reference, WaypointElsewhere.Why(space, name));
        }

        var accounts = AnsweringAccounts.Of(server, service);
        var node = new TraceNode(
            call.Client.Name, TraceStep.Identity, string.Join(", ", call.Entries),
            $"the caller accepts {AccountUnnamed.Expected(call)}",
            accounts.Count == 0 ? "the accounts of who answers are not known" : $"who answers runs as {string.Join(", ", accounts)}");
        if (accounts.Except(call.Accounts, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            var why = AccountUnnamed.Refused(call, missing);
            var target = call.Entries[0].ToString();
            if (!accounts.Intersect(call.Accounts, StringComparer.Ordinal).Any())
                return Ends(node with { Decision = "the caller refuses who answers" }, CallFaults.AccountUnnamed, target, why);
            return Shared(node, server, service, Pods(server, service, answer, sent, hasWaypoint: false), why);
        }

        var pods = Pods(server, service, answer, sent, waypoint is not null);
        return waypoint is var (ns, gateway)
            ? node.To(new TraceNode(
                server.Name, TraceStep.Waypoint, $"Gateway/{ns}/{gateway}", "takes the requests for the pods",
                $"{AmbientNames.UseWaypoint} names it; its routes and policies are not followed").To(pods))
            : node.To(pods);
    }

    /// <summary>Where some pods run as accounts that no entry names, their part of the connections is lost.</summary>
    private TraceNode Shared(TraceNode node, RoutingCluster server, RoutedService service, TraceNode taken, string why)
    {
        var ready = server.Pods.Select(service, UnstructuredMap.Empty).OfService.Where(pod => pod.IsReady is not false).ToList();
        if (ready.Count == 0) return node.To(taken);
        var refused = ready.Count(pod => pod.ServiceAccount is { } account && !call.Accounts.Contains(account, StringComparer.Ordinal));
        var lost = new TraceNode(call.Client.Name, TraceStep.Identity, node.Reference, "the caller refuses who answers", "");
        var share = 100.0 * refused / ready.Count;
        return node with
        {
            Next =
            [
                taken with { Share = 100 - share },
                Ends(lost, CallFaults.AccountUnnamed, call.Entries[0].ToString(), why) with { Share = share },
            ],
        };
    }

    private static TraceNode Ends(TraceNode node, Fault fault, string target, string why) =>
        (node with { Why = node.Why.Length == 0 ? why : $"{node.Why}; {why}" }).Breaks(new CallBreak(fault, why), target);
}

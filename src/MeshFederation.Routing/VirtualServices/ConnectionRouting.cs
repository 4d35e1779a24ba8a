using System.Globalization;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>Chooses the route of a connection at a sidecar (istio pilot/pkg/networking/core/tls.go).</summary>
internal static class ConnectionRouting
{
    private const string Tcp = "tcp";

    /// <summary>
    /// By the TLS routes, which look at the server name; without a match for this proxy the called host is the destination.
    /// </summary>
    public static RouteChoice ChooseTls(RoutingCluster cluster, MeshCaller caller, RoutedService service, MeshRequest request)
    {
        var choice = Choose(cluster, caller, service, request, "tls", (match, sent) =>
            NamesNoServer(match, sent) ?? SubnetCondition.Fails(match, service, sent, isBesideOwn: false));
        if (choice.Outcome != RouteOutcome.CalledHost
            || !WildcardListeners.IsShared(service)
            || HostPattern.Covers(service.Host, request.Sni))
        {
            return choice;
        }
        return choice with
        {
            Outcome = RouteOutcome.PassedOn,
            Why = $"{service.Reference} has no address, so its connections are told by the server name {service.Host}, and {request.Sni} "
                + "is sent"
        };
    }

    /// <summary>By the TCP routes; without a match the called host is the destination.</summary>
    public static RouteChoice ChooseTcp(
        RoutingCluster cluster, MeshCaller caller, RoutedService service, RoutedPort port, MeshRequest request)
    {
        if (port.Traffic == PortTraffic.Sniffed && WildcardListeners.TakenBefore(cluster, caller, service, port) is { } other)
        {
            var why = string.Create(CultureInfo.InvariantCulture, $"neither {service.Reference} nor {other.Reference} has an address of "
                + $"its own for port {port.Number}, and of their common listener the older has all that is not HTTP");
            return new() { Outcome = RouteOutcome.PassedOn, Why = why };
        }

        return Choose(cluster, caller, service, request, Tcp, (match, sent) =>
            SubnetCondition.Fails(match, service, sent, isBesideOwn: true));
    }

    private static RouteChoice Choose(
        RoutingCluster cluster,
        MeshCaller caller,
        RoutedService service,
        MeshRequest request,
        string kind,
        Func<UnstructuredMap, MeshRequest, string?> runtime)
    {
        var (skipped, seen) = (new List<SkippedRoute>(), IstiodLabels.Augment(caller, cluster.Facts));
        var anyBuilt = default(MeshManifest);
        var (found, longest, isOpen) = (default(RouteChoice), SubnetCondition.None, false);
        foreach (var item in cluster.VirtualServices.ForConnections(service.Host, caller, cluster.Sidecars.For(caller), request.Port))
        {
            foreach (var (route, field, match) in Alternatives(item, kind))
            {
                var why = match is null ? null : SourceCondition.FailsConnection(match, seen, request.Port);
                if (why is null && match is not null)
                {
                    anyBuilt ??= item;
                    why = runtime(match, request);
                }

                if (why is null)
                {
                    isOpen |= match is not null && SubnetCondition.IsOpen(match, service, request);
                    var length = match is null ? SubnetCondition.None : SubnetCondition.LengthOf(match, service, request);
                    if (found is null || length > longest)
                        (found, longest) = (Routed(cluster, caller, item, route, field, request) with { Skipped = skipped }, length);
                }
                else if (found is null)
                {
                    skipped.Add(new(item, field, why));
                }
            }
        }

        if (found is not null) return isOpen ? found with { Outcome = RouteOutcome.AddressUnknown } : found;
        if (anyBuilt is null || kind == Tcp) return new() { Outcome = RouteOutcome.CalledHost, Skipped = skipped };

        // A TLS route that was built for the proxy leaves only the listener's default chain for other server names (listener.go
        // buildListenerFromEntry).
        return new()
        {
            Outcome = RouteOutcome.PassedOn,
            VirtualService = anyBuilt,
            Skipped = skipped,
            Why = string.Join("; ", skipped.Select(route => $"{route.Field}: {route.Why}"))
        };
    }

    private static IEnumerable<(UnstructuredMap Route, string Field, UnstructuredMap? Match)> Alternatives(MeshManifest item, string kind)
    {
        var routes = item.Spec.Maps(kind).ToList();
        for (var i = 0; i < routes.Count; i++)
        {
            var matches = routes[i].List("match");
            if (matches.Count == 0 && kind == Tcp) yield return (routes[i], FormattableString.Invariant($"{kind}[{i}]"), null);
            for (var j = 0; j < matches.Count; j++)
            {
                yield return (routes[i], FormattableString.Invariant($"{kind}[{i}].match[{j}]"),
                    matches[j] as UnstructuredMap ?? UnstructuredMap.Empty);
            }
        }
    }

    private static RouteChoice Routed(
        RoutingCluster cluster, MeshCaller caller, MeshManifest item, UnstructuredMap route, string field, MeshRequest request)
    {
        var shares = WeightShares.Of(cluster, caller, item, route, request.Port, isRequest: false);
        var outcome = shares.Any(share => share.Share > 0) ? RouteOutcome.Routed : RouteOutcome.NoDestination;
        return new() { Outcome = outcome, VirtualService = item, Field = field, Route = route, Shares = shares };
    }

    private static string? NamesNoServer(UnstructuredMap match, MeshRequest request)
    {
        var hosts = match.List("sniHosts").OfType<string>().ToList();
        return hosts.Count == 0 || hosts.Exists(host => HostPattern.Covers(host, request.Sni))
            ? null
            : $"its server name {request.Sni} is not {string.Join(" or ", hosts)}";
    }
}

using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Tells who may be sent along a route of a VirtualService: the same for all destinations that it has.</summary>
internal static class RouteCallers
{
    private const string Sidecars = MeshMatch.MeshGatewayName;

    /// <summary>The port at which requests for hosts that are no services are routed.</summary>
    public const int PlainPort = 80;

    private const int AnyPort = 0;

    /// <summary>Those of a route.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="item">The VirtualService.</param>
    /// <param name="kind">The list of the route: http, tls or tcp.</param>
    /// <param name="route">The route.</param>
    /// <param name="called">Where callers of a host may be.</param>
    /// <param name="hosts">The hosts of its destinations.</param>
    public static IReadOnlyList<RouteCaller> Of(RoutingCluster cluster, MeshManifest item, string kind, UnstructuredMap route,
        CallerSpaces called, IReadOnlyList<string> hosts)
    {
        if (item.Spec.List("hosts").Count == 0 && kind == "http"
            && DelegateCallers.Of(cluster, item, route, called, hosts) is { } sent)
        {
            return sent;
        }

        var callers = new List<RouteCaller>(1);
        var gateways = GatewaysOf(cluster, item);
        var bindsSidecars = VirtualServiceIndex.BindsSidecars(item);
        if (bindsSidecars || gateways.Count == 0)
        {
            var spaces = Spaces(cluster, item, kind, route, called, hosts);
            for (var i = 0; i < spaces.Count; i++)
                callers.Add(new(called.CallerIn(spaces[i]), bindsSidecars ? In(spaces[i]) : [], IsSidecar: true));
            if (bindsSidecars && kind == "http" && called.DifferAtPlainPort
                && SpaceAlone(cluster, item, route, called, callers) is { } alone)
            {
                callers.Add(new(called.CallerIn(alone), In(alone), IsSidecar: true));
            }
        }

        foreach (var gateway in gateways)
            callers.Add(new(EntryGateways.PodsOf(cluster, gateway), Entered(cluster, item, gateway), IsSidecar: false));
        return callers;

        List<int> In(string space) => Called(cluster, item, kind, route, called, space);
    }

    private static IReadOnlyList<MeshManifest> GatewaysOf(RoutingCluster cluster, MeshManifest item) =>
        item.Spec.List("gateways") is { Count: > 0 } named ? GatewaysOf(cluster, item, named.OfType<string>()) : [];

    private static IReadOnlyList<MeshManifest> GatewaysOf(RoutingCluster cluster, MeshManifest item, IEnumerable<string> named) =>
        [.. named.Where(name => name != Sidecars)
            .Select(name => EntryGateways.Named(cluster, EntryGateways.Whole(item, name))).OfType<MeshManifest>()];

    /// <summary>
    /// The namespace that the VirtualService is for, and those of callers of the services that it routes and sends to, where it is seen;
    /// of those to whom a destination is hidden one that calls.
    /// </summary>
    private static List<string> Spaces(
        RoutingCluster cluster, MeshManifest item, string kind, UnstructuredMap route, CallerSpaces called, IReadOnlyList<string> hosts)
    {
        var spaces = new List<string>(1) { Callers.NamespaceOf(item, cluster.Facts) };
        var routed = Routed(cluster, item);
        for (var i = 0; i < routed.Count; i++)
        {
            var same = cluster.Services.Named(routed[i]);
            for (var place = 0; place < same.Count; place++) Add(same[place].Namespace);
        }

        for (var i = 0; i < routed.Count; i++) AddCallers(routed[i]);
        for (var i = 0; i < routed.Count && kind != "http"; i++)
        {
            foreach (var over in Above(cluster, routed[i])) AddCallers(over);
        }

        for (var i = 0; i < hosts.Count; i++)
        {
            if (IsRepeated(i)) continue;
            AddCallers(hosts[i]);
            foreach (var space in CallerSpaces.LedTo(cluster.Services.Named(hosts[i]))) Add(space);
        }

        for (var i = 0; i < hosts.Count; i++)
        {
            if (IsRepeated(i)) continue;
            foreach (var space in called.HiddenFrom(cluster.Services.Named(hosts[i])))
            {
                if (!cluster.VirtualServices.IsSeen(item, space)) continue;
                if (Called(cluster, item, kind, route, called, space).Count == 0) continue;
                Add(space);
                break;
            }
        }

        return spaces;

        bool IsRepeated(int place)
        {
            for (var i = 0; i < place; i++)
            {
                if (hosts[i] == hosts[place]) return true;
            }

            return false;
        }

        void AddCallers(string host)
        {
            var callers = called.Of(cluster.Services.Named(host));
            for (var i = 0; i < callers.Count; i++) Add(callers[i]);
        }

        void Add(string space)
        {
            if (!spaces.Contains(space) && cluster.VirtualServices.IsSeen(item, space)) spaces.Add(space);
        }
    }

    /// <summary>The hosts of a VirtualService, and those of services that its patterns cover.</summary>
    private static IReadOnlyList<string> Routed(RoutingCluster cluster, MeshManifest item)
    {
        var hosts = cluster.VirtualServices.HostsOf(item);
        List<string>? all = null;
        for (var i = 0; i < hosts.Count; i++)
        {
            all?.Add(hosts[i]);
            if (!HostPattern.IsWildcard(hosts[i])) continue;
            all ??= [.. hosts.Take(i + 1)];
            all.AddRange(Covered(cluster, hosts[i]));
        }

        return all ?? hosts;
    }

    /// <summary>
    /// The other hosts whose calls come to the routes of a host: those that it covers; connections also to a pattern that covers it, whose
    /// listener has the routes of all hosts below (istio pilot/pkg/networking/core/tls.go getConfigsForHost).
    /// </summary>
    private static IEnumerable<string> Met(RoutingCluster cluster, string kind, string host)
    {
        var below = HostPattern.IsWildcard(host) ? Covered(cluster, host) : [];
        return kind == "http" ? below : below.Concat(Above(cluster, host));
    }

    private static IEnumerable<string> Above(RoutingCluster cluster, string host) =>
        cluster.Services.Patterns(host).Select(pattern => pattern.Host).Where(over => over != host);

    private static IEnumerable<string> Covered(RoutingCluster cluster, string pattern) =>
        cluster.Services.Hosts.Where(known => known != pattern && HostPattern.Covers(pattern, known));

    /// <summary>
    /// Whether a VirtualService has what is called of a host that a pattern of it covers: others may be for the host itself.
    /// </summary>
    private static bool Has(RoutingCluster cluster, MeshManifest item, string kind, MeshCaller caller, string host, int port)
    {
        var scope = cluster.Sidecars.For(caller);
        var all = kind == "http" ? cluster.VirtualServices.ForRequests(host, caller, scope, port)
            : cluster.VirtualServices.ForConnections(host, caller, scope, port);
        return all.Contains(item);
    }

    private static List<int> Called(
        RoutingCluster cluster, MeshManifest item, string kind, UnstructuredMap route, CallerSpaces spaces, string space)
    {
        var called = new List<int>(1);
        var caller = spaces.CallerIn(space);
        var hosts = cluster.VirtualServices.HostsOf(item);
        for (var i = 0; i < hosts.Count; i++)
        {
            AddPorts(cluster, item, kind, route, caller, hosts[i], isCovered: false, called);
            foreach (var other in Met(cluster, kind, hosts[i]))
                AddPorts(cluster, item, kind, route, caller, other, isCovered: true, called);
        }

        if (kind == "http" && !called.Contains(PlainPort) && SidecarMatch.Routes(route, PlainPort)
            && IsRoutedAlone(cluster, item, spaces, space))
        {
            called.Add(PlainPort);
        }

        return called;
    }

    private static void AddPorts(RoutingCluster cluster, MeshManifest item, string kind, UnstructuredMap route, MeshCaller caller,
        string host, bool isCovered, List<int> called)
    {
        if (GivenServices.Find(cluster, caller, host, AnyPort) is not { } service) return;
        for (var i = 0; i < service.Ports.Count; i++)
        {
            var port = service.Ports[i];
            if (!called.Contains(port.Number) && RouteKinds.Take(kind, port.Traffic) && SidecarMatch.Routes(route, port.Number)
                && (!isCovered || Has(cluster, item, kind, caller, host, port.Number)))
            {
                called.Add(port.Number);
            }
        }
    }

    /// <summary>
    /// A namespace whose requests for a host that is no service are routed, where those of none of the callers are: the listener of the
    /// port 80 may be of a service that is seen there alone.
    /// </summary>
    private static string? SpaceAlone(
        RoutingCluster cluster, MeshManifest item, UnstructuredMap route, CallerSpaces called, List<RouteCaller> callers) =>
        SidecarMatch.Routes(route, PlainPort)
        && cluster.VirtualServices.HostsOf(item).Any(host => cluster.Services.Named(host).All(service => service.AliasOf is not null))
        && !callers.Exists(caller => IsRoutedAlone(cluster, item, called, caller.Pods.Namespace))
            ? called.All.FirstOrDefault(
                space => cluster.VirtualServices.IsSeen(item, space) && IsRoutedAlone(cluster, item, called, space))
            : null;

    private static bool IsRoutedAlone(RoutingCluster cluster, MeshManifest item, CallerSpaces called, string space)
    {
        var hosts = cluster.VirtualServices.HostsOf(item);
        for (var i = 0; i < hosts.Count; i++)
        {
            if (called.AreRoutedAlone(hosts[i], space)) return true;
        }

        return false;
    }

    private static List<int> Entered(RoutingCluster cluster, MeshManifest item, MeshManifest gateway)
    {
        var hosts = cluster.VirtualServices.HostsOf(item).ToList();
        return [.. EntryServer.Of(gateway)
            .Where(server => hosts.Exists(host => server.Domain(host, host, item.Namespace) is not null))
            .Select(server => server.Port).Where(port => port > 0).Distinct()];
    }
}

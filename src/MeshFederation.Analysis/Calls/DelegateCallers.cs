using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Tells who may be sent along a route of a VirtualService to which others delegate: whoever those send on.</summary>
internal static class DelegateCallers
{
    /// <summary>Those of a route; null where no VirtualService delegates to its one.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="item">The VirtualService of the route.</param>
    /// <param name="route">The route, one of requests.</param>
    /// <param name="called">Where callers of a host may be.</param>
    /// <param name="hosts">The hosts of its destinations.</param>
    public static IReadOnlyList<RouteCaller>? Of(
        RoutingCluster cluster, MeshManifest item, UnstructuredMap route, CallerSpaces called, IReadOnlyList<string> hosts)
    {
        List<RouteCaller>? callers = null;
        foreach (var root in cluster.VirtualServices.RootsOf(item))
        {
            foreach (var from in HttpRoutes.Delegating(root, item, cluster.VirtualServices))
            {
                callers ??= [];
                if (!HttpRoutes.Keeps(from, route)) continue;
                foreach (var caller in RouteCallers.Of(cluster, root, "http", from, called, hosts))
                {
                    if (Narrowed(caller, route) is { } sent) callers.Add(sent);
                }
            }
        }

        return callers;
    }

    /// <summary>The caller with the ports of which the delegate's route takes requests, too; null where it takes none of any.</summary>
    private static RouteCaller? Narrowed(RouteCaller caller, UnstructuredMap route)
    {
        if (!caller.IsSidecar || caller.Ports.Count == 0) return caller;
        var ports = caller.Ports.Where(port => SidecarMatch.Routes(route, port)).ToList();
        return ports.Count == 0 ? null : caller with { Ports = ports };
    }
}

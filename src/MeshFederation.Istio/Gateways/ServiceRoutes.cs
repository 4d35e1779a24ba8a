using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// Routes of the Gateway API for the requests and connections of Services, which istiod takes for VirtualServices of these, and such of
/// Gateways (istio pilot/pkg/config/kube/gateway/route_collections.go).
/// </summary>
public static class ServiceRoutes
{
    /// <summary>What istiod has to be told, so that it looks at routes of connections.</summary>
    internal const string ConnectionSwitch = "PILOT_ENABLE_ALPHA_GATEWAY_API";

    /// <summary>The kinds of routes of requests.</summary>
    public static IReadOnlyList<ReadKind> Kinds { get; } = [ReadKind.HttpRoute, ReadKind.GrpcRoute];

    /// <summary>The kinds of routes of connections.</summary>
    internal static IReadOnlyList<ReadKind> ConnectionKinds { get; } = [ReadKind.TcpRoute, ReadKind.TlsRoute];

    /// <summary>The routes of a cluster that are for a Service, or for a ServiceEntry, and a port of it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="service">The service.</param>
    /// <param name="port">The port that is called.</param>
    /// <param name="kinds">The kinds of routes that count.</param>
    /// <returns>The routes.</returns>
    public static IEnumerable<MeshManifest> For(IstioCluster cluster, RoutedService service, int port, IEnumerable<ReadKind> kinds)
    {
        var kind = service.IsKubernetes ? ReadKind.Service : ReadKind.ServiceEntry;
        return kinds.SelectMany(cluster.Of).Where(route => route.Spec.Maps("parentRefs").Any(parent =>
            parent.Text("kind") == kind.Type.Kind && parent.Text("group") == kind.Type.Group && parent.Text("name") == service.Name
            && (parent.Text("namespace") ?? route.Namespace) == service.Namespace
            && (parent.Number("port") is not { } own || own == port)));
    }

    /// <summary>The routes of a cluster that are for a Gateway, and a port of it, and take a host.</summary>
    internal static IEnumerable<MeshManifest> At(
        IstioCluster cluster, MeshManifest gateway, int port, string host, IEnumerable<ReadKind> kinds) =>
            kinds.SelectMany(cluster.Of).Where(route => route.Spec.Maps("parentRefs").Any(parent =>
                (parent.Text("kind") ?? ReadKind.ApiGateway.Type.Kind) == ReadKind.ApiGateway.Type.Kind
                && (parent.Text("group") ?? ReadKind.ApiGateway.Type.Group) == ReadKind.ApiGateway.Type.Group
                && parent.Text("name") == gateway.Name && (parent.Text("namespace") ?? route.Namespace) == gateway.Namespace
                && (parent.Number("port") is not { } own || own == port))
                && (route.Spec.List("hostnames") is not { Count: > 0 } names
                    || names.OfType<string>().Any(name => HostPattern.Covers(name, host))));

    /// <summary>The Services and ServiceEntries that a route is for.</summary>
    /// <param name="route">The route.</param>
    /// <returns>Each as <c>Service/shop/pay</c>; none for a route of Gateways.</returns>
    internal static IEnumerable<string> TargetsOf(MeshManifest route) =>
        from parent in route.Spec.Maps("parentRefs")
        from kind in new[] { ReadKind.Service, ReadKind.ServiceEntry }
        where parent.Text("kind") == kind.Type.Kind && parent.Text("group") == kind.Type.Group && parent.Text("name") is not null
        select $"{kind.Type.Kind}/{parent.Text("namespace") ?? route.Namespace}/{parent.Text("name")}";

    /// <summary>Those that are for Services, each with namespace and name of one.</summary>
    /// <param name="routes">The routes.</param>
    /// <returns>The routes; one that is for several comes with each.</returns>
    public static IEnumerable<(MeshManifest Route, string Namespace, string Name)> OfServices(IEnumerable<MeshManifest> routes) =>
        from route in routes
        from parent in route.Spec.Maps("parentRefs")
        where parent.Text("kind") == ReadKind.Service.Type.Kind && parent.Text("group")?.Length == 0 && parent.Text("name") is not null
        select (route, parent.Text("namespace") ?? route.Namespace, parent.Text("name")!);
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Kinds.VirtualService;

/// <summary>The VirtualService of a client cluster: the split.</summary>
internal static class VirtualServiceBuilder
{
    /// <summary>The object; null where the split leads nowhere but to the called host, and no route is needed.</summary>
    public static MeshManifest? Build(CallerView view, MeshCluster client, UnstructuredMap labels)
    {
        var (http, tls, tcp) = (Routes(view, RouteKind.Http), Routes(view, RouteKind.Tls), Routes(view, RouteKind.Tcp));
        if (http is null && tls is null && tcp is null) return null;
        var hosts = tls is null ? [view.Host] : view.ServerNames;
        var spec = UnstructuredMap.Of(
            ("hosts", UnstructuredList.From(hosts)), ("gateways", Gateways(view.Service)), ("http", http), ("tls", tls), ("tcp", tcp));
        var name = view.IsElsewhere(view.Host) ? view.Host : view.Service.Name;
        return IstioObject.Create(
            VirtualServiceKind.Instance,
            VirtualServiceKind.Step,
            client,
            labels,
            Placement.OfRoute(view.Service, client),
            name,
            spec,
            Suspended(view, Suppressions.OfVirtualService(spec, client, view.IsOneOfSeveral)));
    }

    /// <summary>
    /// The object for a gateway of one's own: for sidecars it says nothing, and what it leaves over is left to others. Connections are
    /// routed by themselves only where the service has no port of HTTP or TLS.
    /// </summary>
    public static MeshManifest BuildAtGateway(CallerView view, MeshGatewaySplit split, MeshCluster client, UnstructuredMap labels)
    {
        var (http, tls) = (Routes(view, RouteKind.Http), Routes(view, RouteKind.Tls));
        var spec = UnstructuredMap.Of(
            ("hosts", IstioObject.TextList(split.Hostname)),
            ("gateways", IstioObject.TextList(split.Gateway)),
            ("http", http),
            ("tls", tls),
            ("tcp", http is null && tls is null ? Routes(view, RouteKind.Tcp) : null));
        return IstioObject.Create(
            VirtualServiceKind.Instance,
            VirtualServiceKind.Step,
            client,
            labels,
            Placement.OfRoute(view.Service, client),
            GatewayHosts.NameOf(view.Service, split, client),
            spec,
            Suspended(view, Suppressions.OfVirtualService(spec, client)));
    }

    /// <summary>Routes that avoid a cluster say so, so that who reads them, and who publishes next, knows it.</summary>
    private static UnstructuredMap? Suspended(CallerView view, UnstructuredMap? annotations) => view.Suspended.Count == 0
        ? annotations
        : (annotations ?? UnstructuredMap.Empty).With(ManifestLabels.Suspended, string.Join(',', view.Suspended));

    private static UnstructuredList? Routes(CallerView view, RouteKind kind)
    {
        var made = Reachable.Of(RouteBuilder.Routes(view, kind));
        var routes = UnstructuredList.From(kind == RouteKind.Http ? Retries.On(made, view) : made);
        return routes.Count == 0 ? null : routes;
    }

    /// <summary>
    /// A match may name gateways only that the VirtualService names; the sidecars are then one of them, by the name mesh.
    /// </summary>
    private static UnstructuredList? Gateways(MeshService service)
    {
        var named = RouteBuilder.NamedGateways(service).ToList();
        return named.Count == 0
            ? null
            : UnstructuredList.From(named.Append(MeshMatch.MeshGatewayName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}

using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Objects;

/// <summary>The VirtualService of a client cluster: the split.</summary>
internal static class VirtualServiceBuilder
{
    public static MeshManifest Build(CallerView view, MeshCluster client, UnstructuredMap labels)
    {
        var spec = UnstructuredMap.Of(
            ("hosts", IstioObject.TextList(view.Host)),
            ("gateways", Gateways(view.Service)),
            ("http", Routes(view, RouteKind.Http)),
            ("tls", Routes(view, RouteKind.Tls)),
            ("tcp", Routes(view, RouteKind.Tcp)));
        var name = view.Service.In(client.Name) is null ? view.Host : view.Service.Name;
        return IstioObject.Create(PublishingStep.VirtualService, client, labels, "VirtualService", Placement.OfRoute(view.Service, client), name, spec);
    }

    private static UnstructuredList? Routes(CallerView view, RouteKind kind)
    {
        var routes = UnstructuredList.From(RouteBuilder.Routes(view, kind));
        return routes.Count == 0 ? null : routes;
    }

    /// <summary>A match may name gateways only that the VirtualService names; the sidecars are then one of them, by the name mesh.</summary>
    private static UnstructuredList? Gateways(MeshService service)
    {
        var named = service.TrafficSplit.SelectMany(split => split.Match?.Gateway ?? []).Distinct(StringComparer.Ordinal).ToList();
        return named.Count == 0 ? null : UnstructuredList.From(named.Append("mesh").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}

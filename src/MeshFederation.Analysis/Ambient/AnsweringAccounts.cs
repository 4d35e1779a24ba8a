using MeshFederation.Istio;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Ambient;

/// <summary>Which service accounts answer calls of a Service from other networks: its waypoint's, else those of its pods.</summary>
internal static class AnsweringAccounts
{
    /// <summary>The accounts; empty where they are not known.</summary>
    public static IReadOnlyList<string> Of(IstioCluster server, RoutedService service)
    {
        if (WaypointOf(server, service) is var (space, name))
            return space == service.Namespace ? [AccountOfWaypoint(server, space, name)] : [];
        var pods = server.Pods.Select(service, UnstructuredMap.Empty);
        if (pods.Knowledge is not (PodKnowledge.Pods or PodKnowledge.Workloads)) return [];
        return [.. pods.OfService.Select(pod => pod.ServiceAccount).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The waypoint of a Service, by its own label or its namespace's; null where none is said, or the Gateway that is named is known not
    /// to be there, or to take no calls of Services: istiod then leads calls past it (pilot/pkg/serviceregistry/ambient/waypoints.go
    /// fetchWaypointForService).
    /// </summary>
    public static (string Namespace, string Name)? WaypointOf(IstioCluster server, RoutedService service)
    {
        if (Waypoints.Named(service.Namespace, LabelsOf(service.Manifest).Text, () => LabelsOf(Space(server, service)).Text)
            is not var (home, name))
        {
            return null;
        }

        var isOne = Gateway(server, home, name) is { } gateway ? Waypoints.MayTakeServices(gateway.Content)
            : !server.Completeness.IsWhole(ReadKind.ApiGateway, home);
        return isOne ? (home, name) : null;
    }

    private static UnstructuredMap LabelsOf(MeshManifest? item) => item?.Labels() ?? UnstructuredMap.Empty;

    private static MeshManifest? Space(IstioCluster server, RoutedService service) =>
        server.Of(ReadKind.Namespace).FirstOrDefault(item => item.Name == service.Namespace);

    private static string AccountOfWaypoint(IstioCluster server, string space, string name) =>
        Gateway(server, space, name) is { } waypoint ? TunnelGateways.AccountOf(waypoint) : name;

    private static MeshManifest? Gateway(IstioCluster server, string space, string name) =>
        server.Of(ReadKind.ApiGateway).FirstOrDefault(item => item.Namespace == space && item.Name == name);
}

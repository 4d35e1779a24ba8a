using MeshFederation.Istio;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Ambient;

/// <summary>Which service accounts answer calls of a Service from other networks: its waypoint's, else those of its pods.</summary>
internal static class AnsweringAccounts
{
    /// <summary>The accounts; empty where they are not known.</summary>
    public static IReadOnlyList<string> Of(IstioCluster server, RoutedService service)
    {
        if (ServiceWaypoints.Of(server, service) is { } waypoint)
            return waypoint.Namespace == service.Namespace ? [ServiceWaypoints.AccountOf(server, waypoint)] : [];
        var pods = server.Pods.Select(service, UnstructuredMap.Empty);
        if (pods.Knowledge is not (PodKnowledge.Pods or PodKnowledge.Workloads)) return [];
        return [.. pods.OfService.Select(pod => pod.ServiceAccount).OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}

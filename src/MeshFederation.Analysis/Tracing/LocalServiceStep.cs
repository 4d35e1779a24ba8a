using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The steps behind an endpoint that is the name of a Service of the caller's own cluster: its pods, or the gateway that they are.
/// </summary>
internal static class LocalServiceStep
{
    /// <summary>The steps; null when the endpoint is no such Service, or not at one of its ports.</summary>
    public static TraceNode? Follow(RoutingMesh mesh, RoutingCluster client, DestinationAnswer answer, SentRequest sent,
        RoutedEndpoint endpoint, IEnumerable<TraceEndpoint> values)
    {
        if (client.Services.Find(endpoint.Address, sent.Caller.Namespace) is not { IsKubernetes: true } service
            || service.Port(endpoint.Port) is null)
        {
            return null;
        }

        if (Gateway(client, service.Manifest, endpoint.Port) is { } workload)
        {
            return new ChainStep(mesh, sent, client, workload).Follow(answer, endpoint.ToString(), GatewayMatch.Address, values);
        }

        var share = new RouteShare(service.Host, "", endpoint.Port, 100, 100);
        var local = DestinationChooser.Choose(client, sent.Caller, share);
        if (local.Outcome is not (DestinationOutcome.Found or DestinationOutcome.NoEndpoint)) return null;
        local = local with { Tls = answer.Tls };
        return PodsStep.Local(client, local, sent, DestinationBreaks.Of(mesh, client, sent.Caller, share, local));
    }

    private static GatewayWorkload? Gateway(RoutingCluster client, MeshManifest? service, int port)
    {
        if (service is null || ServicePort.Of(service.Content).FirstOrDefault(item => item.Number == port) is not { } known) return null;
        var workload = client.Gateways.Behind(service, known.Listening);
        return client.Gateways.PassthroughServers(workload).Servers.Count > 0 ? workload : null;
    }
}

using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

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
        if (EndpointBreaks.Named(client, sent.Caller, endpoint) is { } service
            && EndpointBreaks.Gateway(client, service, endpoint.Port) is { } workload)
        {
            return new ChainStep(mesh, sent, client, workload).Follow(answer, endpoint.ToString(), GatewayMatch.Address, values);
        }

        return EndpointBreaks.Service(client, sent.Caller, answer, endpoint) is var (share, local)
            ? PodsStep.Local(client, local, sent, DestinationBreaks.Of(mesh, client, sent.Caller, share, local)) : null;
    }
}

using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.Destinations;

/// <summary>Endpoints of a destination that are called while none before them lives.</summary>
/// <param name="Endpoints">The endpoints that are known.</param>
/// <param name="Selecting">The ServiceEntries that select pods of which none is known, so that some may be there.</param>
public sealed record EndpointTier(IReadOnlyList<RoutedEndpoint> Endpoints, IReadOnlyList<RoutedService> Selecting);

using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.Destinations;

/// <summary>Endpoints of a destination that are called while none before them lives.</summary>
/// <param name="Endpoints">The endpoints that are known.</param>
/// <param name="Selecting">The ServiceEntries that select pods of which none is known, so that some may be there.</param>
public sealed record EndpointTier(IReadOnlyList<RoutedEndpoint> Endpoints, IReadOnlyList<RoutedService> Selecting)
{
    /// <summary>The share of the requests that an endpoint gets, in percent; null where all get the same.</summary>
    public Func<RoutedEndpoint, double>? Weight { get; init; }

    /// <summary>What an endpoint counts beside the others.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>A part of <see cref="Total"/>.</returns>
    public double Part(RoutedEndpoint endpoint) => Weight?.Invoke(endpoint) ?? 1;

    /// <summary>What those pods count of which none is known.</summary>
    /// <param name="entry">The ServiceEntry that selects them.</param>
    /// <returns>A part of <see cref="Total"/>.</returns>
    public double Part(RoutedService entry) => Part(PodOf(entry));

    /// <summary>What all of them count.</summary>
    public double Total => Endpoints.Sum(Part) + Selecting.Sum(Part);

    /// <summary>What stands for pods of which none is known.</summary>
    internal static RoutedEndpoint PodOf(RoutedService entry) => new("", 0, entry.Selector, "");
}

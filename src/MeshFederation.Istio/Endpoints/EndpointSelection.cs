namespace MeshFederation.Istio.Endpoints;

/// <summary>The endpoints that a destination has at the caller's proxy.</summary>
/// <param name="Endpoints">Those that are called.</param>
/// <param name="Dropped">Those that are not, with the reason.</param>
public sealed record EndpointSelection(
    IReadOnlyList<RoutedEndpoint> Endpoints, IReadOnlyList<(RoutedEndpoint Endpoint, string Why)> Dropped)
{
    /// <summary>That of what has no endpoints.</summary>
    public static EndpointSelection None { get; } = new([], []);
}

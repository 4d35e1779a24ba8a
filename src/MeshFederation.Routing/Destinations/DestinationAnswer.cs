using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.Destinations;

/// <summary>What a caller's proxy does for a destination, and why.</summary>
/// <param name="Outcome">Whether it can be called.</param>
/// <param name="Why">The reason, in one sentence.</param>
public sealed record DestinationAnswer(DestinationOutcome Outcome, string Why)
{
    /// <summary>The service, once it is found.</summary>
    public RoutedService? Service { get; init; }

    /// <summary>The port, once it is found.</summary>
    public RoutedPort? Port { get; init; }

    /// <summary>The DestinationRule that applies; null when there is none.</summary>
    public MergedRule? Rule { get; init; }

    /// <summary>The subset; null when none is asked for.</summary>
    public RuleSubset? Subset { get; init; }

    /// <summary>The TLS that is spoken, once the destination is found; worked out when somebody asks for it.</summary>
    public UpstreamTls? Tls
    {
        get => field ??= Caller is null ? null : UpstreamTls.Of(Caller, Service!, Rule, Subset, Port!.Number);
        init;
    }

    /// <summary>The cluster of the caller, once the destination is found.</summary>
    internal RoutingCluster? Caller { private get; init; }

    /// <summary>The endpoints that are known, once the destination is found; those of a Service of which no pod is known lack its
    /// pods.</summary>
    public EndpointSelection? Endpoints { get; init; }

    /// <summary>The endpoints in the order in which they are called; none where nobody asked for it.</summary>
    public IReadOnlyList<EndpointTier> Tiers { get; init; } = [];

    /// <summary>The place of an endpoint in that order, from 0.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The place.</returns>
    public int TierOf(RoutedEndpoint endpoint) =>
        Tiers.TakeWhile(tier => !tier.Endpoints.Contains(endpoint)).Count() is var rank && rank < Tiers.Count ? rank : 0;

    /// <summary>Whether the proxy connects to the address that the application called, and to none of the endpoints unless it is
    /// one.</summary>
    public bool ConnectsToCalledAddress { get; init; }

    /// <summary>The pods of a Service; null for a ServiceEntry.</summary>
    public PodSelection? Pods { get; init; }
}

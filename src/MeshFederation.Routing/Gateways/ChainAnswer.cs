using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>What a gateway does with a connection that asks for a server name, and why.</summary>
/// <param name="Outcome">What it does.</param>
/// <param name="Why">The reason, in one sentence.</param>
public sealed record ChainAnswer(ChainOutcome Outcome, string Why)
{
    /// <summary>The reason, in one sentence; that of a name that is served is written for who reads it alone.</summary>
    public string Why
    {
        get => field.Length > 0 || Outcome != ChainOutcome.Served || Key is null ? field
            : $"it is the name of {Service!.Reference}, port {Key.Port}{(Key.Subset.Length == 0 ? "" : ", subset " + Key.Subset)}";
        init;
    } = Why;

    /// <summary>The server whose chain it is; null when there is none.</summary>
    public PassthroughServer? Server { get; init; }

    /// <summary>The server that has the same chain on the port once more; null when none does.</summary>
    public PassthroughServer? Second { get; init; }

    /// <summary>The object for which Envoy refuses the listener, where that is neither of the servers; else null.</summary>
    public MeshManifest? Culprit { get; init; }

    /// <summary>The server that takes the connection and routes it by VirtualServices; null when none does.</summary>
    public EntryServer? Router { get; init; }

    /// <summary>What the server name means after a filter rewrote it.</summary>
    public SubsetKey? Key { get; init; }

    /// <summary>
    /// What gateways of another version do, where nobody said the version of this one and they pass on what it does not, or the reverse;
    /// null where the version is known, or decides nothing.
    /// </summary>
    public ChainAnswer? Otherwise { get; init; }

    /// <summary>
    /// Whether it is that of a version in which the gateway is given other Gateways, services and rules than in the one that is assumed.
    /// </summary>
    internal bool IsGivenOthers { get; init; }

    /// <summary>Whether the connection goes on from the gateway.</summary>
    public bool IsPassedOn => Outcome is ChainOutcome.Served or ChainOutcome.Routed;

    /// <summary>The EnvoyFilter that rewrote the name; null when none did.</summary>
    public MeshManifest? Rewriter { get; init; }

    /// <summary>The service, once it is found.</summary>
    public RoutedService? Service { get; init; }

    /// <summary>The port, once it is found.</summary>
    public RoutedPort? Port { get; init; }

    /// <summary>The DestinationRule that the gateway sees for the service; null when there is none.</summary>
    public MergedRule? Rule { get; init; }

    /// <summary>The subset; null when none is asked for.</summary>
    public RuleSubset? Subset { get; init; }
}

using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.CalledHosts;

/// <summary>What a caller's proxy makes of the host and port that the application calls, and why.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Host">The full host.</param>
/// <param name="Why">The reason, in one sentence.</param>
public sealed record CalledHost(CalledHostOutcome Outcome, string Host, string Why)
{
    /// <summary>The service, once it is found.</summary>
    public RoutedService? Service { get; init; }

    /// <summary>The port, once it is found.</summary>
    public RoutedPort? Port { get; init; }

    /// <summary>The Service of type ExternalName whose name was called; null where none was.</summary>
    public RoutedService? Alias { get; init; }

    /// <summary>The VirtualServices that route its requests though it is no service that the caller has.</summary>
    public IReadOnlyList<MeshManifest> VirtualServices { get; init; } = [];

    /// <summary>
    /// Whether the application must have the host resolved by the proxy, since no other DNS knows it: a host of the mesh's own that is no
    /// Service.
    /// </summary>
    public bool NeedsProxyDns { get; init; }
}

namespace MeshFederation.Planning.Identities;

/// <summary>A pod with a proxy, ztunnel included.</summary>
/// <param name="Name">Its namespace and name, as <c>default/reviews-v1-0</c>.</param>
/// <param name="Started">The earliest at which it was started, by the server's clock; null when that is not known.</param>
/// <param name="Lifetime">How long its certificates last, so that it has a new one at the latest.</param>
/// <param name="Owner">What makes it anew when it is restarted; null for one that nothing makes anew.</param>
public sealed record ProxyState(string Name, DateTimeOffset? Started, TimeSpan Lifetime, WorkloadName? Owner)
{
    /// <summary>Whether it is a ztunnel.</summary>
    public bool IsTunnel { get; init; }

    /// <summary>
    /// Whether it reads no lists of revoked certificates: only what mounts them does, which are sidecars that Istio 1.27 or newer injected,
    /// and ztunnels whose chart says <c>peerCaCrl.enabled</c> (istio manifests/charts/istio-control/istio-discovery/files
    /// injection-template.yaml; manifests/charts/ztunnel/templates/daemonset.yaml).
    /// </summary>
    public bool IgnoresRevocations { get; init; }
}

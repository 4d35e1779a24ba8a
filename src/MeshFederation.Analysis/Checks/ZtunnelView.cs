namespace MeshFederation.Analysis.Checks;

/// <summary>What istiod gives ztunnels of Services that have endpoints in other networks.</summary>
/// <param name="Endpoint">
/// The networks with an endpoint of a Service behind a gateway, as <c>network2/shop/ratings.shop.svc.cluster.local</c>.
/// </param>
/// <param name="Identity">
/// Who may answer for a Service, as <c>shop/ratings.shop.svc.cluster.local=spiffe://mesh.local/ns/shop/sa/ratings</c>.
/// </param>
public sealed record ZtunnelView(IReadOnlySet<string> Endpoint, IReadOnlySet<string> Identity)
{
    /// <summary>Whether it gives an endpoint of a Service in a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="ns">The namespace of the Service.</param>
    /// <param name="host">The host of the Service.</param>
    /// <returns>True when it does.</returns>
    public bool HasEndpoint(string network, string ns, string host) => Endpoint.Contains($"{network}/{ns}/{host}");

    /// <summary>Whether an identity may answer for a Service.</summary>
    /// <param name="ns">The namespace of the Service.</param>
    /// <param name="host">The host of the Service.</param>
    /// <param name="identity">The identity.</param>
    /// <returns>True when it may.</returns>
    public bool MayAnswer(string ns, string host, string identity) => Identity.Contains($"{ns}/{host}={identity}");

    /// <summary>What both say.</summary>
    /// <param name="other">What another istiod gives.</param>
    /// <returns>What both give.</returns>
    public ZtunnelView And(ZtunnelView other) => new(Both(Endpoint, other.Endpoint), Both(Identity, other.Identity));

    private static HashSet<string> Both(IReadOnlySet<string> one, IReadOnlySet<string> other) =>
        one.Where(other.Contains).ToHashSet(StringComparer.Ordinal);
}

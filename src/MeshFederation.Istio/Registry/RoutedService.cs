using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Registry;

/// <summary>A service in the registry of a cluster's istiod: a Kubernetes Service, or one host of a ServiceEntry.</summary>
public sealed class RoutedService
{
    private WrittenEndpoints? _written;

    /// <summary>The full host.</summary>
    public required string Host { get; init; }

    /// <summary>The namespace of the object.</summary>
    public required string Namespace { get; init; }

    /// <summary>How it is known.</summary>
    public required ServiceOrigin Origin { get; init; }

    /// <summary>The ports; empty when nothing is known of them.</summary>
    public required IReadOnlyList<RoutedPort> Ports { get; init; }

    /// <summary>The Service or ServiceEntry; null when it is declared or assumed.</summary>
    public MeshManifest? Manifest { get; init; }

    /// <summary>The declaration of the service in this cluster; null when there is none.</summary>
    public MeshServiceInstance? Declared { get; init; }

    /// <summary>The addresses that callers may use instead of the host.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>
    /// Whether it lies outside of the mesh (<c>MESH_EXTERNAL</c>, which is also what a ServiceEntry without location is).
    /// </summary>
    public bool IsExternal { get; init; }

    /// <summary>How endpoints are found.</summary>
    public ServiceResolution Resolution { get; init; }

    /// <summary>The namespaces that see it.</summary>
    public required ExportScope ExportTo { get; init; }

    /// <summary>The labels of the pods that serve it, by key; empty when it selects none.</summary>
    public UnstructuredMap Selector { get; init; } = UnstructuredMap.Empty;

    /// <summary>Whether its pods count as ready whatever they say: Kubernetes itself tells istiod so.</summary>
    public bool PublishesUnready => Manifest?.Spec.IsTrue("publishNotReadyAddresses") is true;

    /// <summary>Whether proxies call its pods on their own node alone.</summary>
    public bool IsNodeLocal => Manifest?.Spec.Text("internalTrafficPolicy") == "Local";

    /// <summary>The host that it is another name of: of a Service of type ExternalName; null for all others.</summary>
    public string? AliasOf { get; init; }

    /// <summary>When its object was made, as a text that sorts by time; empty when that is not known.</summary>
    public string Created => Manifest?.Created() ?? "";

    /// <summary>Whether it is of Kubernetes, be it known by its object or not.</summary>
    public bool IsKubernetes => Origin != ServiceOrigin.ServiceEntry;

    /// <summary>The object as <c>Service/default/reviews</c>.</summary>
    public string Reference => Manifest?.ToString() ?? $"Service/{Namespace}/{Name}";

    /// <summary>The name of its object.</summary>
    public string Name => Manifest?.Name ?? (Host.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? Host[..dot] : Host);

    /// <summary>
    /// The port of a number at which connections are taken. What it has for UDP alone is none: proxies get neither listener nor cluster
    /// for that (istio pilot/pkg/networking/core/cluster.go buildOutboundClusters).
    /// </summary>
    /// <param name="number">The number.</param>
    /// <returns>The port; an unknown one where nothing is known of the ports; null when the service has no such port.</returns>
    public RoutedPort? Port(int number)
    {
        for (var i = 0; i < Ports.Count; i++)
        {
            if (Ports[i].Number == number && Ports[i].IsCarried) return Ports[i];
        }

        return Ports.Count == 0 && Origin == ServiceOrigin.Assumed ? new(number, "", Protocol: null) : null;
    }

    /// <summary>
    /// The endpoints that its object itself writes for a port, read once for all who ask of one cluster: the same cluster in another
    /// version may read localities otherwise.
    /// </summary>
    internal IReadOnlyList<RoutedEndpoint> Written(
        IstioCluster cluster, RoutedPort port, Func<IstioCluster, RoutedService, RoutedPort, RoutedEndpoint[]> read)
    {
        for (var i = 0; i < Ports.Count; i++)
        {
            if (!ReferenceEquals(Ports[i], port)) continue;
            var written = _written ??= new(cluster, new RoutedEndpoint[Ports.Count][]);
            if (written.Cluster == cluster) return written.OfPorts[i] ??= read(cluster, this, port);
            break;
        }

        return read(cluster, this, port);
    }

    /// <summary>The same service with other ports.</summary>
    internal RoutedService With(IReadOnlyList<RoutedPort> ports) => new()
    {
        Host = Host,
        Namespace = Namespace,
        Origin = Origin,
        Ports = ports,
        Manifest = Manifest,
        Declared = Declared,
        Addresses = Addresses,
        IsExternal = IsExternal,
        Resolution = Resolution,
        ExportTo = ExportTo,
        Selector = Selector,
        AliasOf = AliasOf,
    };

    /// <summary>The host and the object.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Host} ({Reference})";

    /// <summary>What was read of a cluster, port by port.</summary>
    private sealed record WrittenEndpoints(IstioCluster Cluster, RoutedEndpoint[]?[] OfPorts);
}

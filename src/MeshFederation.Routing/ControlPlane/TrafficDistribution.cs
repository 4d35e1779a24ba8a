using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.ControlPlane;

/// <summary>
/// The annotation by which a ServiceEntry, or the namespace of it, prefers near endpoints, which is done by priorities and without outlier
/// detection (istio pilot/pkg/model/service.go GetTrafficDistribution; pilot/pkg/serviceregistry/serviceentry/conversion.go
/// convertServices).
/// </summary>
internal static class TrafficDistribution
{
    private static readonly string[] Values = ["PreferClose", "PreferSameZone", "PreferSameNode"];

    /// <summary>What an object prefers; null for nothing.</summary>
    public static string? Of(MeshManifest item) => item.Kind is not ("ServiceEntry" or "Namespace") ? null
        : Array.Find(
            Values,
            value => string.Equals(
                value, item.Metadata.Map("annotations")?.Text(AmbientNames.TrafficDistribution), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a service or its namespace prefers something.</summary>
    public static bool IsSaid(RoutingCluster cluster, RoutedService service) =>
        (service.Manifest is { } own && Of(own) is not null)
        || cluster.Of(ReadKind.Namespace).Any(space => space.Name == service.Namespace && Of(space) is not null);
}

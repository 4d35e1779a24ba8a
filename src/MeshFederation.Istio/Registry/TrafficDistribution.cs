using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// That a service prefers near endpoints (istio pilot/pkg/model/service.go GetTrafficDistribution): a ServiceEntry, or the namespace of it,
/// says so by an annotation, which is done by priorities and without outlier detection
/// (pilot/pkg/serviceregistry/serviceentry/conversion.go convertServices); a Service by a field, too.
/// </summary>
internal static class TrafficDistribution
{
    private static readonly string[] Values = [AmbientNames.PreferClose, "PreferSameZone", "PreferSameNode"];

    /// <summary>What a ServiceEntry or a namespace prefers; null for nothing, and for other objects.</summary>
    public static string? Of(MeshManifest item) =>
        ReadKind.ServiceEntry.Type.Is(item) || ReadKind.Namespace.Type.Is(item) ? Annotated(item) : null;

    /// <summary>What a Service prefers; null for nothing. All that it may prefer has endpoints of the own network first.</summary>
    public static string? OfService(MeshManifest service) =>
        Value(service.Spec.Text("trafficDistribution"), StringComparison.Ordinal) ?? Annotated(service);

    /// <summary>Whether a ServiceEntry or its namespace prefers something.</summary>
    public static bool IsSaid(IstioCluster cluster, RoutedService service) =>
        (service.Manifest is { } own && Of(own) is not null)
        || cluster.Of(ReadKind.Namespace).Any(space => space.Name == service.Namespace && Of(space) is not null);

    private static string? Annotated(MeshManifest item) =>
        Value(item.Metadata.Map("annotations")?.Text(AmbientNames.TrafficDistribution), StringComparison.OrdinalIgnoreCase);

    private static string? Value(string? said, StringComparison comparison)
    {
        if (said is null) return null;
        foreach (var value in Values)
        {
            if (string.Equals(value, said, comparison)) return value;
        }

        return null;
    }
}

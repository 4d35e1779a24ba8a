using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Ambient;

/// <summary>Which Gateways are waypoints, and whose (istio pilot/pkg/serviceregistry/ambient/waypoints.go).</summary>
public static class Waypoints
{
    /// <summary>What takes the calls of Services; without the label a waypoint of Istio's own class takes them alone.</summary>
    private static readonly string?[] OfServices = [null, "service", "all"];

    /// <summary>The labels by which a Service, pod or namespace names its waypoint.</summary>
    internal static IReadOnlyList<string> Labels { get; } = [AmbientNames.UseWaypoint, AmbientNames.UseWaypointNamespace];

    /// <summary>
    /// Whether a Gateway takes the calls of Services that name it; past another one istiod leads them. It takes none before its status has
    /// an address, which comes with the first pod; of a Gateway without a status, as in files, that is not known. The class may be
    /// anybody's, and say itself what its waypoints are for where they do not.
    /// </summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>False when it is known not to.</returns>
    public static bool MayTakeServices(UnstructuredMap gateway) =>
        OfServices.Contains(gateway.Map("metadata")?.Map("labels")?.Text(AmbientNames.WaypointFor))
        && (gateway.Map("status") is not { } status || HasAddress(status));

    /// <summary>
    /// Whether a Gateway of a live cluster is a waypoint of Istio's own class, of which it is known how it splits requests, and takes the
    /// calls of Services that name it.
    /// </summary>
    internal static bool TakesServices(UnstructuredMap gateway) =>
        GatewayApi.ClassOf(gateway) == AmbientNames.WaypointClass
        && MayTakeServices(gateway)
        && gateway.Map("status") is { } status && HasAddress(status);

    /// <summary>
    /// The waypoint that labels name: those of an object itself, else those of its namespace (istio
    /// pilot/pkg/serviceregistry/ambient/waypoints.go getUseWaypoint, fetchWaypointForTarget).
    /// </summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="own">The labels of the object.</param>
    /// <param name="space">The labels of the namespace, which are asked for where the object has none.</param>
    /// <returns>The namespace and name of its Gateway; null where none is named.</returns>
    internal static (string Namespace, string Name)? Named(
        string ns, Func<string, string?> own, Func<Func<string, string?>> space)
    {
        var label = own(AmbientNames.UseWaypoint) is null ? space() : own;
        if (label(AmbientNames.UseWaypoint) is not { Length: > 0 } name || name == AmbientNames.NoWaypoint) return null;
        return (label(AmbientNames.UseWaypointNamespace) is { Length: > 0 } home ? home : ns, name);
    }

    private static bool HasAddress(UnstructuredMap status) => status.Maps("addresses").Length > 0;
}

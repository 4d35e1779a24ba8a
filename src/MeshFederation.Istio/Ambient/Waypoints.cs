using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Ambient;

/// <summary>Which Gateways are waypoints (istio pilot/pkg/serviceregistry/ambient/waypoints.go).</summary>
public static class Waypoints
{
    /// <summary>What takes the calls of Services; without the label a waypoint of Istio's own class takes them alone.</summary>
    private static readonly string?[] OfServices = [null, "service", "all"];

    /// <summary>
    /// Whether a Gateway takes the calls of Services that name it; past another one istiod leads them. It takes none before its status has
    /// an address, which comes with the first pod; of a Gateway without a status, as in files, that is not known. The class may be
    /// anybody's, and say itself what its waypoints are for where they do not.
    /// </summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>False when it is known not to.</returns>
    public static bool MayTakeServices(UnstructuredMap gateway) =>
        OfServices.Contains(gateway.Map("metadata")?.Map("labels")?.Text(AmbientNames.WaypointFor))
        && (gateway.Map("status") is not { } status || status.Maps("addresses").Any());
}

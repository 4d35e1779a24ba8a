using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The waypoints of a cluster, and which Services say something of theirs.</summary>
/// <param name="Names">The waypoints, as <c>default/waypoint</c>; null where they are not known.</param>
/// <param name="Accounts">The service accounts of those that have another one than that of their name.</param>
/// <param name="OfServices">What Services say; null where it is not known.</param>
internal sealed record FoundWaypoints(ValueList<string>? Names, ValueList<string> Accounts, ValueList<MeshServiceWaypoint>? OfServices)
{
    public static FoundWaypoints Unknown { get; } = new(null, [], null);
}

using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Recovery;

/// <summary>What a VirtualService does with the requests of a match to a port.</summary>
/// <param name="Kind">The list in which it stands.</param>
/// <param name="Port">The port that is called.</param>
/// <param name="HasPort">Whether the match names the port.</param>
/// <param name="Match">The match beside the port; null for all requests.</param>
/// <param name="Destination">Where they go; empty where the route has another answer, null where that cannot be told.</param>
/// <param name="Route">The route.</param>
internal sealed record SeenRoute(
    RouteKind Kind, MeshPort Port, bool HasPort, MeshMatch? Match, ValueList<MeshDestination>? Destination, UnstructuredMap Route);

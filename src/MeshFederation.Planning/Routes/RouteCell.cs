using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Routes;

/// <summary>Requests of a match, where they go, and what holds for them on the way.</summary>
/// <param name="Match">Which requests; null for all that no cell before takes.</param>
/// <param name="Destination">Their destinations; none for the called host.</param>
internal sealed record RouteCell(MeshMatch? Match, ValueList<MeshDestination> Destination)
{
    /// <summary>The policies of routes, at most one of a kind.</summary>
    public ValueList<MeshPolicy> Policy { get; init; } = [];

    /// <summary>Whether a route of both says the same.</summary>
    public bool SaysAs(RouteCell other) => Destination.Equals(other.Destination) && Policy.Equals(other.Policy);
}

using MeshFederation.Model.Ports;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>The route in which a policy is said.</summary>
/// <param name="View">Who calls.</param>
/// <param name="Port">The port that is called.</param>
/// <param name="Cell">What the route is about.</param>
internal sealed record PolicyRoute(CallerView View, MeshPort Port, RouteCell Cell);

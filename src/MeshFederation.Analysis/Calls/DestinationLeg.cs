using MeshFederation.Istio.Objects;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>A destination as somebody calls it, in vain.</summary>
/// <param name="Caller">The pods that call.</param>
/// <param name="Called">The port that they call; 0 where it is not known.</param>
/// <param name="IsSidecar">Whether their sidecars route, and not a gateway.</param>
/// <param name="Share">Where the engine sends it.</param>
/// <param name="Answer">What the engine makes of that.</param>
/// <param name="Break">Why it breaks.</param>
internal sealed record DestinationLeg(
    MeshCaller Caller, int Called, bool IsSidecar, RouteShare Share, DestinationAnswer Answer, CallBreak Break);

using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Calls;

/// <summary>A call of a host itself, as it is made where no route leads it elsewhere, that breaks in the caller's own cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port that is called, as one of the services of the host has it.</param>
/// <param name="Caller">The pods that call.</param>
/// <param name="Answer">What the engine makes of it.</param>
/// <param name="Break">Why it breaks.</param>
internal sealed record HostLeg(
    RoutingCluster Cluster, string Host, RoutedPort Port, MeshCaller Caller, DestinationAnswer Answer, CallBreak Break)
{
    /// <summary>Whether routes of VirtualServices have these calls, so that they do not come to the host itself.</summary>
    public bool IsRouted { get; init; }

    /// <summary>Whether they come past the routes that have them, under a name that these do not know.</summary>
    public bool IsPassedOn { get; init; }
}

using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>Copies of requests that a policy asks for.</summary>
/// <param name="To">The clusters and pods that get them.</param>
/// <param name="Percent">The part of the requests of which each gets a copy, in percent: 0 to 100.</param>
public sealed record CopiedRequests(ValueList<MeshFallback> To, double Percent);

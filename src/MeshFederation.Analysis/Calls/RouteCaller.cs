using MeshFederation.Istio.Objects;

namespace MeshFederation.Analysis.Calls;

/// <summary>Pods that may be sent along a route.</summary>
/// <param name="Pods">The pods: some of a namespace, or those of a gateway.</param>
/// <param name="Ports">The ports that they call; empty where these are not known.</param>
/// <param name="IsSidecar">Whether their sidecars route, and not a gateway.</param>
internal sealed record RouteCaller(MeshCaller Pods, IReadOnlyList<int> Ports, bool IsSidecar);

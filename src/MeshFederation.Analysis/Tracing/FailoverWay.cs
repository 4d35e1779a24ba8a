using MeshFederation.Istio.Endpoints;

namespace MeshFederation.Analysis.Tracing;

/// <summary>A way on from the caller's proxy.</summary>
/// <param name="Cluster">The cluster that it leads to; empty when it is not known.</param>
/// <param name="Endpoints">The endpoints by which it goes.</param>
/// <param name="Follow">Follows it by some of them.</param>
internal sealed record FailoverWay(
    string Cluster, IReadOnlyList<RoutedEndpoint> Endpoints, Func<List<RoutedEndpoint>, TraceNode> Follow);

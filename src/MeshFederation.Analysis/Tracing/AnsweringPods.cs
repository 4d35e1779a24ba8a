using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The pods at the end of a call, whose AuthorizationPolicies are asked.</summary>
/// <param name="Server">Their cluster.</param>
/// <param name="Service">Their service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Pods">The pods; empty where none are known, and the labels that they must have count.</param>
/// <param name="Labels">The labels of the subset.</param>
/// <param name="IsMutual">Whether the mesh's TLS is spoken to a pod; null when that is not known.</param>
internal sealed record AnsweringPods(
    RoutingCluster Server,
    RoutedService Service,
    RoutedPort Port,
    IReadOnlyList<RoutedPod> Pods,
    UnstructuredMap Labels,
    Func<RoutedPod?, bool?> IsMutual);

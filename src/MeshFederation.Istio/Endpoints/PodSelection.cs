namespace MeshFederation.Istio.Endpoints;

/// <summary>The pods that a service and a subset select.</summary>
/// <param name="Knowledge">How well the pods are known; with Nothing, that there are none says nothing.</param>
/// <param name="OfService">All pods of the service.</param>
/// <param name="Selected">Those that the subset's labels select.</param>
public sealed record PodSelection(PodKnowledge Knowledge, IReadOnlyList<RoutedPod> OfService, IReadOnlyList<RoutedPod> Selected);

using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Routing.Destinations;

/// <summary>
/// The order in which the endpoints of a destination are called, where its DestinationRule gives them one (istio
/// pilot/pkg/networking/core/loadbalancer/loadbalancer.go applyFailoverPriorities, applyLocalityFailover). What hangs on a region
/// of nodes that is not known has no order here.
/// </summary>
public static class EndpointTiers
{
    /// <summary>The endpoints in their order; one tier where there is no order, or it is not known.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="answer">The destination, of which the endpoints are known.</param>
    /// <returns>The tiers, those that are called first before the others; none is empty.</returns>
    public static IReadOnlyList<EndpointTier> Of(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer)
    {
        var (endpoints, selecting) = (answer.Endpoints!.Endpoints, Selecting(cluster, answer));
        var policy = TrafficPolicies.Effective(answer.Rule, answer.Subset, answer.Port!.Number)?.Policy;
        if (policy is not null && Shares(cluster, caller, policy, [.. endpoints, .. selecting.Select(EndpointTier.PodOf)]) is { } shares)
        {
            var called = endpoints.Where(endpoint => shares(endpoint) > 0).ToList();
            var pods = selecting.Where(entry => shares(EndpointTier.PodOf(entry)) > 0).ToList();
            if (called.Count + pods.Count > 0) return [new(called, pods) { Weight = shares }];
        }

        var order = policy is null ? null : Order(cluster, caller, answer, policy);
        if (order is null) return [new(endpoints, selecting)];
        return
        [
            .. endpoints.Select(endpoint => order(endpoint)).Concat(selecting.Select(entry => order(EndpointTier.PodOf(entry))))
                .Distinct().Order()
                .Select(rank => new EndpointTier(
                    [.. endpoints.Where(endpoint => order(endpoint) == rank)],
                    [.. selecting.Where(entry => order(EndpointTier.PodOf(entry)) == rank)])),
        ];
    }

    /// <summary>Whether callers call the endpoints of their own locality alone until these fail.</summary>
    /// <param name="cluster">The cluster of the callers.</param>
    /// <param name="service">The service that is called.</param>
    /// <param name="policy">The policy that holds.</param>
    /// <returns>True when they do.</returns>
    public static bool ComeByLocality(RoutingCluster cluster, RoutedService service, UnstructuredMap policy) =>
        Failing(cluster, service, policy) is { } locality && !locality.Says(FailoverPriorities.Labels);

    /// <summary>The setting that orders the endpoints; null where none does, or an annotation of the service does instead.</summary>
    private static UnstructuredMap? Failing(RoutingCluster cluster, RoutedService service, UnstructuredMap policy) =>
        FailoverPriorities.Failing(policy, cluster.Facts.MeshConfig, cluster.Facts.IstioVersion) is { } locality
        && (FailoverPriorities.SaysLocalities(policy) || !TrafficDistribution.IsSaid(cluster, service))
            ? locality
            : null;

    private static Func<RoutedEndpoint, int>? Order(
        RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer, UnstructuredMap policy)
    {
        var service = answer.Service!;
        var isSaid = FailoverPriorities.SaysLocalities(policy);
        if (Failing(cluster, service, policy) is not { } locality) return null;
        var (version, byLabels) = (cluster.Facts.IstioVersion, locality.Says(FailoverPriorities.Labels));
        if (!byLabels)
        {
            if (RegionalOrder.For(caller, cluster.Facts) is { } regions) return regions.Of(locality);
            return isSaid && AreElsewhere(cluster, caller, answer) ? endpoint => endpoint.Locality.Length > 0 ? 1 : 0 : null;
        }

        if (service.Resolution == ServiceResolution.Dns && !IstioBehavior.OrdersDnsEndpointsByLabels(version)) return null;
        var asked = locality.List(FailoverPriorities.Labels).OfType<string>().Select(label => Asked(label, version)).ToList();
        if (IstiodLabels.AskForPlace(UnstructuredMap.Of([.. asked.Select(label => (label.Key, (object?)""))]))) return null;
        var own = IstiodLabels.Augment(caller.Labels, cluster.Facts);
        return endpoint =>
        {
            var labels = IstiodLabels.Augment(endpoint.Labels, cluster.Facts, endpoint.Network, endpoint.Locality);
            return asked.Count - asked.TakeWhile(label => (label.Value ?? Text(own, label.Key)) == Text(labels, label.Key)).Count();
        };

        static string Text(UnstructuredMap map, string key) => map.Text(key) ?? "";
    }

    private static Func<RoutedEndpoint, double>? Shares(
        RoutingCluster cluster, MeshCaller caller, UnstructuredMap policy, IReadOnlyList<RoutedEndpoint> endpoints) =>
            FailoverPriorities.Shared(policy) is { } locality
                ? RegionalOrder.For(caller, cluster.Facts)?.Shares(locality, endpoints)
                : null;

    /// <summary>
    /// Whether all that are no pods say a locality, and so come behind the pods around the caller: where one of these, or the caller, says
    /// one, too, it is not known which come first.
    /// </summary>
    private static bool AreElsewhere(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer) =>
        IstiodLabels.LocalityOf(caller.Labels, cluster.Facts).Length == 0
        && answer.Endpoints!.Endpoints.All(endpoint => endpoint.Pod is null ? endpoint.Locality.Length > 0 : endpoint.Locality.Length == 0);

    private static (string Key, string? Value) Asked(string label, Model.Clusters.IstioVersion version) =>
        IstioBehavior.OrdersEndpointsByValues(version) && label.Split('=', 2) is [var key, var value] ? (key, value) : (label, null);

    /// <summary>
    /// The ServiceEntries of the host that select pods of a namespace of which no pod is known, and no WorkloadEntry either.
    /// </summary>
    internal static IReadOnlyList<RoutedService> Selecting(RoutingCluster cluster, DestinationAnswer answer) =>
        cluster.Pods.AreAllKnown ? [] :
    [
        .. cluster.Services.Named(answer.Service!.Host).Where(entry => entry.Namespace == answer.Service.Namespace
            && entry.Manifest?.Spec.Map("workloadSelector") is not null
            && entry.Port(answer.Port!.Number) is not null
            && !cluster.Pods.In(entry.Namespace).Any()
            && !answer.Endpoints!.Endpoints.Any(endpoint => entry.Selector.Selects(endpoint.Labels))),
    ];
}

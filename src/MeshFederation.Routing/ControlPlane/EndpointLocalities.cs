using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.ControlPlane;

/// <summary>
/// The localities of a host's endpoints over all of its ServiceEntries in a namespace, as istiod groups them: what the endpoint or its
/// label says, else none. Pods without the label have that of their node.
/// </summary>
internal static class EndpointLocalities
{
    private const string None = "none";
    private const string OfPods = "those of pods";

    public static IReadOnlyList<string> Of(RoutingCluster cluster, IEnumerable<RoutedService> entries) =>
        [.. entries.SelectMany(entry => Of(cluster, entry)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Of(RoutingCluster cluster, RoutedService entry)
    {
        var spec = entry.Manifest!.Spec;
        if (spec.Map("workloadSelector") is not null) return OfWorkloads(cluster, entry);
        var endpoints = spec.Maps("endpoints").ToList();
        if (endpoints.Count > 0) return endpoints.Select(endpoint => Of(cluster, endpoint, endpoint.Map("labels")));
        return entry.Resolution == ServiceResolution.Dns ? [None] : [];
    }

    /// <summary>
    /// Where no pod of the namespace is known, and no WorkloadEntry is selected, the pods that it was written for are taken to be there.
    /// </summary>
    private static IEnumerable<string> OfWorkloads(RoutingCluster cluster, RoutedService entry)
    {
        var selected = cluster.Of(ReadKind.WorkloadEntry)
            .Where(item =>
                item.Namespace == entry.Namespace && entry.Selector.Selects(WorkloadEntryObject.Labels(item))).ToList();
        var written = selected.Where(item => !WorkloadEntryObject.IsUnhealthy(cluster, item))
            .Select(item => Of(cluster, item.Spec, WorkloadEntryObject.Labels(item))).ToList();
        var pods = cluster.Pods.In(entry.Namespace).ToList();
        if (pods.Count == 0)
            return selected.Count == 0 && !cluster.Completeness.IsWhole(ReadKind.Pod) ? written.Append(OfPods) : written;
        return written.Concat(pods.Where(pod => entry.Selector.Selects(pod.Labels))
            .Select(pod => IstiodLabels.LocalityOf(pod.Labels, cluster.Facts) is { Length: > 0 } own ? own : OfPods));
    }

    private static string Of(RoutingCluster cluster, UnstructuredMap endpoint, UnstructuredMap? labels) =>
        IstiodLabels.LocalityOf(endpoint.Text("locality"), labels ?? UnstructuredMap.Empty, cluster.Facts) is { Length: > 0 } said
            ? said : None;
}

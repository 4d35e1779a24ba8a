using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>The pods of a cluster, and the Services that lead to them.</summary>
internal static class PodsOfGateways
{
    public static IEnumerable<RoutedPod> Of(RoutingCluster cluster) =>
        cluster.Objects.Select(item => item.Namespace).Distinct(StringComparer.Ordinal).SelectMany(cluster.Pods.In);

    /// <summary>The pods that a Gateway is for by its selector; none where it has none, and is for any.</summary>
    public static IEnumerable<RoutedPod> Of(RoutingCluster cluster, MeshManifest gateway)
    {
        if (gateway.Spec.Map("selector") is not { Count: > 0 }) return [];
        var selectors = cluster.Gateways.SelectorsOf(gateway);
        return Of(cluster).Where(pod =>
            selectors.Exists(selector => selector.Selects(pod.Labels)) && cluster.Gateways.Reaches(gateway, pod.Namespace));
    }

    /// <summary>The Services that select a pod.</summary>
    public static IEnumerable<MeshManifest> Services(FederationView federation, RoutingCluster cluster, RoutedPod pod) =>
        federation.In(cluster.Name).Of(IstioKind.Service).Where(service =>
            service.Namespace == pod.Namespace && service.Spec.Map("selector") is { Count: > 0 } selector && selector.Selects(pod.Labels));

    /// <summary>Whether a Service leads to a port of its pods. A target that is a name may be any port.</summary>
    public static bool LeadsTo(MeshManifest service, long port) =>
        ServicePort.Of(service.Content).Any(item => item.TargetNumber is null || item.Listening.Contains((int)port));
}

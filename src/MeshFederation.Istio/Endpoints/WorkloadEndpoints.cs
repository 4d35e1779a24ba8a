using System.Net;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>The pods and WorkloadEntries that Services and ServiceEntries select, which are endpoints of either.</summary>
internal static class WorkloadEndpoints
{
    /// <summary>
    /// The endpoints of a Service: its pods, and the WorkloadEntries that it selects (istio
    /// pilot/pkg/serviceregistry/kube/controller/controller.go serviceInstancesFromWorkloadInstances;
    /// PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES, which is on by default).
    /// </summary>
    public static IEnumerable<RoutedEndpoint> OfService(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        return service.Selector.Count == 0 ? [] : Selected(cluster, service, port);
    }

    /// <summary>Apart, so that nothing is made for it where a Service selects nothing that is known.</summary>
    private static IEnumerable<RoutedEndpoint> Selected(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var pods = cluster.Pods.Select(service, UnstructuredMap.Empty);
        var known = pods.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads ? pods.OfService : [];
        var entries = service.Resolution == ServiceResolution.Static ? Entries(cluster, service) : [];
        return known.Select(pod => Pod(cluster, pod, PodPort(pod, port)))
            .Concat(entries.Select(entry => OfService(cluster, entry, port)).OfType<RoutedEndpoint>());
    }

    /// <summary>The endpoints that a ServiceEntry selects; of pods it knows no ports by name.</summary>
    public static IEnumerable<RoutedEndpoint> OfServiceEntry(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var pods =
            cluster.Pods.In(service.Namespace).Where(pod => service.Selector.Selects(pod.Labels))
                .Select(pod => Pod(cluster, pod, Target(port)));
        return Entries(cluster, service).Select(entry => Read(cluster, entry, Number(entry.Spec, port), service.Host)).Concat(pods);
    }

    /// <summary>An endpoint as a ServiceEntry or a WorkloadEntry writes it.</summary>
    public static RoutedEndpoint Read(
        IstioCluster cluster, UnstructuredMap item, RoutedPort port, string field, string host, string @namespace) =>
            Basic(cluster, item, Number(item, port), field, host, @namespace, item.Map("labels") ?? UnstructuredMap.Empty);

    private static int Number(UnstructuredMap item, RoutedPort port) =>
        item.Map("ports")?.Number(port.Name) is > 0 and var mapped ? (int)Math.Min(mapped, int.MaxValue) : Target(port);

    /// <summary>The port of an endpoint for which nothing else is said.</summary>
    public static int Target(RoutedPort port) => port.TargetNumber ?? port.Number;

    private static RoutedEndpoint Basic(
        IstioCluster cluster, UnstructuredMap item, int number, string field, string host, string @namespace, UnstructuredMap labels)
    {
        var account = item.Text("serviceAccount") ?? "";
        return new(item.Text("address") ?? host, number, labels, field)
        {
            Network = item.Text("network") is { Length: > 0 } network ? network : labels.Text(IstiodLabels.Network) ?? "",
            Locality = IstiodLabels.LocalityOf(item.Text("locality"), labels, cluster.Facts),
            SpeaksMeshTls = MeshTlsLabel.Said(labels) ?? account.Length > 0,
            Weight = item.Number("weight") is > 0 and var weight ? (int)Math.Min(weight, int.MaxValue) : 1,
            Namespace = @namespace,
            ServiceAccount = account,
        };
    }

    private static RoutedEndpoint Pod(IstioCluster cluster, RoutedPod pod, int port) =>
        new(pod.Address ?? pod.Reference, port, pod.Labels, pod.Reference)
        {
            SpeaksMeshTls = pod.HasSidecar is not false,
            Network = pod.Network,
            Locality = IstiodLabels.LocalityOf(pod.Labels, cluster.Facts),
            Namespace = pod.Namespace,
            ServiceAccount = pod.ServiceAccount ?? "",
            Pod = pod,
        };

    /// <summary>The number of a port at a pod; 0 where the pod does not say which port has the name.</summary>
    public static int PodPort(RoutedPod pod, RoutedPort port)
    {
        if (port.Target is null) return port.Number;
        return port.TargetNumber ?? pod.NamedPorts.GetValueOrDefault(port.Target);
    }

    /// <summary>The WorkloadEntries that a service selects; those of a name instead of an address are for ServiceEntries alone.</summary>
    private static IEnumerable<MeshManifest> Entries(IstioCluster cluster, RoutedService service) =>
        cluster.WorkloadEntries[service.Namespace].Where(item => service.Selector.Selects(WorkloadEntryObject.Labels(item)));

    private static RoutedEndpoint? OfService(IstioCluster cluster, MeshManifest entry, RoutedPort port)
    {
        if (!IPAddress.TryParse(entry.Spec.Text("address"), out _)) return null;
        var isNamed = port.Target is not null && port.TargetNumber is null;
        var mapped = entry.Spec.Map("ports")?.Number(isNamed ? port.Target! : port.Name);
        if (isNamed && mapped is null) return null;
        return Read(cluster, entry, (int)(mapped ?? Target(port)), "");
    }

    private static RoutedEndpoint Read(IstioCluster cluster, MeshManifest entry, int number, string host)
    {
        var labels = WorkloadEntryObject.Labels(entry);
        var endpoint = Basic(cluster, entry.Spec, number, entry.ToString(), host, entry.Namespace, labels);
        return WorkloadEntryObject.IsUnhealthy(cluster, entry) ? endpoint with { IsUnhealthy = true } : endpoint;
    }
}

using System.Net;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The endpoints of a ServiceEntry (istio pilot/pkg/serviceregistry/serviceentry/conversion.go convertServiceEntryToInstances;
/// pilot/pkg/xds/endpoints/endpoint_builder.go BuildClusterLoadAssignment).
/// </summary>
public static class ServiceEntryEndpoints
{
    /// <summary>The endpoints for a port that a subset selects.</summary>
    /// <param name="cluster">The cluster of the ServiceEntry.</param>
    /// <param name="service">A service of a ServiceEntry.</param>
    /// <param name="port">The port.</param>
    /// <param name="subsetLabels">The labels of the subset; none for all.</param>
    /// <returns>The endpoints.</returns>
    public static EndpointSelection Of(IstioCluster cluster, RoutedService service, RoutedPort port, UnstructuredMap subsetLabels)
    {
        var (kept, dropped) = (new List<RoutedEndpoint>(), new List<(RoutedEndpoint, string)>());
        foreach (var endpoint in All(cluster, service, port))
        {
            if (Refusal(cluster, service, endpoint, subsetLabels) is { } why) dropped.Add((endpoint, why));
            else kept.AddRange(cluster.Networks.Through(endpoint).Where(one => !kept.Contains(one)));
        }

        return new(kept, dropped);
    }

    private static IEnumerable<RoutedEndpoint> All(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var spec = service.Manifest?.Spec ?? UnstructuredMap.Empty;
        var written = spec.Maps("endpoints").ToList();
        if (written.Count > 0) return written.Select((item, index) => Read(item, port, FormattableString.Invariant($"endpoints[{index}]"), service.Host));
        if (spec.Map("workloadSelector") is not null) return Selected(cluster, service, port);
        return service.Resolution == ServiceResolution.Dns ? [new(service.Host, Target(port), UnstructuredMap.Empty, "")] : [];
    }

    /// <summary>Pods have addresses of their own that no object of a federation names; WorkloadEntries say theirs.</summary>
    private static IEnumerable<RoutedEndpoint> Selected(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var entries = cluster.Of(ObjectGroups.Istio, "WorkloadEntry").Where(item => item.Namespace == service.Namespace)
            .Where(item => service.Selector.Selects(Labels(item))).Select(item => Read(item.Spec, port, item.ToString(), service.Host) with { Labels = Labels(item) });
        var pods = cluster.Pods.In(service.Namespace).Where(pod => service.Selector.Selects(pod.Labels))
            .Select(pod => new RoutedEndpoint(pod.Reference, Target(port), pod.Labels, pod.Reference) { SpeaksMeshTls = pod.HasSidecar is not false });
        return entries.Concat(pods);
    }

    private static UnstructuredMap Labels(MeshManifest entry)
    {
        var (own, outer) = (entry.Spec.Map("labels") ?? UnstructuredMap.Empty, entry.Metadata.Map("labels") ?? UnstructuredMap.Empty);
        return UnstructuredMap.Of([.. outer.Select(label => (label.Key, label.Value)), .. own.Where(label => !outer.ContainsKey(label.Key)).Select(label => (label.Key, label.Value))]);
    }

    private static RoutedEndpoint Read(UnstructuredMap item, RoutedPort port, string field, string host)
    {
        var labels = item.Map("labels") ?? UnstructuredMap.Empty;
        var number = item.Map("ports")?.Number(port.Name) is > 0 and var mapped ? (int)Math.Min(mapped, int.MaxValue) : Target(port);
        var speaks = labels.Text("security.istio.io/tlsMode") is { } mode ? mode == "istio" : item.Text("serviceAccount") is { Length: > 0 };
        return new(item.Text("address") ?? host, number, labels, field) { Network = item.Text("network") is { Length: > 0 } network ? network : labels.Text(IstiodLabels.Network) ?? "", SpeaksMeshTls = speaks };
    }

    private static int Target(RoutedPort port) => port.TargetNumber ?? port.Number;

    private static string? Refusal(IstioCluster cluster, RoutedService service, RoutedEndpoint endpoint, UnstructuredMap subsetLabels)
    {
        if (!IstiodLabels.Selects(subsetLabels, endpoint.Labels, cluster.Facts)) return $"its labels ({endpoint.Labels.Describe()}) lack {subsetLabels.Describe()}";
        var isAddress = IPAddress.TryParse(endpoint.Address, out _) || endpoint.Field.Contains('/', StringComparison.Ordinal) || endpoint.Address.StartsWith("unix://", StringComparison.Ordinal);
        return service.Resolution == ServiceResolution.Static && !isAddress ? $"'{endpoint.Address}' is no IP address, and with resolution STATIC istiod leaves such endpoints out" : null;
    }
}

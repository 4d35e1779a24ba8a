using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The endpoints that a ServiceEntry itself gives one of its hosts (istio pilot/pkg/serviceregistry/serviceentry/conversion.go
/// convertServiceEntryToInstances).
/// </summary>
internal static class ServiceEntryEndpoints
{
    public static IEnumerable<RoutedEndpoint> Of(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var spec = service.Manifest?.Spec ?? UnstructuredMap.Empty;
        var written = spec.Maps("endpoints").ToList();
        if (written.Count > 0)
        {
            return written.Select((item, index) =>
                WorkloadEndpoints.Read(item, port, FormattableString.Invariant($"endpoints[{index}]"), service.Host, service.Namespace));
        }
        if (spec.Map("workloadSelector") is not null) return WorkloadEndpoints.OfServiceEntry(cluster, service, port);
        return service.Resolution == ServiceResolution.Dns
            ? [new(service.Host, WorkloadEndpoints.Target(port), UnstructuredMap.Empty, "") { Namespace = service.Namespace }]
            : [];
    }
}

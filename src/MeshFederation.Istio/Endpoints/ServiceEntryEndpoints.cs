using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The endpoints that a ServiceEntry itself gives one of its hosts (istio pilot/pkg/serviceregistry/serviceentry/conversion.go
/// convertServiceEntryToInstances).
/// </summary>
internal static class ServiceEntryEndpoints
{
    private static readonly string[] Fields = ["endpoints[0]", "endpoints[1]", "endpoints[2]", "endpoints[3]"];

    public static IEnumerable<RoutedEndpoint> Of(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var written = service.Written(cluster, port, Written);
        if (written.Count > 0) return written;
        var spec = service.Manifest?.Spec ?? UnstructuredMap.Empty;
        if (spec.Map("workloadSelector") is not null) return WorkloadEndpoints.OfServiceEntry(cluster, service, port);
        return service.Resolution == ServiceResolution.Dns
            ? [new(service.Host, WorkloadEndpoints.Target(port), UnstructuredMap.Empty, "") { Namespace = service.Namespace }]
            : [];
    }

    private static RoutedEndpoint[] Written(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        if (service.Manifest?.Spec.List("endpoints") is not { Count: > 0 } endpoints) return [];
        var (read, count) = (new RoutedEndpoint[endpoints.Count], 0);
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (endpoints[i] is not UnstructuredMap item) continue;
            var field = count < Fields.Length ? Fields[count] : FormattableString.Invariant($"endpoints[{count}]");
            read[count++] = WorkloadEndpoints.Read(cluster, item, port, field, service.Host, service.Namespace);
        }

        return count == read.Length ? read : read[..count];
    }
}

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
        var spec = service.Manifest?.Spec ?? UnstructuredMap.Empty;
        var written = Written(cluster, spec.List("endpoints"), service, port);
        if (written.Count > 0) return written;
        if (spec.Map("workloadSelector") is not null) return WorkloadEndpoints.OfServiceEntry(cluster, service, port);
        return service.Resolution == ServiceResolution.Dns
            ? [new(service.Host, WorkloadEndpoints.Target(port), UnstructuredMap.Empty, "") { Namespace = service.Namespace }]
            : [];
    }

    private static List<RoutedEndpoint> Written(IstioCluster cluster, UnstructuredList endpoints, RoutedService service, RoutedPort port)
    {
        var read = new List<RoutedEndpoint>(endpoints.Count);
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (endpoints[i] is not UnstructuredMap item) continue;
            var index = read.Count;
            var field = index < Fields.Length ? Fields[index] : FormattableString.Invariant($"endpoints[{index}]");
            read.Add(WorkloadEndpoints.Read(cluster, item, port, field, service.Host, service.Namespace));
        }

        return read;
    }
}

using MeshFederation.Istio.Names;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>Reads Kubernetes Services as istiod does (istio pilot/pkg/serviceregistry/kube/conversion.go ConvertService).</summary>
internal static class KubernetesServices
{
    public static RoutedService Read(MeshManifest service, MeshCluster cluster)
    {
        var spec = service.Spec;
        var headless = spec.Text("clusterIP") is "None";
        var isAlias = ServiceTypes.IsAlias(spec.Text("type"));
        return new()
        {
            Host = ServiceHost.Of(service.Name, service.Namespace, cluster.ClusterDomain),
            Namespace = service.Namespace,
            Origin = ServiceOrigin.Kubernetes,
            Manifest = service,
            Ports = RoutedPort.Once(spec.Maps("ports").Select(Port)),
            Addresses = headless || isAlias ? [] : Addresses(spec),
            IsExternal = isAlias,
            AliasOf = isAlias ? spec.Text("externalName")?.TrimEnd('.').ToLowerInvariant() ?? "" : null,
            Resolution = isAlias ? ServiceResolution.Alias : headless ? ServiceResolution.None : ServiceResolution.Static,
            ExportTo = ExportScope.Of(service, cluster),
            Selector = spec.Map("selector") ?? UnstructuredMap.Empty,
        };
    }

    private static RoutedPort? Port(UnstructuredMap port)
    {
        if (port.Number("port") is not { } number) return null;
        var name = port.Text("name") ?? "";
        var protocol = PortProtocol.OfService((int)number, port);
        return new((int)number, name, protocol) { Target = port.ContainsKey("targetPort") ? ServicePort.Read(port).Target : null };
    }

    private static List<string> Addresses(UnstructuredMap spec)
    {
        var addresses = spec.List("clusterIPs").OfType<string>().ToList();
        if (addresses.Count == 0 && spec.Text("clusterIP") is { Length: > 0 } address) addresses.Add(address);
        return addresses;
    }
}

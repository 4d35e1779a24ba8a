using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Analysis.Routing.Registry;

/// <summary>Reads Kubernetes Services as istiod does (istio pilot/pkg/serviceregistry/kube/conversion.go ConvertService).</summary>
internal static class KubernetesServices
{
    private const string ExportToAnnotation = "networking.istio.io/exportTo";

    public static RoutedService Read(MeshManifest service, string clusterDomain)
    {
        var spec = service.Spec;
        var headless = spec.Text("clusterIP") is "None";
        return new()
        {
            Host = $"{service.Name}.{service.Namespace}.svc.{clusterDomain}",
            Namespace = service.Namespace,
            Origin = ServiceOrigin.Kubernetes,
            Manifest = service,
            Ports = [.. spec.Maps("ports").Select(Port).OfType<RoutedPort>()],
            Addresses = headless ? [] : Addresses(spec),
            IsExternal = spec.Text("type") is "ExternalName",
            Resolution = headless ? ServiceResolution.None : ServiceResolution.Static,
            ExportTo = ExportTo(service),
            Selector = spec.Map("selector") ?? UnstructuredMap.Empty,
        };
    }

    private static RoutedPort? Port(UnstructuredMap port)
    {
        if (port.Number("port") is not { } number) return null;
        var name = port.Text("name") ?? "";
        var protocol = PortProtocol.OfService((int)number, name, port.Text("protocol") ?? "TCP", port.Text("appProtocol"));
        var target = port.Text("targetPort") ?? port.Number("targetPort")?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new((int)number, name, protocol) { Target = target };
    }

    private static List<string> Addresses(UnstructuredMap spec)
    {
        var addresses = spec.List("clusterIPs").OfType<string>().ToList();
        if (addresses.Count == 0 && spec.Text("clusterIP") is { Length: > 0 } address) addresses.Add(address);
        return addresses;
    }

    private static UnstructuredList ExportTo(MeshManifest service) =>
        service.Metadata.Map("annotations")?.Text(ExportToAnnotation) is { } scopes
            ? UnstructuredList.From(scopes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : UnstructuredList.Empty;
}

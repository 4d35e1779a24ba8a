using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Registry;

/// <summary>The services that declarations say run in a cluster.</summary>
internal static class DeclaredServices
{
    public static RoutedService Read(MeshService service, MeshServiceInstance instance) => new()
    {
        Host = Hosts.Local(service, instance.Cluster),
        Namespace = service.Namespace,
        Origin = ServiceOrigin.Declared,
        Declared = instance,
        ExportTo = ExportScope.DefaultOf(ReadKind.Service.Type.Kind, service.Namespace, instance.Cluster),
        Ports = service.Port.Select(
            port => new RoutedPort(instance.NumberOf(port), port.Name, PortProtocol.At(instance.NumberOf(port), port.Protocol))).ToArray(),
    };
}

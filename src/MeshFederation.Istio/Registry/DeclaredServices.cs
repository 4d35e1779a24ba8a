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
        Ports = Ports(service, instance),
    };

    private static RoutedPort[] Ports(MeshService service, MeshServiceInstance instance)
    {
        var ports = new RoutedPort[service.Port.Count];
        for (var i = 0; i < ports.Length; i++)
        {
            var (port, number) = (service.Port[i], instance.NumberOf(service.Port[i]));
            ports[i] = new(number, port.Name, PortProtocol.At(number, port.Protocol));
        }

        return ports;
    }
}

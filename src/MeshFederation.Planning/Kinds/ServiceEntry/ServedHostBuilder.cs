using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.ServiceEntry;

/// <summary>
/// The ServiceEntry by which a serving cluster knows its pods under a host and ports that all serving clusters have. Its gateway has a
/// chain for it as for any host inside of the mesh (istio pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains), and
/// nobody else sees it.
/// </summary>
internal static class ServedHostBuilder
{
    public static MeshManifest? Build(Federation federation, MeshService service, MeshCluster server, UnstructuredMap labels)
    {
        if (service is not { ServeHostname: true, MeshHostname: { } name }) return null;
        var instance = service.In(server.Name)!;
        var host = Hosts.Served(name);
        var pods = UnstructuredMap.Of(("labels", UnstructuredMap.Of(FallbackPods.Selector(service, server))));
        var spec = UnstructuredMap.Of(
            ("hosts", IstioObject.TextList(host)),
            ("addresses", IstioObject.TextList(federation.AddressOf(host, server))),
            ("location", EntryLocation.Internal),
            (EntryResolution.Field, EntryResolution.Static),
            ("ports", UnstructuredList.From(service.Port.Select(port => Port(port, instance.TargetOf(port))))),
            ("workloadSelector", pods),
            (ExportScope.Field, IstioObject.TextList(server.Gateway.Namespace)));
        return IstioObject.Create(
            ServiceEntryKind.Instance, ServiceEntryKind.Served, server, labels, service.Namespace, Name(service), spec);
    }

    /// <summary>The name of the object, which tells the service.</summary>
    public static string Name(MeshService service) => $"{service.Name}.{Hosts.Served(service.MeshHostname!)}";

    /// <summary>
    /// The name in all clusters of which a ServiceEntry is the served host; null for any other, such as that of a Service called served.
    /// </summary>
    public static string? NameOf(MeshManifest entry) =>
        entry.Spec.List("hosts") is [string host, ..] && Hosts.NameOfServed(host) is { } name
        && entry.Name.EndsWith("." + host, StringComparison.Ordinal)
            ? name
            : null;

    private static UnstructuredMap Port(MeshPort port, int target)
    {
        var written = ServiceEntryBuilder.Port(port, port.Number);
        return target == port.Number ? written : written.With("targetPort", (long)target);
    }
}

using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// Reads the services of a ServiceEntry, one for each host (istio pilot/pkg/serviceregistry/serviceentry/conversion.go convertServices).
/// </summary>
internal static class ServiceEntryServices
{
    public static void Add(MeshManifest entry, MeshCluster cluster, List<RoutedService> services)
    {
        var spec = entry.Spec;
        var scope = ExportScope.Of(entry, cluster);
        var ports = RoutedPort.Once(Ports(entry));
        foreach (var (_, host) in spec.Texts("hosts"))
        {
            services.Add(new()
            {
                Host = host.ToLowerInvariant(),
                Namespace = entry.Namespace,
                Origin = ServiceOrigin.ServiceEntry,
                Manifest = entry,
                Ports = ports,
                Addresses = Addresses(entry, host),
                IsExternal = !EntryLocation.IsInternal(spec),
                Resolution = EntryResolution.Meaning(entry),
                ExportTo = scope,
                Selector = spec.Map("workloadSelector")?.Map("labels") ?? UnstructuredMap.Empty,
            });
        }
    }

    /// <summary>The ports of a ServiceEntry.</summary>
    public static IEnumerable<RoutedPort> Ports(MeshManifest entry)
    {
        foreach (var item in entry.Spec.Maps("ports"))
        {
            if (Port(item) is { } port) yield return port;
        }
    }

    private static RoutedPort? Port(UnstructuredMap port)
    {
        if (port.Number("number") is not { } number) return null;
        var target = port.Number("targetPort")?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new((int)number, port.Text("name") ?? "", PortProtocol.OfServiceEntry(port.Text("protocol") ?? "")) { Target = target };
    }

    /// <summary>Addresses of the spec, else those that istiod itself allocated to the host.</summary>
    private static List<string> Addresses(MeshManifest entry, string host)
    {
        List<string>? addresses = null;
        foreach (var (_, address) in entry.Spec.Texts("addresses")) (addresses ??= new(1)).Add(address);
        if (addresses is not null) return addresses;
        if (entry.Content.Map("status") is not { } status) return [];
        var mine = status.Maps("addresses").Where(address => address.Text("host") is null || address.Text("host") == host);
        return [.. mine.Select(address => address.Text("value")).OfType<string>()];
    }
}

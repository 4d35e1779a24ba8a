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
    public static IEnumerable<RoutedService> Read(MeshManifest entry, MeshCluster cluster)
    {
        var spec = entry.Spec;
        var scope = ExportScope.Of(entry, cluster);
        var ports = Ports(entry).ToArray();
        return spec.List("hosts").OfType<string>().Select(host => new RoutedService
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

    /// <summary>The ports of a ServiceEntry.</summary>
    public static IEnumerable<RoutedPort> Ports(MeshManifest entry) => entry.Spec.Maps("ports").Select(Port).OfType<RoutedPort>();

    private static RoutedPort? Port(UnstructuredMap port)
    {
        if (port.Number("number") is not { } number) return null;
        var target = port.Number("targetPort")?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new((int)number, port.Text("name") ?? "", PortProtocol.OfServiceEntry(port.Text("protocol") ?? "")) { Target = target };
    }

    /// <summary>Addresses of the spec, else those that istiod itself allocated to the host.</summary>
    private static List<string> Addresses(MeshManifest entry, string host)
    {
        var addresses = entry.Spec.List("addresses").OfType<string>().ToList();
        if (addresses.Count > 0 || entry.Content.Map("status") is not { } status) return addresses;
        var mine = status.Maps("addresses").Where(address => address.Text("host") is null || address.Text("host") == host);
        return [.. mine.Select(address => address.Text("value")).OfType<string>()];
    }
}

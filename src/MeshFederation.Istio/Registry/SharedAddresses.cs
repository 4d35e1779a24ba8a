using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// Which ServiceEntries may have an address in common: those of the same hosts, of which Istio makes one service within a namespace
/// (istio pilot/pkg/serviceregistry/serviceentry/conversion.go), and of which a proxy takes one between namespaces
/// (pilot/pkg/model/sidecar.go).
/// </summary>
internal static class SharedAddresses
{
    /// <summary>Whether connections to a common address mean the same host, whichever ServiceEntry they are taken for.</summary>
    public static bool MayShare(MeshManifest one, MeshManifest other) => Hosts(one).SetEquals(Hosts(other));

    /// <summary>
    /// Whether calls to a common address may be taken for those of the other: on a port of both, unless requests are told apart by their
    /// host there, or connections by their server name (istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListener).
    /// </summary>
    public static bool Meet(MeshManifest one, MeshManifest other) => ServiceEntryServices.Ports(one).Any(
        port => ServiceEntryServices.Ports(other).Any(
            same => same.Number == port.Number
                && (port.Traffic != same.Traffic || port.Traffic is not (PortTraffic.Http or PortTraffic.Tls))));

    private static HashSet<string> Hosts(MeshManifest entry) =>
        entry.Spec.Texts("hosts").Select(host => host.Text).ToHashSet(StringComparer.Ordinal);
}

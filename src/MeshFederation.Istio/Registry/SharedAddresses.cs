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
    /// Whether calls to a common address and port are told apart: requests by their host, connections with TLS by their server name
    /// (istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListener).
    /// </summary>
    public static bool AreToldApart(PortTraffic one, PortTraffic other) => one == other && one is (PortTraffic.Http or PortTraffic.Tls);

    private static HashSet<string> Hosts(MeshManifest entry) =>
        entry.Spec.Texts("hosts").Select(host => host.Text).ToHashSet(StringComparer.Ordinal);
}

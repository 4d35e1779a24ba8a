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

    private static HashSet<string> Hosts(MeshManifest entry) =>
        entry.Spec.Texts("hosts").Select(host => host.Text).ToHashSet(StringComparer.Ordinal);
}

using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.ServiceEntry;

/// <summary>Another ServiceEntry for a host of ours, or with an address of ours.</summary>
internal static class ServiceEntryConflict
{
    public static Obstacle? OfHost(MeshManifest wanted, IEnumerable<MeshManifest> sameHost, MeshCluster cluster)
    {
        foreach (var other in sameHost)
        {
            if (ExportScope.Of(wanted, cluster).Meets(ExportScope.Of(other, cluster))) return SameHost(wanted, other);
        }

        return null;
    }

    public static Obstacle OfAddress(AddressCollision collision) => new(
        $"The address {collision.Address} of the host {Names.Host(collision.Wanted)} is that of ServiceEntry/{collision.Owner} as well: "
        + "TCP connections to it would go to either.",
        [
            "To have another, leave out -Address for this host, or give one that is free.",
            $"To keep this one, give ServiceEntry/{collision.Owner} another address.",
            $"To free it, remove ServiceEntry/{collision.Owner}.",
        ]);

    private static Obstacle SameHost(MeshManifest wanted, MeshManifest other) => new(
        $"{Names.WithManagers(other)} declares the host {Names.Host(wanted)} as well. Istio would mix the endpoints of both, or take the "
        + "older, so -Force does not help.",
        [
            $"To have the federation declare it, remove the other one: kubectl delete serviceentry {other.Name} --namespace "
            + $"{other.Namespace}.",
            $"To keep {other}, declare the service with another -HostSuffix.",
            $"To keep it as well, have it seen by none of ours: 'exportTo' of {other}.",
        ]);
}

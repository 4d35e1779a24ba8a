using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Visibility;

namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>Another VirtualService for a host of ours: Istio applies one of the two and does not say which (IST0109, Kiali KIA1106).</summary>
internal static class VirtualServiceConflict
{
    public static Obstacle? Of(MeshManifest wanted, IEnumerable<MeshManifest> sameHost, MeshCluster cluster)
    {
        foreach (var other in sameHost)
        {
            if (IsForSidecars(other) && ExportScope.Of(wanted, cluster).Meets(ExportScope.Of(other, cluster))) return Conflict(wanted, other);
        }

        return null;
    }

    /// <summary>The sidecars go by the name mesh, which is meant where no gateway is named (istio networking/v1 VirtualService.gateways).</summary>
    private static bool IsForSidecars(MeshManifest other)
    {
        var gateways = other.Spec.List("gateways");
        return gateways.Count == 0 || gateways.Contains("mesh");
    }

    private static Obstacle Conflict(MeshManifest wanted, MeshManifest other) => new(
        $"{Names.WithManagers(other)} routes the host {Names.Host(wanted)} as well. Istio applies one of two VirtualServices for a host and does not say which, so -Force does not help.",
        [
            $"To have the federation route it, take over what {other} says (Set-MeshTrafficSplit -Match), then remove it: kubectl delete virtualservice {other.Name} --namespace {other.Namespace}.",
            $"To keep {other}, declare the service without a split: callers, or that VirtualService, then choose the host of the other cluster themselves.",
            $"To keep it for other callers, have it seen by none of ours: 'exportTo' or 'gateways' of {other}.",
        ]);
}

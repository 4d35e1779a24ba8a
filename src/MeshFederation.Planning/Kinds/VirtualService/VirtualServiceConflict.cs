using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.VirtualService;

/// <summary>
/// Another VirtualService for a host of ours. Sidecars apply one of two and Istio does not say which (IST0109, Kiali KIA1106); gateways
/// join the routes of both, those of the older first (istio pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig).
/// </summary>
internal static class VirtualServiceConflict
{
    public static Obstacle? Of(MeshManifest wanted, IEnumerable<MeshManifest> sameHost, MeshCluster cluster)
    {
        var isAtGateways = !Gateways(wanted).Contains(MeshMatch.MeshGatewayName);
        foreach (var other in sameHost)
        {
            if (!ExportScope.Of(wanted, cluster).Meets(ExportScope.Of(other, cluster))) continue;
            var shared = Gateways(other).Where(Gateways(wanted).Contains)
                .FirstOrDefault(gateway => isAtGateways || gateway == MeshMatch.MeshGatewayName);
            if (shared is not null) return isAtGateways ? AtGateway(wanted, other, shared) : Conflict(wanted, other);
        }

        return null;
    }

    /// <summary>Whether sidecars and waypoints have its routes.</summary>
    public static bool IsForMesh(MeshManifest item) => Gateways(item).Contains(MeshMatch.MeshGatewayName);

    /// <summary>
    /// The whole names. The sidecars go by the name mesh, which is meant where no gateway is named (istio networking/v1
    /// VirtualService.gateways).
    /// </summary>
    private static HashSet<string> Gateways(MeshManifest item)
    {
        var named = item.Spec.List("gateways").OfType<string>().Select(name => GatewayName.Whole(item.Namespace, name))
            .ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? [MeshMatch.MeshGatewayName] : named;
    }

    private static Obstacle Conflict(MeshManifest wanted, MeshManifest other) => new(
        $"{Names.WithManagers(other)} routes the host {Names.Host(wanted)} as well. Istio applies one of two VirtualServices for a host "
        + "and does not say which, so -Force does not help.",
        [
            $"To have the federation route it, take over what {other} says (Set-MeshTrafficSplit -Match), then remove it: kubectl delete "
            + $"virtualservice {other.Name} --namespace {other.Namespace}.",
            $"To keep {other}, declare the service without a split: callers, or that VirtualService, then choose the host of the other "
            + "cluster themselves.",
            $"To keep it for other callers, have it seen by none of ours: 'exportTo' or 'gateways' of {other}.",
        ]);

    private static Obstacle AtGateway(MeshManifest wanted, MeshManifest other, string gateway) => new(
        $"{Names.WithManagers(other)} routes the host {Names.Host(wanted)} at the gateway {gateway} as well. Istio joins the routes of "
        + "both and takes the first that matches, so -Force does not help.",
        [
            $"To have the federation route it, take over what {other} says (Set-MeshTrafficSplit -Gateway -Match), then remove it: kubectl "
            + $"delete virtualservice {other.Name} --namespace {other.Namespace}.",
            $"To keep {other}, declare the service without -Gateway for this host, and give it the shares itself: {Routes(wanted)}.",
            $"To keep it for other hosts, take {Names.Host(wanted)} out of the 'hosts' of {other}.",
        ]);

    /// <summary>What the other is to say, on one line.</summary>
    private static string Routes(MeshManifest wanted) => string.Join(
        "; ",
        RouteLists.All.Where(wanted.Spec.ContainsKey).Select(kind => $"{kind}: {FlowText.Of(wanted.Spec.List(kind))}"));
}

using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>
/// A gateway asks the VirtualServices that name it for the host of the request, and none for the host that their routes name.
/// </summary>
internal sealed class GatewayPastSplit : Rule
{
    public override string Id => "MF3030";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Requests that come through a gateway to a host which the mesh splits between clusters are split, too.";

    public override string Recommendation =>
        "Split for the gateway in the place of this VirtualService, as Set-MeshTrafficSplit -Gateway istio-system/web -Hostname "
        + "shop.example.com, or write the destinations of the split into its route.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig; pilot/pkg/networking/core/route/route.go "
        + "BuildHTTPRoutesForVirtualService";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var item in cluster.VirtualServices.All.Where(
                item => item.Federation.Length == 0 && item.Spec.List("hosts").Count > 0))
            {
                var gateways = item.Spec.List("gateways").OfType<string>()
                    .Where(name => name != MeshMatch.MeshGatewayName)
                    .Select(name => EntryGateways.Whole(item, name)).ToList();
                if (gateways.Count > 0) Examine(cluster, item, string.Join(" and ", gateways), report);
            }
        }
    }

    private static void Examine(RoutingCluster cluster, MeshManifest item, string gateways, Report report)
    {
        foreach (var route in RouteLists.All.SelectMany(kind => item.Spec.Maps(kind)).Where(IsAtGateways))
        {
            var shares = Shares(cluster, item, route);
            foreach (var host in shares.Select(share => share.Host).Distinct(StringComparer.Ordinal))
            {
                if (Split(cluster, item, host) is not { } split || Away(cluster, split, host) is not { Count: > 0 } away) continue;
                if (shares.Any(share => away.Any(other => other.Host == share.Host))) continue;
                var hosts = string.Join(", ", item.Spec.List("hosts"));
                var (stays, leaves) = (shares.Where(share => share.Host == host).Sum(share => share.Share), away.Sum(share => share.Share));
                var most = IsOneFor(cluster, split, host) ? "" : "up to ";
                var elsewhere = string.Join(" and ", away.Select(share => share.Host).Distinct(StringComparer.Ordinal));
                var here = FormattableString.Invariant(
                    $"At {gateways}, {stays:0.##} % of the requests for {hosts} go to {host} and stay in {cluster.Name}");
                var there = FormattableString.Invariant(
                    $"{split} sends {most}{leaves:0.##} % of the mesh's to {elsewhere}, and does not hold there.");
                report.At(item, route, "route", $"{here}; {there}", new Cause((item, host)));
            }
        }
    }

    /// <summary>Whether a route is one of gateways at all: its matches may name the sidecars alone.</summary>
    private static bool IsAtGateways(UnstructuredMap route)
    {
        var matches = route.Maps("match").ToList();
        return matches.Count == 0
            || matches.Exists(match => match.List("gateways") is not { Count: > 0 } named
                || named.Any(name => name is not MeshMatch.MeshGatewayName));
    }

    private static MeshManifest? Split(RoutingCluster cluster, MeshManifest item, string host) =>
        cluster.VirtualServices.ForConnections(host, MeshCaller.In(Callers.NamespaceOf(item, cluster.Facts)), null, 0) is [var split, ..]
        && split != item
            ? split
            : null;

    /// <summary>What the split's route that sends most elsewhere sends to other hosts.</summary>
    private static List<RouteShare> Away(RoutingCluster cluster, MeshManifest split, string host) =>
        AllAway(cluster, split, host).MaxBy(away => away.Sum(share => share.Share)) ?? [];

    /// <summary>Whether all of the split's routes send as much elsewhere; else it depends on the request.</summary>
    private static bool IsOneFor(RoutingCluster cluster, MeshManifest split, string host) =>
        AllAway(cluster, split, host).Select(away => Math.Round(away.Sum(share => share.Share), 2)).Distinct().Count() < 2;

    private static IEnumerable<List<RouteShare>> AllAway(RoutingCluster cluster, MeshManifest split, string host) =>
        RouteLists.All.SelectMany(kind => split.Spec.Maps(kind))
        .Select(route => Shares(cluster, split, route).Where(share => share.Host != host && share.Share > 0).ToList());

    private static IReadOnlyList<RouteShare> Shares(RoutingCluster cluster, MeshManifest item, UnstructuredMap route) =>
        WeightShares.Of(cluster, MeshCaller.In(Callers.NamespaceOf(item, cluster.Facts)), item, route, 0, isRequest: false);
}

using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Findings;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ServiceRoutedByBoth : Rule
{
    public override string Id => "MF2031";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The requests of a Service are routed by VirtualServices or by routes of the Gateway API, not by both.";

    public override string Recommendation =>
        "Say in one of them all that is wanted, and remove the other. Of a service that a federation splits: Set-MeshTrafficSplit -Match, "
        + "or no split.";

    public override string Source => "pilot/pkg/networking/core/listener_waypoint.go buildWaypointInboundHTTPRouteConfig";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (route, space, name) in ServiceRoutes.OfServices(ServiceRoutes.Kinds.SelectMany(kind => federation.Of(kind.Type.Key)))
            .Where(item => item.Route.Namespace == item.Namespace))
        {
            if (federation.Mesh[route.Cluster] is not { } cluster) continue;
            var host = ServiceHost.Of(name, space, cluster.Facts.ClusterDomain);
            if (cluster.VirtualServices.All.FirstOrDefault(item => item.Namespace == space
                && VirtualServiceIndex.BindsSidecars(item)
                && cluster.VirtualServices.HostsOf(item).Contains(host, StringComparer.Ordinal)) is { } other)
            {
                report.On(
                    route,
                    $"{other} routes the Service {space}/{name} as well: at a waypoint routes of the older of both come first, and where "
                    + "istiod does not join them (istio pull request 59484 of 2026) they count alone, so that the rest has no route.");
            }
        }
    }
}

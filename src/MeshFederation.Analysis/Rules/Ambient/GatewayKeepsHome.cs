using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GatewayKeepsHome : Rule
{
    public override string Id => "MF6022";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "Ingress gateways and waypoints that send requests to a Service with endpoints in other networks may call these.";

    public override string Recommendation =>
        "Set AMBIENT_ENABLE_MULTI_NETWORK_INGRESS=true in the environment of istiod for ingress gateways, and take "
        + "AMBIENT_ENABLE_MULTI_NETWORK_WAYPOINT=false out of it for waypoints.";

    public override string Source => "pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter; run: local only";

    protected override void Examine(FederationView federation, Report report)
    {
        var calls = TunnelCall.Of(federation.Mesh).DistinctBy(call => (call.Client.Name, call.Service.Host)).ToList();
        if (calls.Count == 0) return;
        var calling = federation.Destinations.All.ToLookup(destination => (destination.Cluster, destination.Host));
        foreach (var call in calls)
        {
            if (ServiceWaypoints.Of(call.Client, call.Service) is var (space, _)
                && call.Service.Manifest is { } service && Why(call.Client, MeshCaller.Waypoint(space)) is { } waypoint)
            {
                report.On(service, waypoint, new Cause(waypoint));
            }

            foreach (var destination in calling[(call.Client, call.Service.Host)])
            {
                var gateways = destination.CalledBy.Where(callers => !callers.IsSidecar).Select(callers => callers.Pods);
                if (gateways.Select(caller => Why(call.Client, caller)).OfType<string>().FirstOrDefault() is { } why)
                    report.At(destination.VirtualService, destination.Content, "host", why, new Cause(why));
            }
        }
    }

    /// <summary>What becomes of calls of gateways; null where they call other networks, or may do so.</summary>
    public static string? Why(RoutingCluster client, MeshCaller caller) =>
        TunnelSwitches.KeepHome(client.Facts, caller) is true ? Sentence(client, caller) : null;

    /// <summary>What becomes of calls of gateways where istiod's environment does not say that they call other networks.</summary>
    public static string Sentence(RoutingCluster client, MeshCaller caller) =>
        (caller.IsWaypoint
            ? $"Waypoints of {client.Name} call no other network, as istiod has {IstiodVariable.AmbientMultiNetworkWaypoint}=false"
            : $"Ingress gateways of {client.Name} call no other network where istiod lacks "
                + $"{IstiodVariable.AmbientMultiNetworkIngress}=true")
        + ": requests stay with its own pods, or end with no healthy upstream.";
}

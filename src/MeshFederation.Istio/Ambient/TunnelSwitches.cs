using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Ambient;

/// <summary>What istiod's environment says of calls to other networks of an ambient mesh.</summary>
internal static class TunnelSwitches
{
    /// <summary>Those without which no pod calls another network, and none is called from there.</summary>
    public static IReadOnlyList<string> Needed { get; } = [IstiodVariable.EnableAmbient, IstiodVariable.AmbientMultiNetwork];

    /// <summary>Whether istiod's environment is known: its Deployment is given, and not in another cluster.</summary>
    public static bool AreKnown(MeshCluster cluster) =>
        cluster.Facts is { } facts && facts.ControlPlane.Any(plane => plane.Revision == facts.Revision);

    /// <summary>Those of <see cref="Needed"/> that are off; none where that is not known.</summary>
    public static IReadOnlyList<string> Off(MeshCluster cluster) =>
        AreKnown(cluster) ? [.. Needed.Where(variable => cluster.Facts!.Switch(variable) is not true)] : [];

    /// <summary>
    /// Whether gateways call their own network alone: waypoints do where a switch is off, and ingress gateways where one is not on (istio
    /// pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter).
    /// </summary>
    /// <param name="cluster">Their cluster.</param>
    /// <param name="caller">The callers; of those that are no gateways it is false.</param>
    /// <returns>Null where istiod's environment is not known, or they are no ingress gateways to istiod.</returns>
    public static bool? KeepHome(MeshCluster cluster, MeshCaller caller) => caller switch
    {
        { IsGateway: false } => false,
        { IsWaypoint: true } => cluster.Facts?.Switch(IstiodVariable.AmbientMultiNetworkWaypoint) is false,
        _ when IsOther(caller) => null,
        _ when cluster.Facts?.Switch(IstiodVariable.AmbientMultiNetworkIngress) is true => false,
        _ => AreKnown(cluster) ? true : null,
    };

    /// <summary>
    /// Whether a gateway is known to be no ingress gateway to istiod, which gives tunnels to these alone: by their label, or as pods that
    /// it made of a Gateway (istio pilot/pkg/model/context.go IsIngressGateway, ShouldCreateDoubleHBONEResources).
    /// </summary>
    /// <param name="caller">The gateway.</param>
    /// <returns>True when its labels are known and say so.</returns>
    public static bool IsOther(MeshCaller caller) => caller is { IsGateway: true, IsWaypoint: false, Labels.Count: > 0 }
        && caller.Labels.Text(MeshGateway.UsualLabel) != MeshGateway.UsualValue
        && !caller.Labels.ContainsKey(GatewayApi.ManagedLabel) && !caller.Labels.ContainsKey(GatewayApi.NameLabel);
}

using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Versions;

public static partial class IstioBehavior
{
    private static readonly IstioVersion AnyNetworkSeen = new(1, 7, 2);

    /// <summary>
    /// Versions that stand for all others in the order that labels give to endpoints: one that does not order those which are looked up by
    /// DNS, and one where zones balance instead. That values of labels order none before 1.18 is left out: fallbacks before own pods are
    /// planned with values, and it would be said of every cluster that has one (<see cref="OrdersEndpointsByValues"/>). So is the newer
    /// label of localities, by which no label orders.
    /// </summary>
    public static IReadOnlyList<IstioVersion> OtherEndpointOrders { get; } = [new(1, 29, 0), new(1, 31, 0)];

    /// <summary>
    /// Whether proxies that ask for no network see endpoints of all networks: from 1.7.2. Before, endpoints that name a network are left
    /// out of hosts that are looked up by DNS (istio pilot/pkg/model/context.go GetNetworkView at 1.7.1 and 1.7.2;
    /// pilot/pkg/networking/core/v1alpha3/cluster_builder.go buildLocalityLbEndpoints).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool SeesNamedNetworks(IstioVersion version) => version >= AnyNetworkSeen;

    /// <summary>
    /// Whether a Service with the label topology.istio.io/network is the gateway of that network: from 1.8. Before, meshNetworks alone says
    /// what the gateways are (istio releasenotes/notes/27049.yaml; pilot/pkg/serviceregistry/kube/controller/network.go
    /// extractGatewaysFromService at 1.8.0).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool LabelledServicesAreNetworkGateways(IstioVersion version) => version.Minor >= 8;

    /// <summary>
    /// Whether a Gateway of the Gateway API with the label topology.istio.io/network is a gateway of that network: from 1.19 (istio
    /// pilot/pkg/serviceregistry/kube/controller/network.go at 1.18.0 and 1.19.0).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool ApiGatewaysAreNetworkGateways(IstioVersion version) => version.Minor >= 19;

    /// <summary>
    /// Whether the label topology.istio.io/locality says where a pod, an endpoint or a proxy is, before istio-locality: from 1.29 (istio.io
    /// release notes of 1.29.0).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool ReadsLocalityOfTopology(IstioVersion version) => version.Minor >= 29;

    /// <summary>
    /// Whether proxies are told of endpoints that are not ready, marked as such, so that they know how many there are: from 1.31, where
    /// PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS is on, unless outlierDetection.minHealthPercent would have them called. Called they are by no
    /// version (istio pilot/pkg/features/experimental.go and pilot/pkg/xds/endpoints/endpoint_builder.go supportsUnhealthyEndpoints at
    /// 1.31.0-rc.0; pilot/pkg/networking/core/cluster_traffic_policy.go, which turns panic off).
    /// </summary>
    /// <param name="version">The version of the client cluster.</param>
    /// <returns>True when they are.</returns>
    public static bool SendsUnreadyEndpoints(IstioVersion version) => version.Minor >= 31;
}

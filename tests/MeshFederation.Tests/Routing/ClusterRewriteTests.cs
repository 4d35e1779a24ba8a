using System.Globalization;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Tests.Routing;

/// <summary>EnvoyFilters for a port are for the listener there, which is at the port of the pods.</summary>
public sealed class ClusterRewriteTests
{
    [Theory]
    [InlineData(8443, "a.svc.cluster.local")]
    [InlineData(443, "a.global")]
    public void A_gateway_that_was_declared_listens_at_the_port_of_its_pods(int port, string expected)
    {
        var cluster = Cluster(port);
        Assert.Equal(expected, ClusterRewrites.Apply(cluster, cluster.Gateways.Declared, "a.global").Name);
    }

    [Theory]
    [InlineData(8443, true)]
    [InlineData(443, false)]
    public void Versions_are_asked_about_what_the_listener_may_have(int port, bool areAsked)
    {
        var cluster = Cluster(port);
        Assert.Equal(areAsked, ClusterRewrites.SingleChainVersions(cluster, cluster.Gateways.Declared).Any());
    }

    private static RoutingCluster Cluster(int port) => RoutingText.Cluster(
        """
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: f, namespace: istio-system}
        spec: {configPatches: [{applyTo: NETWORK_FILTER, match: {proxy: {proxyVersion: '^1\.7\.'}, listener: {portNumber: PORT}}, patch: {operation: INSERT_AFTER, value: {name: envoy.filters.network.tcp_cluster_rewrite, typed_config: {cluster_pattern: '\.global$', cluster_replacement: .svc.cluster.local}}}}]}

        """.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        "1.7.1",
        new MeshGateway { Port = 443, TargetPort = 8443 });
}

using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>istiod does not know machines whose health check failed, so that nothing of them counts.</summary>
public sealed class MachineHealthTests
{
    [Theory]
    [InlineData("False", "")]
    [InlineData("True", "spiffe://cluster.local/ns/shop/sa/old")]
    public void Their_identities_are_none_of_the_service(string healthy, string expected)
    {
        var yaml = """
            ---
            {apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e, namespace: shop}, spec: {hosts: [e.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], workloadSelector: {labels: {app: a}}}}
            ---
            {apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: one, namespace: shop}, spec: {address: 192.0.2.1, labels: {app: a}}}
            ---
            {apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: two, namespace: shop, annotations: {proxy.istio.io/health-checks-enabled: 'true'}}, spec: {address: 192.0.2.2, serviceAccount: old, labels: {app: a}}, status: {conditions: [{type: Healthy, status: 'HEALTHY'}]}}

            """.Replace("HEALTHY", healthy, StringComparison.Ordinal);
        var cluster = new RoutingCluster(new MeshCluster("c1", "c1") { TrustDomain = "cluster.local" }, RoutingText.Objects(yaml), []);
        var identities = ServiceIdentities.Of(cluster, cluster.Services.Named("e.example.com").Single());
        Assert.Equal(expected, string.Join(' ', identities));
    }
}

using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>istiod does not know machines whose health check has not passed, so that nothing of them counts.</summary>
public sealed class MachineHealthTests
{
    private const string Entry = """
        ---
        {apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e, namespace: shop}, spec: {hosts: [e.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], workloadSelector: {labels: {app: a}}}}
        ---
        {apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: one, namespace: shop}, spec: {address: 192.0.2.1, labels: {app: a}}}
        ---
        {apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: two, namespace: shop, annotations: {proxy.istio.io/health-checks-enabled: 'CHECKED'}}, spec: {address: 192.0.2.2, serviceAccount: old, labels: {app: a}}STATUS}

        """;

    [Theory]
    [InlineData("False", "")]
    [InlineData("True", "spiffe://cluster.local/ns/shop/sa/old")]
    public void Their_identities_are_none_of_the_service(string healthy, string expected) =>
        Assert.Equal(expected, Identities("true", $", status: {{conditions: [{{type: Healthy, status: '{healthy}'}}]}}", isLive: false));

    /// <summary>istiod waits for the first answer of a machine that is checked; files never have one.</summary>
    [Theory]
    [InlineData(true, "true", "", "")]
    [InlineData(true, "true", ", status: {}", "")]
    [InlineData(true, "true", ", status: {conditions: [{type: Healthy, status: 'True'}]}", "spiffe://cluster.local/ns/shop/sa/old")]
    [InlineData(true, "false", "", "spiffe://cluster.local/ns/shop/sa/old")]
    [InlineData(false, "true", "", "spiffe://cluster.local/ns/shop/sa/old")]
    [InlineData(false, "true", ", status: {}", "spiffe://cluster.local/ns/shop/sa/old")]
    public void One_that_never_told_anything_is_not_known_either_where_the_cluster_was_read(
        bool isLive, string isChecked, string status, string expected) => Assert.Equal(expected, Identities(isChecked, status, isLive));

    private static string Identities(string isChecked, string status, bool isLive)
    {
        var objects = RoutingText.Objects(
            Entry.Replace("CHECKED", isChecked, StringComparison.Ordinal).Replace("STATUS", status, StringComparison.Ordinal));
        var read = new HashSet<string>(StringComparer.Ordinal) { ReadKind.WorkloadEntry.Title };
        var facts = new MeshCluster("c1", "c1") { TrustDomain = "cluster.local" };
        var cluster = new RoutingCluster(facts, objects, [], complete: isLive ? read : null);
        return string.Join(' ', ServiceIdentities.Of(cluster, cluster.Services.Named("e.example.com").Single()));
    }
}

using MeshFederation.Analysis.Tracing;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Tracing;

/// <summary>
/// Each case changes one line of the bookinfo federation, and its file holds the whole way that a request then takes.
/// MESHFEDERATION_UPDATE_CASES=1 writes the files anew, to be reviewed like code.
/// </summary>
public sealed class TraceGoldenTests
{
    private static readonly MeshCluster Cluster2 = new("cluster2", "cluster2") { TrustDomain = "cluster2" };

    [Theory]
    [InlineData("sound", "", "", "")]
    [InlineData("no-local-rule", "cluster1", "  host: reviews.default.svc.cluster.local\n", "  host: other.default.svc.cluster.local\n")]
    [InlineData(
        "sni-without-chain", "cluster1", "outbound_.9080_.version-v3_.reviews.default.svc.cluster.local",
        "outbound_.9080_.v3_.reviews.default.svc.cluster.local")]
    [InlineData(
        "sni-of-no-form", "cluster1", "outbound_.9080_.version-v3_.reviews.default.svc.cluster.local", "reviews.default.svc.cluster.local")]
    [InlineData("sni-with-other-port", "cluster1", "outbound_.9080_.version-v3_.", "outbound_.15443_.version-v3_.")]
    [InlineData(
        "sni-of-other-domain", "cluster1", "version-v3_.reviews.default.svc.cluster.local",
        "version-v3_.reviews.default.svc.cluster2.global")]
    [InlineData("subset-without-pods", "cluster2", "labels: {app: reviews, version: v3}", "labels: {app: reviews, version: v4}")]
    [InlineData(
        "hidden-rule", "cluster2", "  host: reviews.default.svc.cluster.local\n",
        "  host: reviews.default.svc.cluster.local\n  exportTo: ['.']\n")]
    [InlineData("wrong-port-name", "cluster1", "ports: {http: 15443}", "ports: {http-web: 15443}")]
    [InlineData("external-entry", "cluster1", "  location: MESH_INTERNAL\n", "")]
    [InlineData("static-host-name", "cluster1", "address: 172.18.0.230", "address: gateway.example.com")]
    [InlineData(
        "plain-text-to-gateway", "cluster1", "tls: {mode: ISTIO_MUTUAL, sni: outbound_.9080_.version-v3_",
        "tls: {mode: SIMPLE, sni: outbound_.9080_.version-v3_")]
    [InlineData("host-not-served", "cluster2", "hosts: [\"*.local\"]", "hosts: [\"*.global\"]")]
    [InlineData("no-passthrough", "cluster2", "mode: AUTO_PASSTHROUGH", "mode: PASSTHROUGH")]
    [InlineData(
        "gateway-of-other-pods", "cluster2", "spec:\n  selector: {istio: eastwestgateway}\n  servers",
        "spec:\n  selector: {istio: ingressgateway}\n  servers")]
    [InlineData(
        "mtls-off-at-server", "cluster2", "  subsets:\n  - {name: version-v3, labels: {version: v3}}",
        "  subsets:\n  - {name: version-v3, labels: {version: v3}, trafficPolicy: {tls: {mode: DISABLE}}}")]
    [InlineData("weights-of-200", "cluster1", "weight: 75", "weight: 175")]
    [InlineData("weight-zero", "cluster1", "weight: 75", "weight: 0")]
    [InlineData("no-route", "cluster1", "  - route:\n", "  - match: [{uri: {prefix: /api}}]\n    route:\n")]
    [InlineData("other-port-of-destination", "cluster1", "version-v3, port: {number: 9080}", "version-v3, port: {number: 80}")]
    [InlineData("redirected", "cluster1", "  http:\n", "  http:\n  - match: [{uri: {exact: /}}]\n    redirect: {uri: /productpage}\n")]
    [InlineData(
        "other-identity", "cluster1", "  resolution: STATIC\n",
        "  resolution: STATIC\n  subjectAltNames: ['spiffe://cluster.local/ns/default/sa/default']\n")]
    public void A_request_takes_the_way_of_its_case(string name, string cluster, string old, string changed)
    {
        var actual = BookinfoTrace.Text(BookinfoTrace.Of(cluster, old, changed, clusters: [Cluster2]));
        var file = Path.Combine(BookinfoTrace.Cases, name + ".txt");
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    [Theory]
    [InlineData("  location: MESH_INTERNAL\n", "", "MF3010", "is MESH_EXTERNAL, and nothing asks for TLS")]
    [InlineData("security.istio.io/tlsMode: istio", "tier: edge", "MF3010", "lacks the label security.istio.io/tlsMode=istio")]
    [InlineData("resolution: STATIC", "resolution: STATIC", "MF3003", "covers 'reviews.default.svc.cluster2.global'")]
    public void Without_a_DestinationRule_a_call_of_the_other_cluster_breaks(string old, string changed, string rule, string why)
    {
        var objects = BookinfoTrace.Objects("cluster1", old, changed).Concat(BookinfoTrace.Objects("cluster2"))
            .Where(item => item.Cluster != "cluster1" || item.Kind is not ("DestinationRule" or "VirtualService"));
        var hops =
            RequestTracer.Trace(new RoutingMesh(objects, [], []), BookinfoTrace.Question(host: "reviews.default.svc.cluster2.global"));
        Assert.Equal(rule, hops[^1].Finding?.Rule);
        Assert.Contains(why, hops[^1].Why, StringComparison.Ordinal);
    }
}

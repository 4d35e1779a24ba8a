using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>What of endpoints depends on the version of the istiod that sends them.</summary>
public class EndpointVersionTests
{
    private const string Host = "hello.example.com";

    private static string Entry(string resolution, string address) =>
        RoutingText.Object("ServiceEntry", "hello",
            $"{{hosts: [{Host}], location: MESH_INTERNAL, resolution: {resolution}, ports: [{{number: 80, name: http, protocol: HTTP}}], "
            + $"endpoints: [{{address: {address}, network: net2}}]}}", "shop");

    private static string GatewayService =>
        "---\napiVersion: v1\nkind: Service\nmetadata: {name: gateway, namespace: istio-system, labels: "
        + "{topology.istio.io/network: net2}}\nspec: {type: LoadBalancer, selector: {istio: eastwestgateway}, ports: [{name: tls, port: "
        + "15443}]}\nstatus: {loadBalancer: {ingress: [{ip: 192.0.2.20}]}}\n";

    private static string ApiGateway => "---\napiVersion: gateway.networking.k8s.io/v1beta1\nkind: Gateway\nmetadata: {name: net2, "
        + "namespace: istio-system, labels: {topology.istio.io/network: net2}}\nspec: {gatewayClassName: istio-remote, addresses: "
        + "[{value: 192.0.2.30}], listeners: [{name: x, port: 15443, protocol: TLS}]}\n";

    [Theory]
    [InlineData("1.6.14", "DNS", false)]
    [InlineData("1.7.1", "DNS", false)]
    [InlineData("1.7.2", "DNS", true)]
    [InlineData("1.6.14", "STATIC", true)]
    public void Before_1_7_2_endpoints_that_name_a_network_are_left_out_of_hosts_looked_up_by_DNS(
        string version, string resolution, bool isCalled)
    {
        var selection = Endpoints(Entry(resolution, resolution == "DNS" ? "gw.example.com" : "192.0.2.9"), Host, version);
        Assert.Equal(isCalled ? 1 : 0, selection.Endpoints.Count);
        if (!isCalled) Assert.Contains($"Istio {version} leaves", Assert.Single(selection.Dropped).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.7.8", false, "192.0.2.9:80")]
    [InlineData("1.8.0", false, "192.0.2.20:15443")]
    [InlineData("1.18.0", true, "192.0.2.9:80")]
    [InlineData("1.19.0", true, "192.0.2.30:15443")]
    public void Which_gateways_of_networks_istiod_knows(string version, bool ofApi, string called) =>
        Assert.Equal(called, Assert.Single(
            Endpoints(Entry("STATIC", "192.0.2.9") + (ofApi ? ApiGateway : GatewayService), Host, version, "net1").Endpoints).ToString());

    [Theory]
    [InlineData("1.28.0", "c", "1.29.0", "a/b")]
    [InlineData("1.29.0", "a/b", "1.28.0", "c")]
    public void Endpoints_that_one_version_has_read_are_not_those_of_another(string version, string locality, string second, string own)
    {
        var entry = RoutingText.Object("ServiceEntry", "hello",
            $"{{hosts: [{Host}], location: MESH_INTERNAL, resolution: STATIC, ports: [{{number: 80, name: http, protocol: HTTP}}], "
            + "endpoints: [{address: 192.0.2.9, labels: {topology.istio.io/locality: a/b, istio-locality: c}}]}", "shop");
        var (cluster, other) = (RoutingText.Cluster(entry, version), RoutingText.Cluster(entry, second));
        var service = cluster.Services.Named(Host)[0];
        Assert.Equal((locality, own, locality), (LocalityIn(cluster), LocalityIn(other), LocalityIn(cluster)));

        string LocalityIn(RoutingCluster asked) =>
            ServiceEndpoints.Of(asked, service, service.Ports[0], UnstructuredMap.Empty).Endpoints[0].Locality;
    }

    [Theory]
    [InlineData("1.30.3", "it is not ready")]
    [InlineData("1.31.0", "it is not ready, and proxies are told so")]
    public void Pods_that_are_not_ready_are_called_by_no_version(string version, string why)
    {
        var selection = Endpoints(
            CallText.Service("a") + CallText.Pod("a", "10.1.0.1") + CallText.Pod("a", "10.1.0.2", "v2", isReady: false),
            "a.shop.svc.cluster.local", version);
        Assert.Equal("10.1.0.1:80", Assert.Single(selection.Endpoints).ToString());
        Assert.Equal(why, Assert.Single(selection.Dropped).Why);
    }

    private static EndpointSelection Endpoints(string yaml, string host, string version, string network = "")
    {
        var facts = new MeshCluster("c1", "c1")
        {
            IstioVersion = IstioVersion.Parse(version),
            Network = network.Length == 0 ? null : network,
        };
        var cluster = new RoutingCluster(facts, RoutingText.Objects(yaml), []);
        var service = cluster.Services.Find(host, "shop")!;
        return ServiceEndpoints.Of(cluster, service, service.Ports[0], UnstructuredMap.Empty);
    }
}

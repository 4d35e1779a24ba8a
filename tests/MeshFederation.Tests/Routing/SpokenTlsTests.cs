using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Routing.CallText;

namespace MeshFederation.Tests.Routing;

/// <summary>The TLS that is spoken where no DestinationRule asks for any.</summary>
public class SpokenTlsTests
{
    private const string Ports = "ports: [{number: 80, name: http, protocol: HTTP}]";

    [Theory]
    [InlineData("{address: 192.0.2.1}", "plain text")]
    [InlineData("{address: 192.0.2.1, serviceAccount: a}", "the mesh's TLS by itself, server name outbound_.80_._.a.example.com")]
    public void Plain_text_is_sent_to_endpoints_that_do_not_say_that_they_speak_it(string endpoint, string expected)
    {
        var hops = Call(Config("ServiceEntry", "a",
            $"{{hosts: [a.example.com], location: MESH_INTERNAL, resolution: STATIC, {Ports}, endpoints: [{endpoint}]}}"),
                "a.example.com:80");
        Assert.Equal(expected, hops.Single(hop => hop.Step == TraceStep.Sni).Decision);
    }

    [Fact]
    public void Nothing_is_spoken_where_the_address_is_called_and_no_endpoint_is_known()
    {
        var hops = Call(Config("ServiceEntry", "a", $"{{hosts: [a.example.com], location: MESH_INTERNAL, resolution: NONE, {Ports}}}"),
            "a.example.com:80");
        Assert.Equal(UpstreamTlsMode.None, hops.First(hop => hop.Tls is not null).Tls!.Mode);
    }

    [Theory]
    [InlineData(true, UpstreamTlsMode.IstioMutual)]
    [InlineData(false, UpstreamTlsMode.None)]
    public void All_pods_of_a_headless_Service_decide_for_each_other(bool allHaveSidecars, UpstreamTlsMode expected)
    {
        var yaml = Service("a", rest: "clusterIP: None") + Pod("a", "10.1.0.1") + Pod("a", "10.1.0.2", "v2", hasSidecar: allHaveSidecars)
            + Strict();
        var destination = Call(yaml, "a:80", address: "10.1.0.1").Single(hop => hop.Step == TraceStep.DestinationRule);
        Assert.Equal(expected, destination.Tls!.Mode);
        Assert.Equal(allHaveSidecars, destination.Endpoint[0].Refusal.Length == 0);
    }

    [Fact]
    public void Strict_pods_refuse_what_an_external_entry_that_selects_them_is_sent()
    {
        var yaml = Pod("a", "10.1.0.1") + Strict()
            + Config(
                "ServiceEntry",
                "a",
                $"{{hosts: [a.example.com], location: MESH_EXTERNAL, resolution: STATIC, {Ports}, workloadSelector: {{labels: {{app: "
                + "a}}}");
        var hops = Call(yaml, "a.example.com:80");
        Assert.Equal("a.example.com:80 10.1.0.1:80 plain refused", Said(hops));
        Assert.Equal(TraceOutcome.Broken, hops[^1].Outcome);
    }

    [Fact]
    public void The_caller_accepts_the_accounts_of_the_endpoints_and_the_names_of_the_entry()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Config("WorkloadEntry", "vm", "{address: 192.0.2.1, labels: {app: a}, serviceAccount: vm}");
        Assert.Equal("spiffe://cluster.local/ns/shop/sa/a, spiffe://cluster.local/ns/shop/sa/vm",
            Call(yaml, "a:80").First(hop => hop.Tls is not null).Tls!.SubjectAltName.ToString());
    }

    [Fact]
    public void Settings_of_a_port_without_TLS_speak_it_by_themselves_and_their_endpoints_do_not()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Config("DestinationRule", "a",
                "{host: a, trafficPolicy: {tls: {mode: DISABLE}, portLevelSettings: [{port: {number: 80}, connectionPool: {tcp: "
                + "{maxConnections: 1}}}]}}");
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80 plain", Said(yaml, "a:80"));
    }
}

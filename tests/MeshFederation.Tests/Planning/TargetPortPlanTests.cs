using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>Callers connect to the port that others see, and the gateway's server is on the one at which its pods listen.</summary>
public sealed class TargetPortPlanTests
{
    [Theory]
    [InlineData(15443, 15443)]
    [InlineData(8181, 9191)]
    [InlineData(443, 8443)]
    [InlineData(30000, 30000)]
    [InlineData(31443, 15443)]
    public void Endpoints_have_the_one_and_the_Gateway_the_other(int port, int target)
    {
        var planned = Plan("1.30.3", port, target);
        Assert.Equal(port, Single(planned, "ServiceEntry").Spec.Maps("endpoints").Single().Map("ports")!.Number("http"));
        Assert.Equal(target, Single(planned, "Gateway").Spec.Maps("servers").Single().Map("port")!.Number("number"));
        Assert.Contains("outbound_.80_.", Single(planned, "DestinationRule").ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_EnvoyFilter_patches_the_listener_of_the_pods()
    {
        var match = Single(Plan("1.7.8", 443, 8443), "EnvoyFilter").Spec.Maps("configPatches").Single().Map("match")!;
        Assert.Equal(8443, match.Map("listener")!.Number("portNumber"));
    }

    [Fact]
    public void A_gateway_of_an_older_istiod_is_planned_as_that_one_passes_calls_on()
    {
        var server = Declared.Cluster("c2") with { Facts = new() { GatewayIstioVersion = new(1, 7, 8), GatewayRevision = "1-7-8" } };
        var planned = FederationPlanner.Plan(Declared.Federation(Declared.Service("a", [server], Declared.Cluster("c1"))));
        Assert.Equal(["*.global"], Single(planned, "Gateway").Spec.Maps("servers").Single().List("hosts").Cast<string>());
        Assert.Single(planned, manifest => manifest.Kind == "EnvoyFilter");
        var sni =
            Declared.Federation(Declared.Service("a", [server with { RoutingMode = MeshRoutingMode.ClientSni }], Declared.Cluster("c1")));
        Assert.Equal(
            ["*.a.default.svc.cluster.local"],
            Single(FederationPlanner.Plan(sni), "Gateway").Spec.Maps("servers").Single().List("hosts").Cast<string>());
    }

    private static IReadOnlyList<MeshManifest> Plan(string version, int port, int target)
    {
        var server = Declared.Cluster("c2", version) with { Gateway = new() { Address = ["192.0.2.7"], Port = port, TargetPort = target } };
        return FederationPlanner.Plan(Declared.Federation(Declared.Service("a", [server], Declared.Cluster("c1"))));
    }

    private static MeshManifest Single(IReadOnlyList<MeshManifest> planned, string kind) =>
        planned.Single(manifest => manifest.Kind == kind);
}

using MeshFederation.Analysis.Checks;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Checks;

/// <content>Clusters that have gateways for tunnels beside those for sidecars.</content>
public sealed partial class AmbientCheckTests
{
    [Fact]
    public void Beside_a_service_for_sidecars_each_gateway_is_checked_and_the_pods_of_that_service_alone()
    {
        var checks = Mixed(static found => found);
        Assert.Equal(
            [
                "gateway-address Passed Service istio-system/in at 192.0.2.5:15443",
                "gateway-address Passed Gateway istio-system/istio-eastwestgateway at 192.0.2.1:15008",
                "gateway-pods Passed 1 of 1 with istio=ingressgateway in istio-system",
                "gateway-pods Failed No pod in istio-system has the labels gateway.networking.k8s.io/gateway-name=istio-eastwestgateway.",
                "sidecars Failed default/two: 1 of 1 pods have no sidecar, and calls from other clusters, or of hosts with fallbacks, "
                    + "never reach them: Pod/default/two-1.",
            ],
            checks.Where(check => check is { Id: "gateway-address" or "gateway-pods" or "sidecars", Cluster: "c2" })
                .Select(check => $"{check.Id} {check.Status} {check.Message}"));
    }

    [Fact]
    public void What_is_declared_of_a_gateway_for_tunnels_beside_one_for_sidecars_is_held_against_what_is_there()
    {
        MeshCheck Address(Func<MeshGateway, MeshGateway?> gateway) => Mixed(
            found => found with { TunnelGateway = gateway(found.TunnelGateway!) })
            .Last(check => check is { Id: "gateway-address", Cluster: "c2" });
        var moved = Address(gateway => gateway with { Address = ["192.0.2.99"] });
        Assert.Equal(CheckStatus.Warned, moved.Status);
        Assert.Contains("192.0.2.1 is no address of Gateway istio-system/istio-eastwestgateway", moved.Message, StringComparison.Ordinal);
        var port = Address(gateway => gateway with { Port = 15009 });
        Assert.Equal((CheckStatus.Failed, "Declare it: New-MeshCluster c2 -TunnelGatewayPort 15009."), (port.Status, port.Hint));
        Assert.Contains("No Gateway istio-system/istio-eastwestgateway", Address(_ => null).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<MeshCheck> Mixed(Func<MeshCluster, MeshCluster> server)
    {
        static MeshCluster OfBoth(MeshCluster cluster) => cluster with
        {
            RoutingMode = MeshRoutingMode.Auto,
            Gateway = new() { Address = ["192.0.2.5"] },
            TunnelGateway = AmbientClusters.Usual(new() { Address = ["192.0.2.1"] }),
        };
        static CheckedCluster Checked(string name) => Read(name) with
        {
            Declared = OfBoth(Cluster(name)),
            Found = OfBoth(Read(name).Found!) with { Facts = Read(name).Found!.Facts! with { GatewayService = "istio-system/in" } },
            Objects = [.. Objects(name)],
        };
        var (client, serving) = (OfBoth(Cluster("c1")), OfBoth(Cluster("c2")));
        var tunnelled = Declared.Service("one", [serving], client) with
        {
            Instance = [new(serving) { ServiceAccount = ["a"] }],
            RoutingMode = MeshRoutingMode.Ambient,
        };
        var two = Checked("c2");
        return CheckList.Run(new(
            Declared.Federation(tunnelled, Declared.Service("two", [serving], client)),
            [Checked("c1"), two with { Found = server(two.Found!) }],
            null,
            DateTimeOffset.UnixEpoch));
    }

    private static IEnumerable<MeshManifest> Objects(string cluster) => Clusters.Yaml.YamlReader.ReadText(
        string.Join("\n---\n", Pod("in-1", "istio-system", "istio: ingressgateway"), Serving("one"), Serving("two")), "objects.yaml")
        .Select(document => new MeshManifest(cluster, document.Content));

    private static string Serving(string name) => $"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: default}}\n"
        + $"spec: {{selector: {{app: {name}}}, ports: [{{name: http, port: 9080}}]}}\n---\n{Pod(name + "-1", "default", "app: " + name)}";

    private static string Pod(string name, string space, string labels) =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: {space}, labels: {{{labels}}}}}\nspec: {{containers: [{{name: "
        + "app}]}\nstatus: {phase: Running, conditions: [{type: Ready, status: 'True'}]}";
}

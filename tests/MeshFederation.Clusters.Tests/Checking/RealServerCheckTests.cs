using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Checks;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>
/// The checks on real API servers. No Istio runs there, and no pod: what is published and what is missing is told all the same.
/// </summary>
public sealed class RealServerCheckTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Published_objects_are_found_and_a_missing_istiod_is_said(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        var service = scene.Split(75);
        await scene.PublishAsync(await scene.PlanAsync(service));
        foreach (var cluster in new[] { "cluster1", "cluster2" })
        {
            await scene.ApplyAsync(
                cluster,
                "test",
                $"{{apiVersion: v1, kind: Service, metadata: {{namespace: default, name: {scene.Service}}}, spec: {{selector: {{app: "
                + "reviews}, ports: [{name: http, port: 9080, protocol: TCP}, {name: grpc, port: 9090, protocol: TCP}]}}");
        }

        var checks = CheckList.Run(await new LiveChecker(4, new(TimeSpan.FromMinutes(1), isAsked: false))
            .ReadAsync(scene.Federation, [service], AddressPool.Parse(AddressPool.DefaultRange), ComparisonScene.Ct));
        Assert.All(
            checks.Where(
                check => check.Id is "api-answers" or "objects-readable" or "objects-published" or "gateway-covers" or "addresses-unique"),
            check => Assert.Equal((check.ToString(), CheckStatus.Passed), (check.ToString(), check.Status)));
        Assert.All(checks.Where(check => check.Id == "istio-found"), check => Assert.Equal(CheckStatus.Failed, check.Status));
        Assert.Contains(
            checks,
            check => check.Id == "calls-arrive"
                && check.Message.Contains("no pod has the labels app=reviews", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Checking_writes_nothing(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        await new LiveChecker(4, new(TimeSpan.FromMinutes(1), isAsked: false))
            .ReadAsync(scene.Federation, [scene.Split(75)], AddressPool.Parse(AddressPool.DefaultRange), ComparisonScene.Ct);
        foreach (var kind in new[] { "ServiceEntry", "DestinationRule", "VirtualService", "Gateway" })
        {
            var list = await scene.Api("cluster1")
                .ListAsync(
                    ResourceKinds.Of("networking.istio.io/v1", kind),
                    null,
                    "meshfederation.io/federation=" + scene.Federation,
                    ComparisonScene.Ct);
            Assert.Empty(list.Item);
        }
    }
}

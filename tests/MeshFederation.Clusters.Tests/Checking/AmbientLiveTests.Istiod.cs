using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Checks;

namespace MeshFederation.Clusters.Tests.Checking;

public sealed partial class AmbientLiveTests
{
    [Theory]
    [InlineData("net-cluster1", "sa/details", CheckStatus.Passed, "2 Services in other networks")]
    [InlineData("net-other", "sa/details", CheckStatus.Failed, "no endpoint in the network 'net-cluster1' of Service/shop/details: conn")]
    [InlineData("net-cluster1", "sa/other", CheckStatus.Failed, "not name spiffe://mesh.local/ns/shop/sa/details among those")]
    public async Task What_ztunnels_are_given_is_asked_of_istiod(string network, string account, CheckStatus status, string message)
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        await scene.PublishAsync();
        var told = $$"""
            {
              "workloads": [{{Workload("details", network)}}, {{Workload("reviews", "net-cluster1")}}],
              "services": [{{Service("details", account)}}, {{Service("reviews", "sa/reviews")}}],
              "policies": null
            }
            """;
        CheckedScene.Tell(scene.Two, path => path == "debug/ambientz" ? ApiAnswer.OfText(told) : ApiAnswer.OfText("", 401));
        var checks = CheckList.Run(await scene.ReadAsync());
        var check = Assert.Single(checks, check => check is { Id: "ambient-endpoints", Cluster: "cluster2" });
        Assert.Equal(status, check.Status);
        Assert.Contains(message, check.Message, StringComparison.Ordinal);

        static string Workload(string name, string network) => $$"""
            {"uid": "{{network}}/SplitHorizonWorkload/g/{{name}}", "network": "{{network}}", "networkGateway": {"hboneMtlsPort": 15008},
             "services": {"shop/{{name}}.shop.svc.cluster.local": {} } }
            """;
        static string Service(string name, string account) => $$"""
            {"name": "{{name}}", "namespace": "shop", "hostname": "{{name}}.shop.svc.cluster.local",
             "subjectAltNames": ["spiffe://mesh.local/ns/shop/{{account}}"]}
            """;
    }
}

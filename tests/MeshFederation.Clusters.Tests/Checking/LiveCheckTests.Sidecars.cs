using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Checking;

public sealed partial class LiveCheckTests
{
    /// <summary>Callers of a host with fallbacks speak TLS to all of its endpoints, to pods of their own cluster too.</summary>
    [Fact]
    public async Task Own_pods_behind_a_fallback_need_sidecars_though_no_other_cluster_calls_them()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        var service = scene.Service;
        var order = service.WithTrafficSplit(
            Fallbacks.Give(
                service,
                [DestinationSyntax.Parse("cluster2/v3:100")],
                [new(null, [DestinationSyntax.ParsePlace("cluster1/v1")])]),
            []);
        scene.One.Put(CheckedScene.Pod("reviews-v1-2", "app: reviews, version: v1", sidecar: false));
        Assert.DoesNotContain(await scene.CheckAsync(), check => check is { Id: "sidecars", Cluster: "cluster1" });
        var found = Assert.Single(await scene.CheckAsync(order), check => check is { Id: "sidecars", Cluster: "cluster1" });
        Assert.Equal(CheckStatus.Warned, found.Status);
        Assert.Contains("reviews-v1-2", found.Message, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>Several clusters at once: none waits for another, and none hides another.</summary>
public sealed class SideBySideTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_that_hangs_holds_up_no_other_and_is_given_up_in_the_end()
    {
        await using var clusters = await SceneAsync(3);
        await using var hanging = await ScriptedServer.StartAsync(ScriptedServer.Hang);
        var (order, clock) = (new List<string>(), new LimitClock());
        await foreach (var found in Discovery(Both(clusters, hanging), new() { Timeout = TimeSpan.FromSeconds(20), Clock = clock })
            .ReadAsync(Targets("scripted", "cluster1", "cluster2", "cluster3"), Ct))
        {
            order.Add(found.Target.Context);
            if (order.Count == 3) clock.End();
            if (found.Target.Context == "scripted")
            {
                Assert.Equal(
                    (MeshErrorId.ClusterTimeout, "The cluster of the context 'scripted' was not read within 20 s."),
                    (found.Failure!.ErrorId, found.Failure.Message));
            }
            else
            {
                Assert.Null(found.Failure);
            }
        }

        Assert.Equal("scripted", order[3]);
    }

    [Fact]
    public async Task A_bad_cluster_is_an_error_of_its_own()
    {
        await using var clusters = await SceneAsync(2);
        await clusters["cluster1"].StopAsync();
        var all = await Discovery(clusters.Kubeconfig, new()).ReadAsync(Targets("cluster1", "cluster2", "nowhere"), Ct).ToListAsync(Ct);
        Assert.Equal(
            [("cluster1", MeshErrorId.ClusterUnreachable), ("cluster2", null), ("nowhere", MeshErrorId.ContextNotFound)],
            all.OrderBy(found => found.Target.Context, StringComparer.Ordinal)
                .Select(found => (found.Target.Context, found.Failure?.ErrorId)));
    }

    [Fact]
    public async Task Who_takes_the_first_result_only_stops_the_others()
    {
        await using var clusters = await SceneAsync(1);
        await using var hanging = await ScriptedServer.StartAsync(ScriptedServer.Hang);
        var first = await Discovery(Both(clusters, hanging), new()).ReadAsync(Targets("scripted", "cluster1"), Ct).FirstAsync(Ct);
        Assert.Equal("cluster1", first.Target.Context);
    }

    [Fact]
    public async Task Who_stops_gets_no_result()
    {
        await using var hanging = await ScriptedServer.StartAsync(ScriptedServer.Hang);
        using var stop = new CancellationTokenSource();
        var reading = Discovery(hanging.Kubeconfig(), new()).ReadAsync(Targets("scripted"), stop.Token).ToListAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    private static ClusterDiscovery Discovery(string kubeconfig, DiscoveryOptions options) => new(kubeconfig, options);

    private static DiscoveryTarget[] Targets(params string[] contexts) =>
        [.. contexts.Select(context => new DiscoveryTarget(context, context))];

    private static async Task<TestClusters> SceneAsync(int count)
    {
        var clusters = await TestClusters.StartAsync(count);
        foreach (var cluster in clusters.All)
        {
            cluster.Put(Scene.Istiod());
            cluster.Put(Scene.Gateway);
        }

        return clusters;
    }

    /// <summary>A kubeconfig with the contexts of both.</summary>
    private static string Both(TestClusters clusters, ScriptedServer other)
    {
        var merged = Path.Combine(Path.GetDirectoryName(clusters.Kubeconfig)!, "both");
        var config = JsonNode.Parse(File.ReadAllText(clusters.Kubeconfig))!;
        config["clusters"]!.AsArray()
            .Add(new JsonObject { ["name"] = "scripted", ["cluster"] = new JsonObject { ["server"] = other.Address } });
        config["contexts"]!.AsArray()
            .Add(new JsonObject { ["name"] = "scripted", ["context"] = new JsonObject { ["cluster"] = "scripted" } });
        File.WriteAllText(merged, config.ToJsonString());
        return merged;
    }
}

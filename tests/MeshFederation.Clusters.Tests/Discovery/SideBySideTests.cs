using System.Text.Json.Nodes;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Tests.Publishing;
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
        var options = new DiscoveryOptions { Budget = new(TimeSpan.FromSeconds(20), isAsked: false, clock) };
        await foreach (var found in Discovery(Both(clusters, hanging), options)
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
    public async Task All_of_them_share_the_time_also_those_whose_turn_comes_last()
    {
        var clock = new SteppedClock { Short = TimeSpan.FromHours(1) };
        var asked = 0;
        var answers = new SideBySide(1, new(TimeSpan.FromMinutes(1), isAsked: true, clock)).RunAsync(
            Targets("cluster1", "cluster2", "cluster3"),
            async (_, limit) =>
            {
                asked++;
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, limit);
                return "";
            },
            static (_, failure) => failure.ErrorId,
            static target => target.Context,
            Ct);
        Assert.Equal(Enumerable.Repeat(MeshErrorId.ClusterTimeout, 3), await answers.ToListAsync(Ct));
        Assert.Equal(TimeSpan.FromMinutes(1), clock.Elapsed);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_as_long_as_was_asked()
    {
        await using var clusters = await SceneAsync(2);
        await clusters["cluster2"].StopAsync();
        var budget = new MeshFederation.Clusters.Api.TimeBudget(TimeSpan.FromMinutes(5), isAsked: true);
        var said = new List<string>();
        budget.Tell = text =>
        {
            said.Add(text);
            clusters["cluster2"].StartAsync().GetAwaiter().GetResult();
        };
        var all = await Discovery(clusters.Kubeconfig, new() { Budget = budget }).ReadAsync(Targets("cluster1", "cluster2"), Ct)
            .ToListAsync(Ct);
        Assert.All(all, found => Assert.Null(found.Failure));
        Assert.Contains("The server of the context 'cluster2' is waited for", Assert.Single(said), StringComparison.Ordinal);
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

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Publishing.Waiting;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Waiting for Istio says what was seen, and when nothing can be.</summary>
public sealed class IstioWaitTests(RealServers servers)
{
    private static readonly string[] Served = ["destinationrules", "gateways"];

    [Fact]
    public async Task Without_status_and_istiod_it_is_said_that_nothing_can_be_seen()
    {
        await using var scene = await PublishedAsync();
        var (note, error) = await WaitAsync(scene);
        Assert.Null(error);
        Assert.True(note!.IsWarning);
        Assert.Contains(
            "cannot be seen from here: it writes no status into objects (PILOT_ENABLE_STATUS is off), and no istiod pod (app=istiod) is "
            + "ready in its namespace 'istio-system'.",
            note.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_goes_away_while_it_is_waited_for_is_no_failure_of_publishing()
    {
        await using var scene = await PublishedAsync();
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(50));
        var notes = new System.Collections.Concurrent.ConcurrentQueue<PublishingNote>();
        await using var session = await scene.SessionAsync(report: happened =>
        {
            if (happened is PublishingNote note) notes.Enqueue(note);
        });
        foreach (var cluster in scene.InProcess!.All) await cluster.StopAsync();
        Assert.Empty(await session.WaitAsync(plan, TimeSpan.FromMinutes(1), PublishingScene.Ct));
        Assert.StartsWith(
            "Whether Istio in the cluster 'cluster1' has taken the changes cannot be seen: The cluster of the context 'cluster1' cannot be "
            + "reached",
            Assert.Single(notes).Text,
            StringComparison.Ordinal);
        Assert.EndsWith("They are published.", Assert.Single(notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_of_the_newest_generation_says_that_it_was_taken()
    {
        await using var scene = await PublishedAsync();
        SetStatus(scene, reconciled: true);
        var (note, error) = await WaitAsync(scene);
        Assert.Null(error);
        Assert.Equal("Istio in the cluster 'cluster2' has taken all 2 objects: the status of each says so.", note!.Text);
    }

    /// <summary>
    /// What was deleted, or lost the labels by which it is found, since it was published is not among what Istio has taken.
    /// </summary>
    [Theory]
    [InlineData("delete")]
    [InlineData("take its labels")]
    public async Task What_is_gone_meanwhile_was_not_taken(string what)
    {
        await using var scene = await PublishedAsync();
        SetStatus(scene, reconciled: true);
        var cluster = scene.InProcess!["cluster2"];
        var rule = Assert.Single(cluster.All("destinationrules"));
        if (what == "delete")
        {
            cluster.Remove("destinationrules", (string?)rule["metadata"]!["namespace"], (string)rule["metadata"]!["name"]!);
        }
        else
        {
            rule["metadata"]!["labels"] = new JsonObject();
            cluster.Put(rule);
        }

        var (note, error) = await WaitAsync(scene);
        Assert.Null(note);
        Assert.Equal(MeshErrorId.WaitObjectGone, error!.ErrorId);
        Assert.StartsWith(
            $"DestinationRule '{rule["metadata"]!["namespace"]}/{rule["metadata"]!["name"]}' of the federation '{scene.Federation}' in the "
            + "cluster 'cluster2' is not there any more: ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_istiod_has_not_taken_in_time_is_an_error()
    {
        await using var scene = await PublishedAsync();
        SetStatus(scene, reconciled: false);
        var (_, error) = await WaitAsync(scene);
        Assert.Equal(MeshErrorId.WaitTimeout, error!.ErrorId);
    }

    [Fact]
    public async Task Istiod_says_what_it_holds_and_what_its_proxies_have_acknowledged()
    {
        await using var scene = await PublishedAsync();
        var clock = new SteppedClock();
        (await scene.InProcess!["cluster2"].AddIstiodAsync("istiod-1", clock)).Connect("a.default");
        var (note, error) = await WaitAsync(scene, clock);
        Assert.Null(error);
        Assert.EndsWith("istiod holds them and its proxies have acknowledged what it sent.", note!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxies_that_do_not_acknowledge_in_time_are_named()
    {
        await using var scene = await PublishedAsync();
        var clock = new SteppedClock();
        var proxy = (await scene.InProcess!["cluster2"].AddIstiodAsync("istiod-1", clock)).Connect("a.default");
        (proxy.IsSilent, proxy.Sent["route"]) = (true, "not acknowledged");
        var (_, error) = await WaitAsync(scene, clock);
        Assert.Equal(
            "Istio in the cluster 'cluster2' has not taken all changes within 60 s: still waited for is 1 of 1 proxy to acknowledge: "
            + "a.default (route). They are published and stay so.",
            error!.Message);
        Assert.Equal(TimeSpan.FromMinutes(1), clock.Elapsed);
    }

    private static async Task<(PublishingNote? Note, MeshException? Error)> WaitAsync(PublishingScene scene, SteppedClock? clock = null)
    {
        var places = scene.Last.Where(change => change.Cluster == "cluster2").Select(ObjectPlace.Of).ToHashSet();
        return await new IstioWait(scene.Declared.Api("cluster2"), scene.Declared.Two, scene.Federation, WaitTimes.Usual, clock ?? new())
            .RunAsync(places, TimeSpan.FromMinutes(1), PublishingScene.Ct);
    }

    private static void SetStatus(PublishingScene scene, bool reconciled)
    {
        foreach (var item in Served.SelectMany(scene.InProcess!["cluster2"].All))
        {
            item["status"] = JsonNode.Parse(
                $$"""{"observedGeneration":"{{item["metadata"]!["generation"]}}","conditions":"""
                + $$"""[{"type":"Reconciled","status":"{{reconciled}}"}]}""");
            scene.InProcess["cluster2"].Put(item);
        }
    }

    private async Task<PublishingScene> PublishedAsync()
    {
        var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        return scene;
    }
}

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Publishing.Waiting;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Waiting for Istio says what was seen, and when nothing can be.</summary>
public sealed class IstioWaitTests(RealServers servers)
{
    private static readonly string[] Served = ["destinationrules", "gateways"];

    private static readonly WaitTimes Now = new(new(TimeSpan.FromMilliseconds(1), TimeSpan.Zero, TimeSpan.Zero), TimeSpan.Zero);

    [Fact]
    public async Task Without_status_and_istiod_it_is_said_that_nothing_can_be_seen()
    {
        await using var scene = await PublishedAsync();
        var (note, error) = await WaitAsync(scene);
        Assert.Null(error);
        Assert.True(note!.IsWarning);
        Assert.Contains("cannot be seen from here: it writes no status into objects (PILOT_ENABLE_STATUS is off), and no istiod runs there", note.Text, StringComparison.Ordinal);
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
        Assert.StartsWith("Whether Istio in the cluster 'cluster1' has taken the changes cannot be seen: The cluster of the context 'cluster1' cannot be reached", Assert.Single(notes).Text, StringComparison.Ordinal);
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

    [Fact]
    public async Task What_istiod_has_not_taken_in_time_is_an_error()
    {
        await using var scene = await PublishedAsync();
        SetStatus(scene, reconciled: false);
        var (_, error) = await WaitAsync(scene);
        Assert.Equal(MeshErrorId.WaitTimeout, error!.ErrorId);
    }

    [Theory]
    [InlineData("n1", true)]
    [InlineData("n0", false)]
    public async Task Istiod_says_what_it_holds_and_what_its_proxies_have_acknowledged(string acked, bool taken)
    {
        await using var scene = await PublishedAsync();
        var cluster = scene.InProcess!["cluster2"];
        cluster.Put("{apiVersion: v1, kind: Pod, metadata: {name: istiod-1, namespace: istio-system, labels: {app: istiod}}, status: {phase: Running}}");
        var configs = new JsonArray([.. Served.SelectMany(cluster.All).Select(item => (JsonNode)item)]).ToJsonString();
        cluster.Proxy("istio-system", "istiod-1:15014", path => ApiAnswer.OfText(path.Contains("syncz", StringComparison.Ordinal) ? $$"""[{"proxy":"a","cluster_sent":"n1","cluster_acked":"{{acked}}"}]""" : configs, 200), "pods");
        var (note, error) = await WaitAsync(scene);
        Assert.Equal(taken, error is null);
        if (taken) Assert.EndsWith("istiod holds them and its proxies have acknowledged what it sent.", note!.Text, StringComparison.Ordinal);
    }

    private static async Task<(PublishingNote? Note, MeshException? Error)> WaitAsync(PublishingScene scene)
    {
        var places = scene.Last.Where(change => change.Cluster == "cluster2").Select(ObjectPlace.Of).ToHashSet();
        return await new IstioWait(scene.Declared.Api("cluster2"), scene.Declared.Two, scene.Federation, Now, TimeProvider.System).RunAsync(places, TimeSpan.Zero, PublishingScene.Ct);
    }

    private static void SetStatus(PublishingScene scene, bool reconciled)
    {
        foreach (var item in Served.SelectMany(scene.InProcess!["cluster2"].All))
        {
            item["status"] = JsonNode.Parse($$"""{"observedGeneration":"{{item["metadata"]!["generation"]}}","conditions":[{"type":"Reconciled","status":"{{reconciled}}"}]}""");
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

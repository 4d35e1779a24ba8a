using System.Collections.Concurrent;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Kinds;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A cluster whose etcd is out of space takes nothing new, but lets go of what it has.</summary>
public sealed class StorageFullTests(RealServers servers)
{
    private const string Full = "etcdserver: mvcc: database space exceeded";

    [Theory]
    [InlineData(Full, 500)]
    [InlineData("configmaps \"x\" is forbidden: exceeded quota: objects, requested: count/configmaps=1, used: 9, limited: 9", 403)]
    public async Task A_federation_is_removed_all_the_same_and_what_could_not_be_noted_is_said(string message, int code)
    {
        await using var scene = await FaultScene.OpenAsync();
        Assert.True((await PublishedRun.StartAsync(scene, await scene.PlanAsync(scene.Old), FaultScene.Patience)).IsDone);
        Fill(scene.Servers["cluster2"], message, code);
        var plan = await scene.PlanAsync([]);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience, options: new() { Removes = true });
        Assert.True(run.IsDone, run.Error?.Message);
        Assert.Empty(MeshState.Of(scene.Servers).Objects);
        Assert.All(scene.Servers.All, cluster => Assert.Empty(cluster.All("leases").Concat(cluster.All("configmaps"))));
        Assert.Contains(run.Notes, note => note.StartsWith(
            "The Lease istio-system/meshfederation-bookinfo of the cluster 'cluster2' could not be written, so nobody is kept from "
            + "publishing there meanwhile: ",
            StringComparison.Ordinal));
        Assert.Contains(run.Notes, note => note.StartsWith(
            "That the federation is being removed could not be noted in the history of the cluster 'cluster2': ",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publishing_says_what_is_wrong_at_once_and_leaves_all_as_it_is()
    {
        await using var scene = await FaultScene.OpenAsync();
        Assert.True((await PublishedRun.StartAsync(scene, await scene.PlanAsync(scene.Old), FaultScene.Patience)).IsDone);
        var before = MeshState.Of(scene.Servers);
        var plan = await scene.PlanAsync(scene.New);
        Fill(scene.Servers["cluster2"], Full, 500);
        var run = await PublishedRun.StartAsync(
            scene, plan, FaultScene.Patience, options: new() { Budget = new(TimeSpan.FromHours(1), isAsked: true) });
        Assert.Equal(MeshErrorId.StorageFull, run.Error!.ErrorId);
        Assert.Empty(MeshState.Of(scene.Servers).DifferencesFrom(before));
        Assert.All(scene.Servers.All, cluster => Assert.Empty(cluster.All("leases")));
    }

    /// <summary>Taking them back is a write; what only goes, goes.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Labels_of_somebodys_Services_stay_until_there_is_room(bool isAmbient)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var (scene, before) = (ambient.Scene, await ambient.TextAsync("cluster2", ambient.Ratings));
        await scene.PublishAsync(await scene.Declared.PlanAsync(ambient.DeclareRatings()));
        Fill(scene.InProcess!["cluster2"], Full, 500);
        var notes = new ConcurrentQueue<string>();
        var outcome = await scene.TryPublishAsync(
            await scene.PlanOfRevisionAsync(0), new() { Removes = true }, report: Note);
        Assert.True(outcome.Error is null, outcome.Error?.Message);
        Assert.Equal("cluster2 " + await ambient.TextAsync("cluster2", ambient.Ratings), Assert.Single(await scene.StateAsync()));
        var left = Assert.Single(scene.Last, change => change.Name == ambient.Ratings && change.Cluster == "cluster2");
        Assert.Equal(ChangeAction.Skipped, left.Action);
        Assert.Contains(left.Message, notes);
        Assert.StartsWith(
            $"What Service 'default/{ambient.Ratings}' in the cluster 'cluster2' has of the federation could not be taken back, and stays: "
            + "The cluster of the context 'cluster2' takes nothing new",
            left.Message,
            StringComparison.Ordinal);

        scene.InProcess["cluster2"].Faults.Clear();
        var again = isAmbient ? scene : ambient.Sidecars;
        var back = await again.PlanOfRevisionAsync(0);
        Assert.Equal($"Delete fields of Service/default/{ambient.Ratings} in cluster2", Assert.Single(back.Changes).ToString());
        await again.PublishAsync(back, new() { Removes = true });
        Assert.Equal(before, await ambient.TextAsync("cluster2", ambient.Ratings));
        Assert.Empty(await scene.StateAsync());

        void Note(PublishingEvent happened)
        {
            if (happened is PublishingNote note) notes.Enqueue(note.Text);
        }
    }

    private static void Fill(TestCluster cluster, string message, int code) => cluster.Faults.Add(
        Fault.Answer(StatusBody.Failure(code, code == 403 ? "Forbidden" : "", message)),
        request => request is { DryRun: false, Verb: "create" or "update" or "patch" },
        times: FaultScript.Always);
}

using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A cluster whose etcd is out of space takes nothing new, but lets go of what it has.</summary>
public sealed class StorageFullTests
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

    private static void Fill(TestCluster cluster, string message, int code) => cluster.Faults.Add(
        Fault.Answer(StatusBody.Failure(code, code == 403 ? "Forbidden" : "", message)),
        request => request is { DryRun: false, Verb: "create" or "update" or "patch" },
        times: FaultScript.Always);
}

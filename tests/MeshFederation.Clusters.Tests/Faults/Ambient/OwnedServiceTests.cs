using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>What the owner of a Service does with it in the middle of a publish stays, whether the publish is done or put back.</summary>
public sealed class OwnedServiceTests
{
    private const string Reviews = "cluster2 Service default/reviews";

    private static readonly Func<ApiRequest, bool> Begins = request => request is { Verb: "patch", Plural: "configmaps", DryRun: false };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_its_owner_changes_in_the_middle_stays(bool fails)
    {
        await using var scene = await PublishedAsync();
        var (begun, plan) = (MeshState.Of(scene.Servers), await scene.PlanAsync(scene.New));
        MeshState? changed = null;
        scene.Servers["cluster2"].Faults.Add(
            Fault.Call(() =>
            {
                OwnedServices.ApplyAsync(scene, "cluster2", "reviews", team: "b", port: 9081).GetAwaiter().GetResult();
                changed = MeshState.Of(scene.Servers);
            }),
            Begins);
        if (fails) scene.Servers["cluster1"].Faults.Add(Fault.Forbidden, Routes, times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        var now = MeshState.Of(scene.Servers);
        Assert.Equal(!fails, run.IsDone);
        Assert.Contains("9081", now[Reviews], StringComparison.Ordinal);
        Assert.Contains("\"team\":\"b\"", now[Reviews], StringComparison.Ordinal);
        Assert.Equal(fails, now[Reviews] == changed![Reviews]);
        Assert.Equal(fails, now[Reviews].Contains("istio.io/global", StringComparison.Ordinal));
        Assert.Empty(now.BrokenRoutes());
        Assert.Empty(AmbientWays.Lost(begun, now, now));
        if (fails) Assert.Empty(run.UntrueReports(changed, now, now));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_its_owner_deletes_in_the_middle_is_not_made_anew(bool fails)
    {
        await using var scene = await PublishedAsync();
        var plan = await scene.PlanAsync(scene.New);
        scene.Servers["cluster2"].Faults.Add(
            Fault.Call(() => scene.Servers["cluster2"].Remove("services", "default", "reviews")), Begins);
        if (fails) scene.Servers["cluster1"].Faults.Add(Fault.Forbidden, Routes, times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        Assert.Equal(!fails, run.IsDone);
        Assert.Null(scene.Servers["cluster2"].Find("services", "default", "reviews"));
        if (!fails)
        {
            Assert.Contains(
                run.Notes, note => note.Contains("is gone, so there is nothing of it to take back", StringComparison.Ordinal));
        }
    }

    /// <summary>Another object of the same name is none that anything was taken back of, though it has nothing of ours.</summary>
    [Fact]
    public async Task One_that_its_owner_makes_anew_while_no_answer_comes_is_left_as_he_made_it()
    {
        await using var scene = await PublishedAsync();
        var plan = await scene.PlanAsync(scene.New);
        var (cluster, made) = (scene.Servers["cluster2"], (MeshState?)null);
        cluster.Faults.Add(Fault.Reset, request => TakesBack(request) && IsMade(), times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        var now = MeshState.Of(scene.Servers);
        Assert.False(run.IsDone);
        Assert.Equal((made![Reviews], made.Owners[Reviews]), (now[Reviews], now.Owners[Reviews]));

        bool IsMade()
        {
            if (made is not null) return true;
            var service = cluster.Find("services", "default", "reviews")!;
            cluster.Remove("services", "default", "reviews");
            service["metadata"] = new JsonObject { ["name"] = "reviews", ["namespace"] = "default" };
            cluster.Put(service);
            made = MeshState.Of(scene.Servers);
            return true;
        }
    }

    private static bool Routes(ApiRequest request) => request is { Verb: "patch", Plural: "virtualservices", DryRun: false };

    private static bool TakesBack(ApiRequest request) =>
        request is { Verb: "patch", Plural: "services", Name: "reviews", DryRun: false };

    private static async Task<FaultScene> PublishedAsync()
    {
        var scene = await FaultScene.OpenAsync(isAmbient: true);
        var run = await PublishedRun.StartAsync(scene, await scene.PlanAsync(scene.Old), FaultScene.Patience);
        Assert.True(run.IsDone, run.Error?.Message);
        return scene;
    }
}

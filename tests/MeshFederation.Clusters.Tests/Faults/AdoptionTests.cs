using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What was taken over stays as its owner wants it where that one changes it in the middle, and else goes back whole.</summary>
public sealed class AdoptionTests
{
    private const string Rule = "cluster2 DestinationRule default/reviews";

    private static readonly string[] Wrong =
        ["reset", "lost answer", "truncated answer", "500", "503 of a load balancer", "a status is noted"];

    private static readonly Func<ApiRequest, bool> Begins = request => request is { Verb: "patch", Plural: "configmaps", DryRun: false };
    private static readonly Func<ApiRequest, bool> Routes =
        request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false };

    /// <summary>What goes wrong once with the first write that gives back, or with the second.</summary>
    public static TheoryData<string, int> GivingBack =>
        new(from name in Wrong from skip in Enumerable.Range(0, 2) select (name, skip));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_its_owner_changes_in_the_middle_stays_his(bool fails)
    {
        await using var scene = await OpenAsync();
        var plan = await scene.PlanAsync(scene.Old);
        var change = Assert.Single(plan.Changes, change => MeshState.Key(change) == Rule);
        Assert.Equal(
            ["cluster1 DestinationRule", "cluster1 ServiceEntry", "cluster1 VirtualService", "cluster2 DestinationRule"],
            plan.Changes.Where(change => change.Adopts).Select(change => $"{change.Cluster} {change.Kind}").Order(StringComparer.Ordinal));
        MeshState? changed = null;
        scene.Servers["cluster2"].Faults.Add(
            Fault.Call(() =>
            {
                TakenObjects.ApplyAsync(scene, "cluster2", "helm", TakenObjects.Rule(change, 20)).GetAwaiter().GetResult();
                changed = MeshState.Of(scene.Servers);
            }),
            Begins);
        if (fails) scene.Servers["cluster1"].Faults.Add(Fault.Forbidden, Routes, times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        var now = MeshState.Of(scene.Servers);
        Assert.Contains("\"maxConnections\":20", changed![Rule], StringComparison.Ordinal);
        Assert.False(run.IsDone);
        Assert.Equal((changed[Rule], changed.Owners[Rule]), (now[Rule], now.Owners[Rule]));
        Assert.Empty(now.DifferencesFrom(changed));
        Assert.Empty(run.UntrueReports(changed, now, now));
    }

    [Fact]
    public async Task What_its_owner_deletes_in_the_middle_is_not_made_anew()
    {
        await using var scene = await OpenAsync();
        var plan = await scene.PlanAsync(scene.Old);
        scene.Servers["cluster2"].Faults.Add(
            Fault.Call(() => scene.Servers["cluster2"].Remove("destinationrules", "default", "reviews")), Begins);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        Assert.False(run.IsDone);
        Assert.Null(scene.Servers["cluster2"].Find("destinationrules", "default", "reviews"));
    }

    [Theory, MemberData(nameof(GivingBack))]
    public async Task It_is_given_back_whole_though_a_write_of_that_fails(string name, int skip)
    {
        await using var scene = await OpenAsync();
        var (plan, before) = (await scene.PlanAsync(scene.Old), MeshState.Of(scene.Servers));
        scene.Servers["cluster1"].Faults.Add(Fault.Forbidden, Routes, times: FaultScript.Always);
        var fault = name == "a status is noted"
            ? Fault.Call(() => NoteStatus(scene, "1"))
            : PublishFault.All.Single(one => one.Name == name).Fault!;
        var rule = scene.Servers["cluster2"].Faults.Add(
            fault, request => request is { Verb: "update", Plural: "destinationrules" }, skip);

        var clock = new SteppedClock();
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience, clock: clock);
        NoteStatus(scene, null);
        var now = MeshState.Of(scene.Servers);
        Assert.Equal(1, rule.Hits);
        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(200), "It does not wait by the clock that it was given.");
        Assert.Empty(now.DifferencesFrom(before));
        Assert.Equal(before.Owners[Rule], now.Owners[Rule]);
        Assert.Equal(
            ChangeAction.RolledBack, Assert.Single(run.Reports, report => MeshState.Key(report.Change) == Rule).Change.Action);
    }

    [Fact]
    public async Task What_others_add_before_it_is_removed_is_there_when_it_is_made_again()
    {
        await using var scene = await FaultScene.OpenAsync();
        var published = await PublishedRun.StartAsync(scene, await scene.PlanAsync(scene.Old), FaultScene.Patience);
        Assert.True(published.IsDone);
        var plan = await scene.PlanAsync([]);
        var route = Assert.Single(plan.Changes, change => change is { Kind: "VirtualService", Name: "reviews" });
        MeshState? changed = null;
        scene.Servers["cluster1"].Faults.Add(
            Fault.Call(() =>
            {
                var spec = UnstructuredMap.Of(("exportTo", UnstructuredList.Of("*")));
                TakenObjects.ApplyAsync(scene, "cluster1", "argocd", route.Live!.With("metadata", UnstructuredMap.Of(
                    ("name", route.Name), ("namespace", route.Namespace))).With("spec", spec)).GetAwaiter().GetResult();
                changed = MeshState.Of(scene.Servers);
            }),
            Begins);
        scene.Servers["cluster2"].Faults.Add(
            Fault.Forbidden,
            request => request is { Verb: "delete", Plural: "destinationrules", DryRun: false },
            times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        Assert.False(run.IsDone);
        Assert.Contains("exportTo", changed![MeshState.Key(route)], StringComparison.Ordinal);
        Assert.Empty(MeshState.Of(scene.Servers).DifferencesFrom(changed));
    }

    private static async Task<FaultScene> OpenAsync()
    {
        var scene = await FaultScene.OpenAsync();
        scene.Takes = true;
        await TakenObjects.MakeAsync(scene, scene.Old);
        return scene;
    }

    private static void NoteStatus(FaultScene scene, string? generation)
    {
        var cluster = scene.Servers["cluster2"];
        var rule = cluster.Find("destinationrules", "default", "reviews")!;
        rule.Remove("status");
        if (generation is not null) rule["status"] = new JsonObject { ["observedGeneration"] = generation };
        cluster.Put(rule);
    }
}

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Faults.Proxied;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// What was taken over stays as its owner wants it where that one changes it in the middle, and else goes back whole: with servers in this
/// process, and before real ones.
/// </summary>
[Collection(RealMesh.Collection)]
public sealed class AdoptionTests(RealMesh mesh)
{
    private const string Rule = "cluster2 DestinationRule default/reviews";
    private const string StatusNoted = "a status is noted";

    private static readonly bool[] Either = [false, true];
    private static readonly string[] Wrong = ["reset", "lost answer", "truncated answer", "500", "503 of a load balancer"];

    private static readonly Func<ApiRequest, bool> Begins = request => request is { Verb: "patch", Plural: "configmaps", DryRun: false };
    private static readonly Func<ApiRequest, bool> Routes =
        request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false };

    /// <summary>What goes wrong once with the first write that gives back, or with the second.</summary>
    public static TheoryData<string, int, bool> GivingBack => new(
        from name in Wrong.Append(StatusNoted)
        from skip in Enumerable.Range(0, 2)
        from isReal in Either
        where name != StatusNoted || !isReal
        select (name, skip, isReal));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task What_its_owner_changes_in_the_middle_stays_his(bool fails, bool isReal)
    {
        await using var scenario = await TakingAsync(isReal);
        var (scene, plan) = (scenario.Scene, scenario.Plan);
        var change = Assert.Single(plan.Changes, change => MeshState.Key(change) == Rule);
        Assert.Equal(
            ["cluster1 DestinationRule", "cluster1 ServiceEntry", "cluster1 VirtualService", "cluster2 DestinationRule"],
            plan.Changes.Where(change => change.Adopts).Select(change => $"{change.Cluster} {change.Kind}").Order(StringComparer.Ordinal));
        MeshState? changed = null;
        scenario.FaultsOf("cluster2").Add(
            Fault.Call(() =>
            {
                TakenObjects.ApplyAsync(scenario.Beside, "cluster2", "helm", TakenObjects.Rule(change, 20)).GetAwaiter().GetResult();
                changed = scenario.NowAsync().GetAwaiter().GetResult();
            }),
            Begins);
        if (fails) scenario.FaultsOf("cluster1").Add(Fault.Forbidden, Routes, times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        var now = await scenario.NowAsync();
        Assert.Contains("\"maxConnections\":20", changed![Rule], StringComparison.Ordinal);
        Assert.False(run.IsDone);
        Assert.Equal((changed[Rule], changed.Owners[Rule]), (now[Rule], now.Owners[Rule]));
        Assert.Empty(now.DifferencesFrom(changed));
        Assert.Empty(run.UntrueReports(changed, now, now));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_its_owner_deletes_in_the_middle_is_not_made_anew(bool isReal)
    {
        await using var scenario = await TakingAsync(isReal);
        var beside = scenario.Beside;
        scenario.FaultsOf("cluster2").Add(
            Fault.Call(() => beside.Api(beside.Clusters[1], FaultScene.Patience).DeleteAsync(
                Clusters.Api.ResourceKinds.Of("networking.istio.io/v1", "DestinationRule"), "default", "reviews", new(), FaultScene.Ct)
                .GetAwaiter().GetResult()),
            Begins);
        var run = await PublishedRun.StartAsync(scenario.Scene, scenario.Plan, FaultScene.Patience);
        Assert.False(run.IsDone);
        Assert.DoesNotContain(Rule, (await scenario.NowAsync()).Objects.Keys);
    }

    [Theory, MemberData(nameof(GivingBack))]
    public async Task It_is_given_back_whole_though_a_write_of_that_fails(string name, int skip, bool isReal)
    {
        await using var scenario = await TakingAsync(isReal);
        var before = await scenario.NowAsync();
        scenario.FaultsOf("cluster1").Add(Fault.Forbidden, Routes, times: FaultScript.Always);
        var fault = name == StatusNoted
            ? Fault.Call(() => NoteStatus(scenario.Scene, "1"))
            : PublishFault.All.Single(one => one.Name == name).Fault!;
        var rule = scenario.FaultsOf("cluster2").Add(
            fault, request => request is { Verb: "update", Plural: "destinationrules" }, skip);
        var clock = new SteppedClock();
        var run = await PublishedRun.StartAsync(scenario.Scene, scenario.Plan, FaultScene.Patience, clock: clock);
        if (!isReal) NoteStatus(scenario.Scene, null);
        var now = await scenario.NowAsync();
        Assert.Equal(1, rule.Hits);
        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(200), "It does not wait by the clock that it was given.");
        Assert.Empty(now.DifferencesFrom(before));
        Assert.Equal(before.Owners[Rule], now.Owners[Rule]);
        Assert.Equal(
            ChangeAction.RolledBack, Assert.Single(run.Reports, report => MeshState.Key(report.Change) == Rule).Change.Action);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_others_add_before_it_is_removed_is_there_when_it_is_made_again(bool isReal)
    {
        await using var scenario = await OpenAsync(isReal, scene => scene.Old, _ => [], null);
        var route = Assert.Single(scenario.Plan.Changes, change => change is { Kind: "VirtualService", Name: "reviews" });
        MeshState? changed = null;
        scenario.FaultsOf("cluster1").Add(
            Fault.Call(() =>
            {
                var spec = UnstructuredMap.Of(("exportTo", UnstructuredList.Of("*")));
                TakenObjects.ApplyAsync(scenario.Beside, "cluster1", "argocd", route.Live!.With("metadata", UnstructuredMap.Of(
                    ("name", route.Name), ("namespace", route.Namespace))).With("spec", spec)).GetAwaiter().GetResult();
                changed = scenario.NowAsync().GetAwaiter().GetResult();
            }),
            Begins);
        scenario.FaultsOf("cluster2").Add(
            Fault.Forbidden,
            request => request is { Verb: "delete", Plural: "destinationrules", DryRun: false },
            times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scenario.Scene, scenario.Plan, FaultScene.Patience);
        Assert.False(run.IsDone);
        Assert.Contains("exportTo", changed![MeshState.Key(route)], StringComparison.Ordinal);
        Assert.Empty((await scenario.NowAsync()).DifferencesFrom(changed));
    }

    private Task<IFaultScenario> TakingAsync(bool isReal) =>
        OpenAsync(isReal, _ => [], scene => scene.Old, scene => TakenObjects.MakeAsync(scene, scene.Old));

    /// <summary>A publish that has not begun.</summary>
    private async Task<IFaultScenario> OpenAsync(
        bool isReal,
        Func<FaultScene, IReadOnlyList<MeshService>> from,
        Func<FaultScene, IReadOnlyList<MeshService>> to,
        Func<FaultScene, Task>? arrange)
    {
        Assert.SkipWhen(isReal && RealMesh.WhyNot is not null, RealMesh.WhyNot ?? "");
        IFaultScenario scenario = isReal
            ? await ProxiedScenario.PrepareAsync(mesh.Kubeconfig, from, to, arrange, takes: arrange is not null)
            : await PublishScenario.PrepareAsync(from, to, arrange, takes: arrange is not null);
        await scenario.ResetAsync();
        return scenario;
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

using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A publish does not say that nothing was changed when it cannot know.</summary>
public sealed class HonestyTests
{
    private static readonly Func<ApiRequest, bool> FirstWrite =
        request => request is { Verb: "patch", DryRun: false } && request.Plural != "configmaps";

    [Fact]
    public async Task When_the_cluster_dies_at_the_first_write_it_is_not_known_whether_that_was_done()
    {
        await using var scene = await FaultScene.OpenAsync();
        var plan = await scene.PlanAsync(scene.Old);
        scene.Servers["cluster2"].Faults.Add(Fault.KillAfterwards, FirstWrite);
        var (outcome, failed) = await PublishAsync(scene, plan, new() { ThrottleLimit = 1 });
        Assert.EndsWith(
            "Whether 1 object was changed is not known, because the cluster does not answer. Nothing else was.",
            outcome.Error!.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "It is not known whether it was changed, because its cluster does not answer.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_rollback_too_it_is_looked_whether_a_write_was_done_whose_answer_was_lost()
    {
        await using var scene = await FaultScene.OpenAsync();
        var plan = await scene.PlanAsync(scene.Old);
        scene.Servers["cluster2"].Faults.Add(Fault.LoseAnswer, FirstWrite, times: 3);
        var (outcome, failed) = await PublishAsync(scene, plan, new() { ThrottleLimit = 1, NoRollback = true });
        Assert.EndsWith($"1 object of {plan.Changes.Count} was changed and stays so.", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.EndsWith("It was changed all the same.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_is_refused_when_it_is_sent_again_may_have_been_done_before()
    {
        await using var scene = await FaultScene.OpenAsync();
        var plan = await scene.PlanAsync(scene.Old);
        var faults = scene.Servers["cluster2"].Faults;
        string? name = null;
        faults.Add(Fault.LoseAnswer, request => FirstWrite(request) && (name ??= request.Name) == request.Name);
        faults.Add(Fault.Forbidden, request => FirstWrite(request) && request.Name == name, times: FaultScript.Always);
        var (_, failed) = await PublishAsync(scene, plan, new() { ThrottleLimit = 1, NoRollback = true });
        Assert.Equal(name, failed.Name);
        Assert.EndsWith("It was changed all the same.", failed.Message, StringComparison.Ordinal);
    }

    private static async Task<(PublishOutcome Outcome, MeshChange Failed)> PublishAsync(
        FaultScene scene, MeshPlan plan, PublisherOptions options)
    {
        var reports = new System.Collections.Concurrent.ConcurrentQueue<MeshChange>();
        await using var session = await PublishingSession.OpenAsync(
            plan.Name, plan.Cluster, options.WithoutSettling, Note, cluster => scene.Api(cluster, FaultScene.Patience), FaultScene.Ct);
        var (now, moved) = await session.RefreshAsync(plan, FaultScene.Ct);
        Assert.Empty(moved);
        var outcome = await session.PublishAsync(plan, now, new HashSet<ChangeKey>(), FaultScene.Ct);
        return (outcome,
            Assert.Single(reports.GroupBy(ChangeKey.Of).Select(same => same.Last()), change => change.Action == ChangeAction.Failed));

        void Note(PublishingEvent happened)
        {
            if (happened is ChangeReported report) reports.Enqueue(report.Change);
        }
    }
}

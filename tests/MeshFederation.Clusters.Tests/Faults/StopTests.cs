using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// A stop while a cluster does not answer. Requests may take an hour here, so that a publish which waited for one of them to be given up by
/// itself would not end.
/// </summary>
public sealed class StopTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string, string, bool> Requests => new()
    {
        { "create", "leases", false }, { "list", "virtualservices", false }, { "list", "configmaps", false },
        { "patch", "configmaps", false }, { "patch", "destinationrules", false }, { "patch", "serviceentries", false },
        { "patch", "virtualservices", false },
        { "patch", "services", true }, { "patch", "gateways", true }, { "patch", "workloadentries", true },
    };

    [Theory, MemberData(nameof(Requests))]
    public Task A_publish_ends_though_a_request_hangs_and_so_does_all_that_comes_after_it(string verb, string plural, bool isAmbient) =>
        GrowingLimit.RunAsync(
            TimeSpan.FromMilliseconds(500),
            async limit =>
            {
                await using var scene = await FaultScene.OpenAsync(isAmbient: isAmbient);
                var plan = await scene.PlanAsync(scene.Old);
                var (hangs, cluster) = (false, scene.Servers["cluster1"]);
                var hang = cluster.Faults.Add(Fault.Hang, Matches, times: FaultScript.Always);
                using var stop = new CancellationTokenSource();
                var publishing = PublishAsync(scene, plan, limit, stop.Token);
                await hang.Reached;
                await stop.CancelAsync();
                var (error, reports) = await publishing;
                Assert.Equal(MeshErrorId.PublishStopped, error);
                Assert.DoesNotContain(reports, change => change.Action is ChangeAction.Create or ChangeAction.Update);
                foreach (var other in scene.Servers.All.Where(other => other != cluster))
                {
                    Assert.Empty(other.All("leases"));
                    Assert.Empty(other.All("virtualservices"));
                }

                Assert.Empty(MeshState.Of(scene.Servers).BrokenRoutes());

                bool Matches(ApiRequest request) =>
                    Volatile.Read(ref hangs)
                    || (request is { DryRun: false } && request.Verb == verb && request.Plural == plural && (hangs = true));
            });

    [Theory]
    [InlineData("virtualservices", false)]
    [InlineData("workloadentries", true)]
    public Task What_was_asked_for_and_done_though_no_answer_came_is_found_out_and_put_back(string plural, bool isAmbient) =>
        GrowingLimit.RunAsync(TimeSpan.FromMilliseconds(500), async limit =>
        {
            await using var scene = await FaultScene.OpenAsync(isAmbient: isAmbient);
            var (begun, plan) = (MeshState.Of(scene.Servers), await scene.PlanAsync(scene.Old));
            var hang = scene.Servers["cluster1"].Faults.Add(
                Fault.HangAfterwards, request => request is { Verb: "patch", DryRun: false } && request.Plural == plural);
            using var stop = new CancellationTokenSource();
            var publishing = PublishAsync(scene, plan, limit, stop.Token);
            await hang.Reached;
            await stop.CancelAsync();
            var (error, reports) = await publishing;
            Assert.Equal(MeshErrorId.PublishStopped, error);
            Assert.Empty(MeshState.Of(scene.Servers).DifferencesFrom(begun));
            Assert.All(scene.Servers.All, cluster => Assert.Empty(cluster.All("leases").Concat(cluster.All("configmaps"))));
            Assert.All(reports, change =>
                Assert.True(change.Action is ChangeAction.RolledBack or ChangeAction.Skipped or ChangeAction.Failed, change.ToString()));
        });

    private static async Task<(string? ErrorId, IReadOnlyList<MeshChange> Reports)> PublishAsync(
        FaultScene scene, MeshPlan plan, TimeSpan limit, CancellationToken stop)
    {
        var reports = new System.Collections.Concurrent.ConcurrentQueue<MeshChange>();
        var options = new PublisherOptions
        {
            Grace = limit / 5,
            PutBackLimit = limit * 4,
            LeaseTimes = Clusters.Leases.LeaseTimes.Usual with { Release = limit },
        };
        try
        {
            await using var session = await PublishingSession.OpenAsync(
                plan.Name, plan.Cluster, options.WithoutSettling, Note, cluster => scene.Api(cluster, Hour), stop);
            var (now, moved) = await session.RefreshAsync(plan, stop);
            Assert.Empty(moved);
            var outcome = await session.PublishAsync(plan, now, new HashSet<ChangeKey>(), stop);
            return (outcome.Error?.ErrorId, [.. reports.GroupBy(ChangeKey.Of).Select(same => same.Last())]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (MeshErrorId.PublishStopped, [.. reports]);
        }

        void Note(PublishingEvent happened)
        {
            if (happened is ChangeReported report) reports.Enqueue(report.Change);
        }
    }
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Who loses the lease in the middle of a publish writes nothing more, and says what became of it.</summary>
public sealed class LeaseLossTests(RealServers servers)
{
    private static readonly PublisherOptions Quick =
        new() { LeaseTimes = LeaseTimes.Usual with { Renewal = TimeSpan.FromMilliseconds(20) } };

    public static TheoryData<string> Servers => Comparing.ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_lease_that_another_took_over_stops_the_publish_before_the_next_write(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var (outcome, left) = await PublishAsync(scene, Quick, session => TakeOverAsync(scene, session, "cluster2"));
        Assert.Equal((MeshErrorId.LeaseLost, MeshErrorKind.ResourceBusy), (outcome.Error!.ErrorId, outcome.Error.Kind));
        Assert.Contains(
            $"The lease istio-system/meshfederation-{scene.Federation} of the cluster 'cluster2' was taken over by bob@elsewhere/1 at 20",
            outcome.Error.Message,
            StringComparison.Ordinal);
        AssertLeft(scene, left, "cluster2");
        var lease = await scene.Declared.Api("cluster2")
            .GetAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, PublishingScene.Ct);
        Assert.Equal("bob@elsewhere/1", LeaseRecord.Read(lease!).Holder);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_was_done_in_clusters_whose_leases_are_still_ours_is_put_back(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var (outcome, _) = await PublishAsync(scene, Quick, session => TakeOverAsync(scene, session, "cluster1"));
        Assert.EndsWith("All that was changed, 2 objects, was put back.", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, scene.Last.Count(change => change.Action == ChangeAction.RolledBack));
        Assert.DoesNotContain(await scene.StateAsync(), text => text.StartsWith("cluster2", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_somebody_deleted_is_lost_too(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var (outcome, left) = await PublishAsync(scene, Quick, async session =>
        {
            await scene.Declared.Api("cluster2")
                .DeleteAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, new(), PublishingScene.Ct);
            session.LeaseLost.WaitHandle.WaitOne();
        });
        Assert.Contains("was deleted by somebody else, so publishing stopped.", outcome.Error!.Message, StringComparison.Ordinal);
        AssertLeft(scene, left, "cluster2");
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_machine_that_slept_goes_on_when_nobody_took_the_lease_meanwhile(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var clock = new WrongClock(TimeProvider.System, TimeSpan.Zero);
        var (outcome, _) = await PublishAsync(scene, new PublisherOptions { Clock = clock }, _ =>
        {
            clock.Jump(TimeSpan.FromMinutes(10));
            return Task.CompletedTask;
        });
        Assert.True(outcome.Error is null, outcome.Error?.Message);
        Assert.Equal(1, outcome.Revision);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_slept_while_another_took_the_lease_writes_nothing_more(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var clock = new WrongClock(TimeProvider.System, TimeSpan.FromDays(-1));
        var (outcome, left) = await PublishAsync(scene, new PublisherOptions { Clock = clock }, async _ =>
        {
            await TakeOverAsync(scene, null, "cluster2");
            clock.Jump(TimeSpan.FromMinutes(10));
        });
        Assert.Contains("was taken over by bob@elsewhere/1", outcome.Error!.Message, StringComparison.Ordinal);
        AssertLeft(scene, left, "cluster2");
    }

    [Fact]
    public async Task A_write_that_came_to_nothing_is_not_sent_again_once_another_took_the_lease()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var clock = new WrongClock(TimeProvider.System, TimeSpan.Zero);
        var cluster = scene.InProcess!["cluster1"];
        var rule = cluster.Faults.Add(Fault.Unavailable, request =>
        {
            if (request is not { Verb: "patch", Plural: "virtualservices", DryRun: false }) return false;
            TakeOverAsync(scene, null, "cluster1").GetAwaiter().GetResult();
            clock.Jump(TimeSpan.FromMinutes(10));
            return true;
        });
        var (outcome, _) = await PublishAsync(scene, new PublisherOptions { Clock = clock }, static _ => Task.CompletedTask);
        Assert.Equal(1, rule.Hits);
        Assert.Empty(cluster.All("virtualservices"));
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        Assert.Contains("was taken over by bob@elsewhere/1", outcome.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_server_takes_no_renewal_stops_when_the_lease_has_ended()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var clock = new SteppedClock();
        var (outcome, left) = await PublishAsync(scene, new PublisherOptions { Clock = clock }, _ =>
        {
            foreach (var cluster in scene.InProcess!.All)
            {
                cluster.Faults.Add(
                    Fault.InternalError, request => request is { Verb: "update", Plural: "leases" }, times: FaultScript.Always);
            }

            clock.Advance(TimeSpan.FromSeconds(31));
            return Task.CompletedTask;
        });
        Assert.Equal(MeshErrorId.LeaseLost, outcome.Error!.ErrorId);
        Assert.Contains(
            "could not be renewed for 31 s, and after 30 s others may take it", outcome.Error.Message, StringComparison.Ordinal);
        AssertLeft(scene, left, "cluster");
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task One_lost_while_the_last_wave_is_written_is_no_success(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var last = 0;
        var (outcome, _) = await PublishAsync(
            scene,
            Quick,
            session => TakeOverAsync(scene, session, "cluster1"),
            happened => happened is WriteDone write && write.Done == write.Total && ++last == 1);
        Assert.Equal(MeshErrorId.LeaseLost, outcome.Error!.ErrorId);
        Assert.StartsWith(
            $"All 6 objects of the federation '{scene.Federation}' that were to be changed were written, but whether they still are so is "
            + "not known, and the revision is not noted as published: The lease ",
            outcome.Error.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, outcome.Revision);
    }

    [Fact]
    public async Task A_lease_of_addresses_that_is_lost_puts_back_what_was_done_since_the_federation_is_still_ours()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var (outcome, _) = await PublishAsync(scene, Quick, async session =>
        {
            await scene.Declared.Api("cluster1")
                .DeleteAsync(ResourceKinds.Lease, "istio-system", "meshfederation.addresses", new(), PublishingScene.Ct);
            session.AddressesLost.WaitHandle.WaitOne();
        });
        Assert.Equal(MeshErrorId.LeaseLost, outcome.Error!.ErrorId);
        Assert.Contains(
            "The lease istio-system/meshfederation.addresses of the cluster 'cluster1' was deleted by somebody else, so publishing "
            + "stopped.",
            outcome.Error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("All that was changed, 2 objects, was put back.", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task Nothing_more_is_put_back_in_a_cluster_whose_lease_is_lost_while_that_is_done()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        scene.InProcess!["cluster1"].Faults.Add(
            Fault.Forbidden, request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false });
        var (outcome, _) = await PublishAsync(
            scene, Quick, session => TakeOverAsync(scene, session, "cluster1"), happened => happened is WaveBegan { IsUndone: true });
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        Assert.Contains("1 of 6 changes failed.", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Contains("was taken over by bob@elsewhere/1", outcome.Error.Message, StringComparison.Ordinal);
        var lost = scene.Last.Where(change => change.Cluster == "cluster1" && change.Kind != "VirtualService").ToList();
        Assert.Equal(3, lost.Count);
        Assert.All(lost, change => Assert.Equal(
            (ChangeAction.Failed,
                "It was changed and could not be put back: the lease of its cluster was lost, so it is left to who has it now."),
            (change.Action, change.Message)));
    }

    /// <summary>Publishes; something happens when the serving clusters are done, before the client clusters are begun.</summary>
    private static async Task<(PublishOutcome Outcome, IReadOnlyList<string> Left)> PublishAsync(
        PublishingScene scene, PublisherOptions options, Func<PublishingSession, Task> meanwhile, Func<PublishingEvent, bool>? when = null)
    {
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        PublishingSession? session = null;
        IReadOnlyList<string> left = [];
        var happens = when ?? (static happened => happened is WaveBegan { Wave: PublishingWave.Clients, IsUndone: false });
        session = await scene.SessionAsync(options, happened =>
        {
            if (left.Count > 0 || !happens(happened)) return;
            meanwhile(session!).GetAwaiter().GetResult();
            left = scene.VersionsAsync().GetAwaiter().GetResult();
        });
        await using (session)
        {
            var (now, moved) = await session.RefreshAsync(plan, PublishingScene.Ct);
            Assert.Empty(moved);
            return (await session.PublishAsync(plan, now, new HashSet<ChangeKey>(), PublishingScene.Ct), left);
        }
    }

    /// <summary>
    /// What was done before stays where the lease was lost, and nothing was written there since, be it an object or a history.
    /// </summary>
    private static void AssertLeft(PublishingScene scene, IReadOnlyList<string> left, string cluster)
    {
        Assert.Equal(Of(left), Of(scene.VersionsAsync().GetAwaiter().GetResult()));
        Assert.Equal(
            ["Failed", "Failed", "Skipped", "Skipped", "Skipped", "Skipped"],
            scene.Last.Select(change => change.Action.ToString()).Order(StringComparer.Ordinal));
        Assert.All(
            scene.Last.Where(change => change.Action == ChangeAction.Skipped),
            change => Assert.Equal("Not tried, because the lease was lost.", change.Message));

        IEnumerable<string> Of(IEnumerable<string> versions) =>
            versions.Where(version => version.StartsWith(cluster, StringComparison.Ordinal));
    }

    /// <param name="scene">The scene.</param>
    /// <param name="session">Whose lease it is, to wait until that is noticed; null not to.</param>
    /// <param name="cluster">The cluster.</param>
    private static async Task TakeOverAsync(PublishingScene scene, PublishingSession? session, string cluster)
    {
        var api = scene.Declared.Api(cluster);
        while (session?.LeaseLost.IsCancellationRequested != true)
        {
            var lease = await api.GetAsync(ResourceKinds.Lease, "istio-system", "meshfederation-" + scene.Federation, PublishingScene.Ct);
            var theirs = LeaseRecord.Read(lease!) with { Holder = "bob@elsewhere/1", Acquired = DateTimeOffset.UtcNow };
            try
            {
                await api.ReplaceAsync(ResourceKinds.Lease, lease!.With("spec", theirs.ToSpec()), PublishingScene.Ct);
                if (session is null) return;
                session.LeaseLost.WaitHandle.WaitOne();
            }
            catch (ApiException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged)
            {
                // It was renewed at that moment.
            }
        }
    }
}

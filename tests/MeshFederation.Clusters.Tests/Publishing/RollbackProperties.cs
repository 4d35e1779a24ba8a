using System.Collections.Concurrent;
using CsCheck;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Random federations become others on clusters in memory, and something goes wrong at a random moment.</summary>
public sealed class RollbackProperties
{
    private const int Runs = 60;

    private static readonly Gen<(IReadOnlyList<MeshService> Before, IReadOnlyList<MeshService> After)> Changes =
        FederationGen.Changes(4, 5);

    [Fact]
    public void A_publish_without_faults_reaches_what_is_wanted_and_breaks_no_route() => Changes.Sample(
        change =>
        {
            var run = Run(change, _ => { });
            Assert.Equal(RunResult.Done, run.Result);
            Assert.Empty(run.Mesh.Broken);
            Assert.Equal(Wanted(change.After), run.Mesh.State);
        },
        iter: Runs);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_one_fault_everything_is_as_before_and_no_route_was_ever_broken(int kind) =>
        Gen.Select(Changes, Gen.Double[0, 1]).Sample(
            (change, moment) =>
            {
                var at = (int)(moment * Calls(change));
                var run = Run(change, mesh => mesh.Fault = (call, _) => call == at ? (SimulatedFault)(kind + 1) : SimulatedFault.None);
                if (run.Result == RunResult.Done) return;
                Assert.Equal(RunResult.PutBack, run.Result);
                Assert.Empty(run.Mesh.Broken);
                Assert.Equal(run.Before, run.Mesh.State);
                Assert.DoesNotContain(
                    run.Last, change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete);
            },
            iter: Runs);

    [Fact]
    public void When_a_cluster_dies_for_good_no_route_is_broken_and_every_report_is_true() =>
        Gen.Select(Changes, Gen.Double[0, 1], Gen.Int[0, 3]).Sample(
            (change, moment, victim) =>
            {
                var at = (int)(moment * Calls(change));
                var run = Run(change, mesh => mesh.Fault =
                    (call, cluster) => call >= at && cluster == $"c{victim}" ? SimulatedFault.Unreachable : SimulatedFault.None);
                Assert.Empty(run.Mesh.Broken);
                foreach (var report in run.Last) AssertTrue(report, run.Mesh);
            },
            iter: Runs);

    [Fact]
    public void After_a_stop_everything_is_as_before() => Gen.Select(Changes, Gen.Double[0, 1]).Sample(
        (change, moment) =>
        {
            using var stop = new CancellationTokenSource();
            var at = (int)(moment * Calls(change));
            var run = Run(
                change,
                mesh => mesh.Fault = (call, _) =>
                {
                    if (call == at) stop.Cancel();
                    return SimulatedFault.None;
                },
                stop.Token);
            Assert.Empty(run.Mesh.Broken);
            Assert.Equal(run.Result == RunResult.Done ? Wanted(change.After) : run.Before, run.Mesh.State);
        },
        iter: Runs);

    private static int Calls((IReadOnlyList<MeshService> Before, IReadOnlyList<MeshService> After) change) =>
        Run(change, _ => { }).Mesh.Calls;

    private static Outcome Run(
        (IReadOnlyList<MeshService> Before, IReadOnlyList<MeshService> After) change,
        Action<SimulatedMesh> prepare,
        CancellationToken stop = default)
    {
        var mesh = new SimulatedMesh();
        mesh.Seed(Plan(change.Before));
        var before = mesh.State;
        var changes = mesh.PlanTo(Plan(change.Before), Plan(change.After));
        prepare(mesh);
        var reports = new ConcurrentQueue<MeshChange>();
        var run = new PublishingRun(changes, mesh.Cluster, new(ThrottleLimit: 3, NoRollback: false, TimeSpan.FromHours(1)), e =>
        {
            if (e is ChangeReported reported) reports.Enqueue(reported.Change);
        });
        var result = run.ExecuteAsync(stop, CancellationToken.None).GetAwaiter().GetResult();
        return new(
            result,
            mesh,
            before,
            [.. reports.GroupBy(report => (report.Cluster, report.Kind, report.Namespace, report.Name)).Select(same => same.Last())]);
    }

    /// <summary>What a report says of an object is what its cluster has.</summary>
    private static void AssertTrue(MeshChange report, SimulatedMesh mesh)
    {
        var place = ObjectPlace.Of(report);
        var now = mesh.Cluster(report.Cluster).Find(place)?.Declared;
        var before = report.Live is null ? null : MeshFederation.Planning.Comparison.OwnedContent.Of(report.Live);
        if (report.Action is ChangeAction.RolledBack or ChangeAction.Skipped)
            Assert.True(UnstructuredEquality.AreEqual(before, now), report.ToString());
        if (report.Action is ChangeAction.Create or ChangeAction.Delete
            || (report.Action is ChangeAction.Update && report.Message.Length == 0))
        {
            Assert.True(UnstructuredEquality.AreEqual(report.Wanted, now), report.ToString());
        }
    }

    private static IReadOnlyList<string> Wanted(IReadOnlyList<MeshService> services)
    {
        var mesh = new SimulatedMesh();
        mesh.Seed(Plan(services));
        return mesh.State;
    }

    private static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        FederationPlanner.Plan(Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange)));

    private sealed record Outcome(RunResult Result, SimulatedMesh Mesh, IReadOnlyList<string> Before, IReadOnlyList<MeshChange> Last);
}

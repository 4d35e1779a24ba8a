using System.Collections.Concurrent;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>When a run waits for the proxies, and what it does when it waits in vain.</summary>
public sealed class StagedRunTests
{
    [Fact]
    public async Task A_first_publish_of_hosts_alone_waits_for_nothing_and_one_with_routes_waits_once()
    {
        Assert.Empty((await RunAsync([], Plan())).Waits);
        var wait = Assert.Single((await RunAsync([], Plan("v3"))).Waits);
        Assert.Equal(Plan("v3").Count(manifest => manifest.Kind != "VirtualService"), wait.Count);
        Assert.All(wait, written => Assert.NotNull(written.ResourceVersion));
    }

    [Fact]
    public async Task Publishing_again_what_is_there_waits_for_nothing() => Assert.Empty((await RunAsync(Plan("v3"), Plan("v3"))).Waits);

    [Fact]
    public async Task Another_split_waits_before_the_routes_and_before_the_old_subset_goes()
    {
        var run = await RunAsync(Plan("v3"), Plan("v4"));
        Assert.Equal(2, run.Waits.Count);
        Assert.Equal(["DestinationRule", "DestinationRule"], run.Waits[0].Select(written => written.Place.Kind));
        Assert.Equal(["VirtualService"], run.Waits[1].Select(written => written.Place.Kind));
    }

    [Fact]
    public async Task A_removal_names_what_is_gone()
    {
        var run = await RunAsync(Plan("v3"), []);
        Assert.Equal(2, run.Waits.Count);
        Assert.All(run.Waits.SelectMany(wait => wait), written => Assert.Null(written.ResourceVersion));
    }

    [Fact]
    public async Task When_proxies_do_not_take_what_was_added_the_routes_stay_and_nothing_is_put_back()
    {
        var run = await RunAsync(Plan("v3"), Plan("v4"), failsAt: 1);
        Assert.Equal(RunResult.Left, run.Result);
        Assert.Equal(MeshErrorId.WaitTimeout, run.Error!.ErrorId);
        Assert.Contains("-SettleTimeout 0", run.Error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(run.Mesh.Broken);
        Assert.Contains(run.Last, change => change is { Kind: "VirtualService", Action: ChangeAction.Skipped });
        Assert.All(
            run.Last.Where(change => change.Kind == "DestinationRule"),
            change => Assert.StartsWith("It has the new and still the old", change.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_proxies_do_not_take_the_old_routes_back_what_the_new_ones_need_stays()
    {
        var run = await RunAsync(Plan("v3"), Plan("v4"), failsAt: 3, isRefused: true);
        Assert.Equal(RunResult.Left, run.Result);
        Assert.Empty(run.Mesh.Broken);
        Assert.Contains(
            run.Last,
            change => change is { Kind: "DestinationRule", Action: ChangeAction.Failed }
                && change.Message.Contains("proxies may still use it", StringComparison.Ordinal));
    }

    private static async Task<Outcome> RunAsync(
        IReadOnlyList<MeshManifest> before, IReadOnlyList<MeshManifest> after, int failsAt = 0, bool isRefused = false)
    {
        var mesh = new SimulatedMesh();
        mesh.Seed(before);
        var changes = mesh.PlanTo(before, after);
        var (settling, reports, calls) = (new RecordedSettling(failsAt), new ConcurrentQueue<MeshChange>(), 0);
        var options = new RunOptions(ThrottleLimit: 1, NoRollback: false, TimeSpan.FromHours(1)) { Settling = settling };
        var run = new PublishingRun(changes, mesh.Cluster, options, happened =>
        {
            if (happened is ChangeReported reported) reports.Enqueue(reported.Change);

            // The last wave fails: what was trimmed and routed is put back.
            if (isRefused && happened is WaveBegan { IsUndone: false, Wave: PublishingWave.ClientsTrimmed })
                mesh.Fault = (_, _) => Interlocked.Increment(ref calls) == 1 ? SimulatedFault.Refused : SimulatedFault.None;
        });
        var result = await run.ExecuteAsync(CancellationToken.None, CancellationToken.None);
        return new(
            result,
            run.Error("bookinfo", result, stopped: false),
            mesh,
            settling.Waits,
            [.. reports.GroupBy(ChangeKey.Of).Select(same => same.Last())]);
    }

    private static IReadOnlyList<MeshManifest> Plan(params string[] versions)
    {
        var (one, two) = (Cluster("cluster1"), Cluster("cluster2"));
        var service =
            ServiceDeclaration.Check(new MeshService("reviews", "default", [PortSyntax.Parse("http:9080")], [new(one), new(two)], [one]));
        foreach (var version in versions)
            service = service.WithTrafficSplit([new("cluster2", LabelSet.Create("version", version), 100)], []);
        return FederationPlanner.Plan(Federation.Create("bookinfo", [service], AddressPool.Parse(AddressPool.DefaultRange)));
    }

    private static MeshCluster Cluster(string name) =>
        ClusterDeclaration.Check(new(name, name) { Gateway = new MeshGateway { Address = ["192.0.2.1"] } });

    private sealed class RecordedSettling(int failsAt) : ISettling
    {
        public List<IReadOnlyList<WrittenObject>> Waits { get; } = [];

        public Task SettleAsync(IReadOnlyCollection<WrittenObject> written, CancellationToken ct)
        {
            Waits.Add([.. written]);
            return Waits.Count == failsAt
                ? throw new MeshException(MeshErrorId.WaitTimeout, MeshErrorKind.OperationTimeout, "One proxy is silent.", "")
                : Task.CompletedTask;
        }
    }

    private sealed record Outcome(
        RunResult Result,
        MeshException? Error,
        SimulatedMesh Mesh,
        IReadOnlyList<IReadOnlyList<WrittenObject>> Waits,
        IReadOnlyList<MeshChange> Last);
}

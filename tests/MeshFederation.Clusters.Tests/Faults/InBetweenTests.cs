using System.IO.Compression;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What a publish rests on goes away in the middle of it, and what others do that is no fault of a request.</summary>
public sealed class InBetweenTests
{
    private static readonly Func<ApiRequest, bool> Routes =
        request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false };

    [Fact]
    public async Task A_certificate_that_ends_is_named_and_what_was_done_elsewhere_is_put_back()
    {
        await using var scene = await FaultScene.OpenAsync(plainHttp: false);
        await PublishAsync(scene, scene.Old);
        var (before, plan, cluster) = (MeshState.Of(scene.Servers), await scene.PlanAsync(scene.New), scene.Servers["cluster2"]);
        var hasEnded = false;
        cluster.Faults.Add(Fault.Reset, request => hasEnded |= EndsAt(request), times: FaultScript.Always);
        var clock = new SteppedClock();
        var run = await PublishedRun.StartAsync(
            scene, plan, FaultScene.Patience, options: new() { Clock = clock, Budget = new(TimeSpan.FromHours(1), isAsked: true, clock) });
        Assert.False(run.IsDone);
        Assert.Contains("CN=kube-apiserver' is valid from ", run.Error!.Message, StringComparison.Ordinal);
        var now = MeshState.Of(scene.Servers);
        Assert.Empty(now.BrokenRoutes());
        Assert.DoesNotContain(now.DifferencesFrom(before), key => key.Contains(" VirtualService ", StringComparison.Ordinal));

        cluster.HasExpired = false;
        cluster.Faults.Clear();
        await PublishAsync(scene, scene.New);
        Assert.Empty(MeshState.Of(scene.Servers).BrokenRoutes());

        bool EndsAt(ApiRequest request)
        {
            if (!Routes(request)) return false;
            cluster.HasExpired = true;
            return true;
        }
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_is_named_and_when_it_is_back_the_next_publish_finishes()
    {
        await using var scene = await FaultScene.OpenAsync();
        await PublishAsync(scene, scene.Old);
        var (before, plan, cluster) = (MeshState.Of(scene.Servers), await scene.PlanAsync(scene.New), scene.Servers["cluster1"]);
        cluster.Faults.Add(Fault.Call(() => Remove(cluster)), Routes);
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience, options: new() { Clock = new SteppedClock() });
        Assert.False(run.IsDone);
        Assert.Contains("namespace", run.Error!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default", run.Error.Message, StringComparison.Ordinal);
        var now = MeshState.Of(scene.Servers);
        cluster.Put("{apiVersion: v1, kind: Namespace, metadata: {name: default}}");
        await PublishAsync(scene, scene.New);
        Assert.Empty(MeshState.Of(scene.Servers).BrokenRoutes());
        Assert.DoesNotContain((await scene.PlanAsync(scene.New)).Changes, change => change.Action != ChangeAction.Unchanged);

        // What this publish did not touch, or could not, went with the namespace all the same.
        Assert.All(
            run.UntrueReports(before, now, MeshState.Of(scene.Servers)),
            report => Assert.Matches("^the report is not true: cluster1 [A-Za-z]+ default/[^ ]+ (Skipped|Failed) ", report));
    }

    /// <summary>A first version did not keep what was declared, and its leases name no publish.</summary>
    [Fact]
    public async Task Two_versions_of_the_module_publish_in_turns()
    {
        await using var scene = await FaultScene.OpenAsync();
        await PublishAsync(scene, scene.Old);
        var wanted = new List<MeshState> { MeshState.Of(scene.Servers) };
        foreach (var services in new[] { scene.New, scene.Old, scene.Third, scene.Old })
        {
            foreach (var cluster in scene.Servers.All) MakeOld(cluster);
            await PublishAsync(scene, services);
            wanted.Add(MeshState.Of(scene.Servers));
            Assert.Empty(wanted[^1].BrokenRoutes());
        }

        Assert.Empty(wanted[0].DifferencesFrom(wanted[2]));
        Assert.Empty(wanted[0].DifferencesFrom(wanted[4]));
        Assert.All(scene.Servers.All, cluster => Assert.Equal(
            ["meshfederation.bookinfo.v1", "meshfederation.bookinfo.v2", "meshfederation.bookinfo.v3", "meshfederation.bookinfo.v4",
                "meshfederation.bookinfo.v5"],
            cluster.All("configmaps").Select(map => (string)map["metadata"]!["name"]!).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_lease_of_an_older_version_is_watched_and_taken_over_like_any_other()
    {
        await using var scene = await FaultScene.OpenAsync();
        var plan = await scene.PlanAsync(scene.Old);
        scene.Servers["cluster1"].Put(
            "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: meshfederation-bookinfo, namespace: istio-system}, spec: "
            + "{holderIdentity: old@host/1, leaseDurationSeconds: 30, acquireTime: '2026-01-31T10:20:30.000000Z', renewTime: "
            + "'2026-01-31T10:20:30.000000Z', leaseTransitions: 0}}");
        var clock = new SteppedClock();
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience, clock: clock);
        Assert.True(run.IsDone, run.Error?.Message ?? string.Join(", ", run.Moved));
        Assert.True(clock.Elapsed >= Leases.LeaseTimes.Usual.Duration + Leases.LeaseTimes.Usual.Late, $"{clock.Elapsed}");
        Assert.Contains(run.Notes, note => note.Contains("from old@host/1.", StringComparison.Ordinal));
    }

    private static async Task PublishAsync(FaultScene scene, IReadOnlyList<MeshService> services)
    {
        var run = await PublishedRun.StartAsync(
            scene, await scene.PlanAsync(services), FaultScene.Patience, options: new PublisherOptions { Clock = new SteppedClock() });
        Assert.True(run.IsDone, run.Error?.Message ?? string.Join(", ", run.Moved));
    }

    private static void Remove(TestCluster cluster)
    {
        foreach (var plural in new[] { "virtualservices", "destinationrules", "serviceentries", "gateways" })
        {
            foreach (var item in cluster.All(plural).Where(item => (string?)item["metadata"]!["namespace"] == "default"))
                cluster.Remove(plural, "default", (string)item["metadata"]!["name"]!);
        }

        cluster.Remove("namespaces", null, "default");
    }

    /// <summary>Makes of the records what a first version would have written.</summary>
    private static void MakeOld(TestCluster cluster)
    {
        foreach (var map in cluster.All("configmaps"))
        {
            ((JsonObject)map["metadata"]!["annotations"]!).Remove(RevisionLabels.Declaration);
            var content = Convert.FromBase64String((string)map["binaryData"]![RevisionLabels.ContentKey]!);
            using var output = new MemoryStream();
            using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
                Clusters.Api.Json.Write(gzip, RevisionContent.TryRead(content)!.With("declaration", null));
            map["binaryData"]![RevisionLabels.ContentKey] = Convert.ToBase64String(output.ToArray());
            cluster.Put(map);
        }
    }
}

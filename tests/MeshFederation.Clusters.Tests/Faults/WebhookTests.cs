using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A mutating webhook changes what is written: whoever publishes is told, and the next plan says what it would do.</summary>
public sealed class WebhookTests
{
    private const string Plural = "virtualservices";

    [Fact]
    public async Task What_is_kept_otherwise_than_it_was_written_is_said_with_its_fields()
    {
        await using var scene = await FaultScene.OpenAsync();
        scene.Servers["cluster1"].Faults.Add(new RewriteFault(Swap), Routes, times: FaultScript.Always);
        var run = await PublishedRun.StartAsync(scene, await scene.PlanAsync(scene.Old), FaultScene.Patience);
        Assert.True(run.IsDone, run.Error?.Message);
        var note = Assert.Single(run.Notes, note => note.Contains("kept otherwise", StringComparison.Ordinal));
        Assert.Matches("VirtualService 'default/reviews.*' in the cluster 'cluster1' was written, and is kept otherwise: ", note);
        Assert.Matches(@"spec\.http\[0\]\.route\[0\]\.weight is \d+, not \d+", note);
    }

    [Fact]
    public async Task What_is_only_added_is_not_said_and_does_not_keep_anybody_from_publishing_again()
    {
        await using var scene = await FaultScene.OpenAsync();
        foreach (var cluster in scene.Servers.All)
        {
            cluster.Faults.Add(
                new RewriteFault(static body => (body["metadata"]!["annotations"] ??= new JsonObject())["by"] = "us"),
                Routes,
                times: FaultScript.Always);
        }

        foreach (var services in new[] { scene.Old, scene.New, scene.Old })
        {
            var run = await PublishedRun.StartAsync(scene, await scene.PlanAsync(services), FaultScene.Patience);
            Assert.True(run.IsDone, run.Error?.Message ?? string.Join(", ", run.Moved));
            Assert.DoesNotContain(run.Notes, note => note.Contains("kept otherwise", StringComparison.Ordinal));
            Assert.Empty(MeshState.Of(scene.Servers).BrokenRoutes());
            Assert.DoesNotContain((await scene.PlanAsync(services)).Changes, change => change.Action != Model.Plans.ChangeAction.Unchanged);
        }
    }

    private static void Swap(JsonObject body)
    {
        if (body["spec"]!["http"]?[0]!["route"] is not JsonArray { Count: 2 } shares) return;
        var (one, other) = ((int)shares[0]!["weight"]!, (int)shares[1]!["weight"]!);
        (shares[0]!["weight"], shares[1]!["weight"]) = (other, one);
    }

    private static bool Routes(ApiRequest request) => request is { Verb: "patch", Plural: Plural };
}

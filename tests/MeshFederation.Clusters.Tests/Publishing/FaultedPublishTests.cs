using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using ApiRequest = MeshFederation.Clusters.Tests.Server.Requests.ApiRequest;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Publishing to servers that fail in the middle.</summary>
public sealed class FaultedPublishTests(RealServers servers)
{
    private static readonly Func<ApiRequest, bool> VirtualServices =
        request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false };

    public static TheoryData<string> Faults => ["Forbidden", "Invalid", "LoseAnswer", "Unauthorized"];

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_at_the_last_object_puts_everything_back(string fault)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        scene.InProcess!["cluster1"].Faults.Add(
            (Fault)typeof(Fault).GetProperty(fault)!.GetValue(null)!,
            VirtualServices,
            times: fault == "LoseAnswer" ? FaultScript.Always : 1);
        var outcome = await scene.TryPublishAsync(plan);
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task What_somebody_else_made_under_the_name_of_an_object_that_could_not_be_made_stays()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        var theirs = plan.Changes.Single(change => change is { Cluster: "cluster1", Kind: "VirtualService" }).Wanted!;
        var (isBegun, isMade) = (false, false);
        scene.InProcess!["cluster1"].Faults.Add(
            Fault.Unavailable, request => VirtualServices(request) && IsOurs(), times: FaultScript.Always);
        var outcome = await scene.TryPublishAsync(plan);
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        Assert.True(isMade);
        Assert.Single(scene.InProcess["cluster1"].All("virtualservices"));

        bool IsOurs()
        {
            if (isBegun) return isMade;
            isBegun = true;
            scene.Declared.Api("cluster1").ApplyAsync(
                ResourceKinds.Of(theirs.Text("apiVersion")!, "VirtualService"), theirs, new(FieldManager: "kubectl"), PublishingScene.Ct)
                .GetAwaiter().GetResult();
            return isMade = true;
        }
    }

    [Fact]
    public async Task A_cluster_that_dies_keeps_what_it_has_and_the_other_is_put_back_as_far_as_is_safe()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        scene.InProcess!["cluster1"].Faults.Add(Fault.KillAfterwards, VirtualServices);
        var outcome = await scene.TryPublishAsync(plan);
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);

        // The VirtualService may be there, so all that it may need must be.
        Assert.Equal(2, scene.InProcess["cluster2"].All("destinationrules").Count + scene.InProcess["cluster2"].All("gateways").Count);
        Assert.All(scene.Last, change => Assert.Equal(ChangeAction.Failed, change.Action));
        await scene.InProcess["cluster1"].StartAsync();
        Assert.Single(scene.InProcess["cluster1"].All("virtualservices"));
    }

    [Fact]
    public async Task Without_rollback_what_was_done_stays_and_publishing_again_finishes_it()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        scene.InProcess!["cluster1"].Faults.Add(Fault.Forbidden, VirtualServices);
        var outcome = await scene.TryPublishAsync(plan, new PublisherOptions { NoRollback = true });
        Assert.Contains("were changed and stay so", outcome.Error!.Message, StringComparison.Ordinal);
        var rest = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        Assert.Equal("VirtualService", Assert.Single(rest.Changes, change => change.Action != ChangeAction.Unchanged).Kind);
        Assert.Equal(2, await scene.PublishAsync(rest));
    }

    [Fact]
    public async Task When_the_history_cannot_be_written_nothing_is_changed()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        scene.InProcess!["cluster2"].Faults.Add(Fault.Forbidden, request => request is { Verb: "patch", Plural: "configmaps" });
        Assert.Equal(MeshErrorId.AdmissionDenied, (await Assert.ThrowsAsync<ApiException>(() => scene.TryPublishAsync(plan))).ErrorId);
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task A_dry_run_says_what_a_server_would_refuse_and_when_it_could_not_be_made()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        scene.InProcess!["cluster1"].Faults.Add(Fault.Invalid, request => request is { Plural: "virtualservices", DryRun: true });
        await scene.InProcess["cluster2"].StopAsync();
        var answers = await PublishingSession.DryRunAsync(plan, null, PublishingScene.Ct);
        Assert.Equal(
            ["no dry run, because its cluster does not answer", "the server would refuse it", ""],
            answers.Values.Select(answer => answer.Note).Distinct().OrderByDescending(note => note.Length));
        Assert.Empty(scene.InProcess["cluster1"].All("virtualservices"));
    }
}

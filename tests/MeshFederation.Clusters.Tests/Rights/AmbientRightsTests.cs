using System.Collections.Concurrent;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Rights;
using MeshFederation.Clusters.Tests.Kinds;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>
/// What a federation in ambient mode is published and removed with: the rights of those who publish and these suffice, and without one of
/// these it is said which.
/// </summary>
public sealed class AmbientRightsTests(RealServers servers)
{
    public static TheoryData<string> Needed => [.. CommandRights.Ambient.Where(IsUsed).Select(right => right.ToString())];

    private static IEnumerable<AccessRight> All =>
        [.. CommandRights.Publishing.SelectMany(command => command.Rights).Distinct(), .. CommandRights.Ambient];

    [Fact]
    public async Task With_all_of_them_it_is_published_and_removed()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        Assert.Empty(await RunAsync(ambient, All));
        Assert.Empty(await ambient.Scene.StateAsync());
        Assert.Contains(
            ambient.Scene.InProcess!["cluster1"].Requests, request => request is { Verb: "delete", Plural: "workloadentries" });
    }

    [Theory]
    [MemberData(nameof(Needed))]
    public async Task Without_one_of_them_it_is_said_which(string without)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        var right = CommandRights.Ambient.Single(one => one.ToString() == without);
        var group = right.Group.Length == 0 ? "the core API group" : $"the API group '{right.Group}'";
        Assert.Contains(
            await RunAsync(ambient, All.Where(one => one != right)),
            said => said.Contains($"the verb '{right.Verb}' on '{right.Resource}' in {group}", StringComparison.Ordinal));
    }

    /// <summary>Only what others wrote meanwhile is read again and replaced, where something is put back.</summary>
    private static bool IsUsed(AccessRight right) => right.Verb is "create" or "patch" or "delete";

    /// <summary>Publishes a federation, and removes it.</summary>
    /// <returns>What was not done, and of what is warned.</returns>
    private static async Task<IReadOnlyList<string>> RunAsync(AmbientScene administrator, IEnumerable<AccessRight> rights)
    {
        await administrator.MakeServicesAsync();
        await administrator.Declared.ApplyAsync(
            "cluster2", "helm", "{apiVersion: v1, kind: Pod, metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}, "
                + "spec: {containers: [{name: discovery, image: 'istio/pilot:1.30.3'}]}}");
        var clusters = administrator.Scene.InProcess!;
        ViewerRights.Allow(clusters, rights);
        var sidecars = administrator.Sidecars.Declared;
        var viewer = new AmbientScene(
            sidecars.With(sidecars.One with { Context = "cluster1-viewer" }).With(sidecars.Two with { Context = "cluster2-viewer" }));
        var said = new ConcurrentQueue<string>();
        await TryAsync(async () =>
        {
            var comparison = await viewer.Declared.CompareAsync(viewer.DeclareRatings());
            foreach (var failure in comparison.Failures) said.Enqueue(failure.Message);
            if (comparison.Failures.Count == 0) await PublishAsync(comparison.Plan, removes: false);
        });
        await TryAsync(async () => await PublishAsync(await viewer.Scene.PlanOfRevisionAsync(0), removes: true));
        return [.. said];

        async Task PublishAsync(MeshPlan plan, bool removes)
        {
            var outcome = await viewer.Scene.TryPublishAsync(plan, new() { Removes = removes }, report: Note);
            if (outcome.Error is { } error) said.Enqueue(error.Message);
        }

        async Task TryAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (MeshException exception)
            {
                said.Enqueue(exception.Message);
            }
        }

        void Note(PublishingEvent happened)
        {
            if (happened is ChangeReported { Error: { } error }) said.Enqueue(error.Message);
            if (happened is PublishingNote { IsWarning: true } note) said.Enqueue(note.Text);
        }
    }
}

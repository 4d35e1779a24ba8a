using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>What people made of copies of our objects carries our labels and is theirs all the same.</summary>
public sealed class ForeignObjectTests(RealServers servers)
{
    private const string Made = "was made by";

    public static TheoryData<string> Servers => ComparisonScene.Servers;

    private static CancellationToken Ct => PublishingScene.Ct;

    [Theory, MemberData(nameof(Servers))]
    public async Task Copies_of_all_kinds_stay_whatever_is_done_and_are_said(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        var copies = await CopyAllAsync(scene);

        var plan = await PlanAsync(scene, 50);
        Assert.DoesNotContain(plan.Changes, change => change.Action == ChangeAction.Delete);
        Assert.Equal(0, (await scene.Declared.PlanAsync(scene.Declared.Split(50))).Unwanted);
        var notes = (await scene.Declared.CompareAsync(scene.Declared.Split(50))).Notes;
        Assert.Equal(copies.Count, notes.Count(note => note.StartsWith(MeshErrorId.ObjectForeign, StringComparison.Ordinal)));
        await scene.PublishAsync(plan);
        await AssertThereAsync(scene, copies);

        await scene.PublishAsync(await scene.PlanOfRevisionAsync(1));
        await AssertThereAsync(scene, copies);
        await AssertReportedAsync(scene, copies.Count);

        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        await AssertThereAsync(scene, copies);
        Assert.Equal(copies.Count, (await scene.StateAsync()).Count);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_stands_where_ours_is_to_be_and_only_carries_its_labels_is_in_the_way_until_it_is_forced(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.Declared.ApplyAsync("cluster1", "kubectl", Labelled(scene, ComparisonScene.Object(
            "VirtualService",
            $"default/{scene.Declared.Service}",
            $"{{hosts: [{scene.Declared.Service}.default.svc.cluster.local], http: [{{route: [{{destination: {{host: "
            + "elsewhere}}]}]}")));
        var conflict = Assert.Single(
            (await scene.Declared.PlanAsync(scene.Declared.Split(75))).Changes, change => change.Action == ChangeAction.Conflict);
        Assert.Contains("is not ours; it was made by", conflict.Message, StringComparison.Ordinal);
        var forced = await scene.Declared.PlanAsync(new ComparisonOptions { Force = true }, scene.Declared.Split(75));
        await scene.PublishAsync(forced);
        Assert.False((await PlanAsync(scene, 75)).HasChanges);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_a_backup_brought_back_is_ours_by_the_history_and_without_one_it_stays(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        var kind = ResourceKinds.Of("networking.istio.io/v1", "VirtualService");
        var api = scene.Declared.Api("cluster1");
        var live = (await api.GetAsync(kind, "default", scene.Declared.Service, Ct))!;
        var unwanted = (await scene.Declared.PlanAsync(scene.Declared.Declare())).Unwanted;
        await api.DeleteAsync(kind, "default", scene.Declared.Service, new(), Ct);
        await api.ApplyAsync(kind, CopiedObject.Of(live, scene.Declared.Service), new(FieldManager: "velero-server"), Ct);

        Assert.True(unwanted > 0);
        Assert.Equal(unwanted, (await scene.Declared.PlanAsync(scene.Declared.Declare())).Unwanted);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());

        await api.ApplyAsync(kind, CopiedObject.Of(live, scene.Declared.Service), new(FieldManager: "velero-server"), Ct);
        Assert.Equal(0, (await scene.Declared.PlanAsync(scene.Declared.Declare())).Unwanted);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_history_that_a_backup_brought_back_is_the_history(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await PlanAsync(scene, 75));
        await scene.PublishAsync(await PlanAsync(scene, 50));
        var api = scene.Declared.Api("cluster1");
        foreach (var number in new[] { 1, 2 })
        {
            var name = RevisionDocument.Name(scene.Federation, number, 0);
            var record = (await api.GetAsync(ResourceKinds.ConfigMap, "istio-system", name, Ct))!;
            await api.DeleteAsync(ResourceKinds.ConfigMap, "istio-system", name, new(), Ct);
            await api.ApplyAsync(ResourceKinds.ConfigMap, CopiedObject.Of(record, name), new(FieldManager: "velero-server"), Ct);
        }

        await scene.PublishAsync(await scene.PlanOfRevisionAsync(1));
        Assert.False((await PlanAsync(scene, 75)).HasChanges);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task What_was_declined_to_be_taken_over_is_not_noted_as_ours()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.Declared.ApplyAsync("cluster1", "helm", ComparisonScene.Object(
            "VirtualService",
            $"default/{scene.Declared.Service}",
            $"{{hosts: [{scene.Declared.Service}.default.svc.cluster.local], http: [{{route: [{{destination: {{host: elsewhere}}}}]}}]}}"));
        var plan = await scene.Declared.PlanAsync(new ComparisonOptions { Force = true }, scene.Declared.Split(75));
        await using (var session = await scene.SessionAsync())
        {
            var (now, _) = await session.RefreshAsync(plan, Ct);
            var declined =
                plan.Changes.Where(change => change.Kind == "VirtualService").Select(Clusters.Publishing.ChangeKey.Of).ToHashSet();
            Assert.Null((await session.PublishAsync(plan, now, declined, Ct)).Error);
        }

        var history = await ClusterHistory.ReadAsync(scene.Declared.Api("cluster1"), scene.Declared.One, scene.Federation, Ct);
        Assert.DoesNotContain(
            await history.ObjectsOfAsync(history.Revisions[^1], Ct), item => item.Text("kind") == "VirtualService");
    }

    private static Task<MeshPlan> PlanAsync(PublishingScene scene, int toTwo) =>
        scene.Declared.PlanAsync(new ComparisonOptions { Prune = true }, scene.Declared.Split(toTwo));

    private static string Labelled(PublishingScene scene, string yaml) => yaml.Replace(
        "metadata: {",
        $"metadata: {{labels: {{app.kubernetes.io/managed-by: meshfederation, meshfederation.io/federation: {scene.Federation}}}, ",
        StringComparison.Ordinal);

    /// <summary>Of hosts of their own, so that they are in nobody's way.</summary>
    private static UnstructuredMap Spec(string kind) => kind switch
    {
        "DestinationRule" => UnstructuredMap.Of(("host", "mine.example.com")),
        "Gateway" => UnstructuredMap.Of(("selector", UnstructuredMap.Of(("app", "mine")))),
        _ => UnstructuredMap.Of(("hosts", UnstructuredList.Of("mine.example.com"))),
    };

    private static async Task<IReadOnlyList<(string Cluster, ResourceKind Kind, UnstructuredMap Content)>> CopyAllAsync(
        PublishingScene scene)
    {
        var copies = new List<(string Cluster, ResourceKind Kind, UnstructuredMap Content)>();
        foreach (var cluster in scene.Clusters)
        {
            var api = scene.Declared.Api(cluster.Name);
            foreach (var kind in FederatedKinds.Of(cluster).Append(ResourceKinds.ConfigMap))
            {
                var list = await api.ListAsync(kind, null, Planning.Comparison.Ownership.Selector(scene.Federation), Ct);
                foreach (var item in list.Item)
                {
                    var copy = CopiedObject.Of(item, "my-" + item.Map("metadata")!.Text("name"));
                    if (item.Text("kind") != ResourceKinds.ConfigMap.Kind) copy = copy.With("spec", Spec(kind.Kind));
                    copies.Add((cluster.Name, kind, await api.ApplyAsync(kind, copy, new(FieldManager: "kubectl"), Ct)));
                }
            }
        }

        return copies;
    }

    private static async Task AssertThereAsync(
        PublishingScene scene, IReadOnlyList<(string Cluster, ResourceKind Kind, UnstructuredMap Content)> copies)
    {
        foreach (var (cluster, kind, content) in copies)
        {
            var metadata = content.Map("metadata")!;
            var now = await scene.Declared.Api(cluster).GetAsync(kind, metadata.Text("namespace"), metadata.Text("name")!, Ct);
            Assert.Equal(PublishingScene.Text(content), PublishingScene.Text(now!));
        }
    }

    private static async Task AssertReportedAsync(PublishingScene scene, int copies)
    {
        var (notes, drift, objects) = (0, 0, 0);
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, Ct))
        {
            notes += read.Notes.Count(note => note.StartsWith(MeshErrorId.ObjectForeign, StringComparison.Ordinal)
                && note.Contains(scene.Federation, StringComparison.Ordinal));
            foreach (var status in read.Status.Where(status => status.Name == scene.Federation))
            {
                drift += status.Drift.Count(change => change.Message.Contains(Made, StringComparison.Ordinal));
                objects += status.Manifest.Count(manifest => manifest.Name.StartsWith("my-", StringComparison.Ordinal));
            }
        }

        Assert.Equal((copies, copies - 2, 0), (notes, drift, objects));
    }
}

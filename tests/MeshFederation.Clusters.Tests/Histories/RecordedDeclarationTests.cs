using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>What is published tells what was declared.</summary>
public sealed class RecordedDeclarationTests(RealServers servers)
{
    private static CancellationToken Ct => PublishingScene.Ct;

    [Theory, MemberData(nameof(ComparisonScene.Servers), MemberType = typeof(ComparisonScene))]
    public async Task What_was_published_is_given_back_as_it_was_declared(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(25)));
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var (record, services) = await NewestAsync(scene);
        Assert.True(record.IsWhole);
        var declared = Assert.Single(services);
        Assert.Equal(scene.Declared.Split(75), declared with { Federation = null });
        Assert.Equal(scene.Federation, declared.Federation!.Name);
        var again = await scene.Declared.PlanAsync([.. services]);
        Assert.All(again.Changes, change => Assert.Equal(ChangeAction.Unchanged, change.Action));
    }

    [Fact]
    public async Task Going_back_gives_back_what_was_declared_then()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(25)));
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
        var plan = await scene.PlanOfRevisionAsync(1);
        await scene.PublishAsync(plan with { Declaration = await history.DeclarationOfAsync(1, Ct) });
        Assert.Equal(scene.Declared.Split(25).TrafficSplit, Assert.Single((await NewestAsync(scene)).Services).TrafficSplit);
    }

    /// <summary>Who may write in one cluster must not say what goes to the others.</summary>
    [Fact]
    public async Task A_declaration_that_is_another_one_in_one_cluster_is_not_taken()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(25)));
        var reads = await ReadsAsync(scene);
        var forged = (await scene.Declared.PlanAsync(scene.Declared.Split(99))).Declaration!;
        var read = reads.Select((one, index) => index == 0
            ? one
            : one with { Declaration = new Dictionary<string, RecordedDeclaration> { [scene.Federation] = new(forged, true) } }).ToList();
        var error = Assert.Throws<MeshException>(() => RecordedDeclaration.Newest(scene.Federation, read));
        Assert.Equal(MeshErrorId.RevisionInvalid, error.ErrorId);
        Assert.Contains(
            "keeps one declaration in the cluster 'cluster1' and another one in 'cluster2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_that_stayed_of_an_earlier_declaration_are_told()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(25), scene.Declared.Split(25, "more")));
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var (record, services) = await NewestAsync(scene);
        Assert.False(record.IsWhole);
        Assert.Single(services);
    }

    [Fact]
    public async Task What_was_published_without_a_declaration_is_recorded_when_it_is_published_again()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(25));
        await scene.PublishAsync(plan with { Declaration = null });
        Assert.Equal(
            MeshErrorId.DeclarationNotRecorded,
            (await Assert.ThrowsAsync<MeshException>(() => NewestAsync(scene))).ErrorId);
        Assert.False(await PublishingSession.NeedsRevisionAsync(plan with { Declaration = null }, null, Ct));
        Assert.True(await PublishingSession.NeedsRevisionAsync(plan, null, Ct));
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(25)));
        Assert.Single((await NewestAsync(scene)).Services);
        Assert.False(await PublishingSession.NeedsRevisionAsync(plan, null, Ct));
    }

    [Theory, MemberData(nameof(ComparisonScene.Servers), MemberType = typeof(ComparisonScene))]
    public async Task Without_a_record_the_objects_are_read_back(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(25));
        await scene.PublishAsync(plan with { Declaration = null });
        var recovered = PublishedDeclaration.Read(scene.Federation, await ReadsAsync(scene));
        Assert.Empty(recovered.Unread);
        Assert.Empty(recovered.Untold);
        Assert.Equal(scene.Declared.Split(25).TrafficSplit, Assert.Single(recovered.Services).TrafficSplit);
        var again = await scene.Declared.PlanAsync([.. recovered.Services]);
        Assert.All(again.Changes, change => Assert.Equal(ChangeAction.Unchanged, change.Action));
    }

    [Fact]
    public async Task A_declaration_without_room_beside_the_objects_is_left_out()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var objects = HistoryTests.Incompressible(scene, 1_600_000);
        var history = await ClusterHistory.ReadAsync(scene.Declared.Api("cluster1"), scene.Clusters[0], scene.Federation, Ct);
        var large = HistoryTests.Incompressible(scene, 16_000_000);
        await history.BeginAsync(
            new(scene.Federation, "cluster1", 1),
            objects,
            Ct,
            Model.Objects.UnstructuredMap.Of(("content", Model.Objects.UnstructuredList.From(large))));
        history = await ClusterHistory.ReadAsync(scene.Declared.Api("cluster1"), scene.Clusters[0], scene.Federation, Ct);
        var revision = Assert.Single(history.Revisions);
        Assert.False(revision.HasDeclaration);
        Assert.Equal(objects.Count, (await history.ObjectsOfAsync(revision, Ct)).Count);
    }

    [Fact]
    public async Task Clusters_are_reached_as_they_were_read()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(25));
        var elsewhere = scene.Declared.Split(25);
        elsewhere = elsewhere with
        {
            ClientCluster = [elsewhere.ClientCluster[0] with { Context = "of-another-machine", Kubeconfig = "/elsewhere" }],
            Instance = [.. elsewhere.Instance.Select(one => one with
            {
                Cluster = one.Cluster with
                {
                    Context = one.Cluster.Name == "cluster1" ? "of-another-machine" : "other",
                    Kubeconfig = "/elsewhere",
                },
            })],
        };
        await scene.PublishAsync(plan with { Declaration = DeclarationWriter.Write([elsewhere], scene.Federation, null) });
        Assert.Equal(scene.Declared.Split(25), Assert.Single((await NewestAsync(scene)).Services) with { Federation = null });
    }

    private static async Task<(RecordedDeclaration Record, IReadOnlyList<MeshService> Services)> NewestAsync(PublishingScene scene) =>
        RecordedDeclaration.Newest(scene.Federation, await ReadsAsync(scene));

    private static async Task<IReadOnlyCollection<ClusterFederations>> ReadsAsync(PublishingScene scene)
    {
        var reads = new List<ClusterFederations>();
        await foreach (var read in new FederationReader { NeedsDeclaration = true }.ReadAsync(scene.Clusters, Ct))
        {
            Assert.Null(read.Failure);
            reads.Add(read);
        }

        return reads;
    }
}

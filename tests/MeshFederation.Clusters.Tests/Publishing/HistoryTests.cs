using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Histories, on real servers and the one of the tests.</summary>
public sealed class HistoryTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_revision_that_does_not_fit_into_one_ConfigMap_is_kept_in_several(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var objects = Incompressible(scene, 1_600_000);
        await (await ReadAsync(scene)).SaveAsync(Revision(scene, 1), objects, PublishingScene.Ct);
        var history = await ReadAsync(scene);
        var revision = Assert.Single(history.Revisions);
        Assert.Equal(
            objects.Select(CanonicalJson.Write), (await history.ObjectsOfAsync(revision, PublishingScene.Ct)).Select(CanonicalJson.Write));
        var list = await scene.Declared.Api("cluster1")
            .ListAsync(ResourceKinds.ConfigMap, "istio-system", $"meshfederation.io/federation={scene.Federation}", PublishingScene.Ct);
        Assert.True(list.Item.Count > 1);
        await history.RemoveAllAsync(scene.Federation, PublishingScene.Ct);
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task A_revision_that_is_too_large_is_refused_before_anything_is_written()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var history = await ReadAsync(scene);
        var error = await Assert.ThrowsAsync<MeshException>(
            () => history.SaveAsync(Revision(scene, 1), Incompressible(scene, 16_000_000), PublishingScene.Ct));
        Assert.Equal((MeshErrorId.RevisionTooLarge, MeshErrorKind.LimitsExceeded), (error.ErrorId, error.Kind));
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task Only_so_many_revisions_are_kept_as_were_asked_for()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        for (var toTwo = 1; toTwo <= 5; toTwo++)
        {
            await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(toTwo)), new() { HistoryLimit = 3 });
        }

        Assert.Equal([3, 4, 5], (await ReadAsync(scene)).Revisions.Select(revision => revision.Revision));
    }

    [Fact]
    public async Task A_revision_that_somebody_changed_or_tore_apart_is_not_believed()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var name = $"meshfederation.{scene.Federation}.v1";
        var stored = scene.InProcess!["cluster1"].Find("configmaps", "istio-system", name)!;
        stored["binaryData"]!["objects.json.gz"] = Convert.ToBase64String([1, 2, 3]);
        scene.InProcess["cluster1"].Put(stored);
        var history = await ReadAsync(scene);
        var error = await Assert.ThrowsAsync<MeshException>(() => history.ObjectsOfAsync(history.Revisions[0], PublishingScene.Ct));
        Assert.Equal(MeshErrorId.RevisionInvalid, error.ErrorId);
        Assert.Null(await history.TryObjectsOfAsync(history.Revisions[0], PublishingScene.Ct));
    }

    [Fact]
    public async Task A_newest_revision_that_is_damaged_keeps_nobody_from_removing_the_federation()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var stored = scene.InProcess!["cluster1"].Find("configmaps", "istio-system", $"meshfederation.{scene.Federation}.v1")!;
        stored["binaryData"]!["objects.json.gz"] = Convert.ToBase64String([1, 2, 3]);
        scene.InProcess["cluster1"].Put(stored);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task A_cluster_behind_which_something_else_answers_does_not_hide_the_others()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        scene.InProcess!["cluster1"].Faults.Add(
            Server.Faults.Fault.Answer(Server.Requests.ApiAnswer.OfText("<html>Please sign in</html>")),
            _ => true,
            times: Server.Faults.FaultScript.Always);
        var reads = new List<ClusterFederations>();
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, PublishingScene.Ct)) reads.Add(read);
        Assert.Equal(MeshErrorId.AnswerInvalid, Assert.Single(reads, read => read.Failure is not null).Failure!.ErrorId);
        Assert.Equal("cluster2", Assert.Single(reads.SelectMany(read => read.Status)).Cluster);
    }

    [Fact]
    public async Task A_cluster_that_hangs_is_given_up_and_does_not_hide_the_others()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        scene.InProcess!["cluster1"].Faults.Add(Server.Faults.Fault.Hang, _ => true, times: Server.Faults.FaultScript.Always);
        var (reads, clock) = (new List<ClusterFederations>(), new LimitClock());
        await foreach (var read in new FederationReader(budget: new(TimeSpan.FromSeconds(20), isAsked: false, clock))
            .ReadAsync(scene.Clusters, PublishingScene.Ct))
        {
            reads.Add(read);
            clock.End();
        }

        Assert.Equal("cluster2", Assert.Single(reads[0].Status).Cluster);
        Assert.Equal(MeshErrorId.ClusterTimeout, reads[1].Failure!.ErrorId);
        Assert.Contains("'cluster1' was not read within 20 s", reads[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_that_was_cut_off_is_seen_and_undoing_goes_back_to_what_was_before_it()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        foreach (var cluster in scene.Clusters)
        {
            var history = await ClusterHistory.ReadAsync(scene.Declared.Api(cluster.Name), cluster, scene.Federation, PublishingScene.Ct);
            await history.SaveAsync(
                Revision(scene, 2) with { Cluster = cluster.Name, State = RevisionState.Pending }, [], PublishingScene.Ct);
        }

        Assert.Equal(1, (await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, PublishingScene.Ct)).Target(null));
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, PublishingScene.Ct))
            Assert.True(Assert.Single(read.Status).IsIncomplete);
    }

    [Fact]
    public async Task A_history_knows_the_clusters_that_were_not_named_and_revisions_that_are_not_there()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var history =
            await FederationHistory.ReadAsync(scene.Federation, [scene.Declared.One with { Name = "whatever" }], null, PublishingScene.Ct);
        Assert.Equal(["cluster2"], history.Unnamed);
        Assert.Equal(["cluster1"], history.Clusters.Select(cluster => cluster.Name));
        Assert.Equal(MeshErrorId.FederationRevisionNotFound, Assert.Throws<MeshException>(() => history.Target(7)).ErrorId);
        Assert.Equal(MeshErrorId.FederationRevisionNotFound, Assert.Throws<MeshException>(() => history.Target(null)).ErrorId);
        var none = await FederationHistory.ReadAsync("no-such", scene.Clusters, null, PublishingScene.Ct);
        Assert.Equal(MeshErrorId.FederationNotFound, Assert.Throws<MeshException>(() => none.Target(null)).ErrorId);
    }

    private static Task<ClusterHistory> ReadAsync(PublishingScene scene) =>
        ClusterHistory.ReadAsync(scene.Declared.Api("cluster1"), scene.Declared.One, scene.Federation, PublishingScene.Ct);

    private static MeshRevision Revision(PublishingScene scene, int number) =>
        new(scene.Federation, "cluster1", number) { State = RevisionState.Published };

    internal static IReadOnlyList<UnstructuredMap> Incompressible(PublishingScene scene, int bytes)
    {
        var noise = new byte[bytes / 4];
        new Random(1).NextBytes(noise);
        return [.. noise.Chunk(1000).Select((chunk, number) => UnstructuredMap.Of(
            ("apiVersion", "networking.istio.io/v1"),
            ("kind", "VirtualService"),
            ("metadata", UnstructuredMap.Of(
                ("name", FormattableString.Invariant($"noise-{number}")),
                ("namespace", "default"),
                ("labels", UnstructuredMap.Of(
                    (ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, scene.Federation))))),
            ("spec", UnstructuredMap.Of(
                ("noise", Convert.ToHexString(chunk)),
                ("more", Convert.ToBase64String([.. chunk.Select(value => (byte)(value ^ 0x5a))]))))))];
    }
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Tests.Checking;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>Who may write the records of one cluster hides nobody by them: the others say what was published.</summary>
public sealed class ForgedDeclarationTests(RealServers servers)
{
    private static CancellationToken Ct => PublishingScene.Ct;

    public static TheoryData<string, bool> Forgeries => new()
    {
        { "cluster1", false },
        { "cluster2", false },
        { "cluster1", true },
        { "cluster2", true },
    };

    /// <summary>The policy that kept other callers out goes with the service that is wanted no more.</summary>
    [Theory]
    [InlineData("cluster1")]
    [InlineData("cluster2")]
    public async Task A_prune_tells_that_one_record_leaves_a_service_out(string cluster)
    {
        await using var scene = new PublishingScene(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        var (guarded, other) = (Guarded(scene), scene.Declared.Declare("other"));
        await scene.PublishAsync(await scene.Declared.PlanAsync(guarded, other));
        var prune = new ComparisonOptions { Prune = true };
        var moved = guarded with { Instance = [guarded.Instance[0]] };
        var before = await scene.Declared.PlanAsync(prune, moved, other);
        Assert.Empty(before.UnknownAccess);

        await ForgeAsync(scene, cluster, isNewer: false, other);
        var plan = await scene.Declared.PlanAsync(prune, moved, other);
        Assert.Contains(
            "'cluster1' and 'cluster2' keep different declarations of revision 1, so one of them was changed by somebody else.",
            Assert.Single(plan.UnknownAccess),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Trust_is_judged_for_a_service_that_one_record_leaves_out(string cluster, bool isNewer)
    {
        await using var declared = AccessScene.Read(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        foreach (var server in declared.InProcess!.All) server.Put(CheckedScene.MeshConfig(server.Name, "accessLogFile: ''"));
        await declared.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(declared, "{namespaces: [default]}"));
        var scene = new PublishingScene(declared);
        var other = declared.Declare("other");
        await scene.PublishAsync(await declared.PlanAsync(AccessScene.Known(declared), other));
        await ForgeAsync(scene, cluster, isNewer, other);

        var patcher = await MeshTrustPatcher.AcceptingAsync([declared.One, declared.Two], alias: false, Ct);
        Assert.Contains(patcher.Widening, access => access.Service == "default/" + declared.Service);
        Assert.Equal(
            isNewer ? 0 : 1,
            patcher.UnknownAccess.Count(said => said.Contains(
                "since 'cluster1' and 'cluster2' keep different declarations of its revision 1: one of them was changed by somebody else.",
                StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_cluster_that_one_record_does_not_name_is_one_of_the_federation_all_the_same(int revision)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var record = await RecordAsync(scene, "cluster1") with { Revision = revision };
        await StoreAsync(scene, "cluster1", record with { FederationCluster = ["cluster1"] }, scene.Declared.Split(75));
        var history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
        Assert.Empty(history.Unnamed);
        await StoreAsync(scene, "cluster2", await RecordAsync(scene, "cluster2") with
        {
            FederationCluster = ["cluster1", "cluster2", "cluster3"],
        }, scene.Declared.Split(75));
        history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
        Assert.Equal(["cluster3"], history.Unnamed);
    }

    private static MeshService Guarded(PublishingScene scene) =>
        AccessScene.Known(scene.Declared).WithAccess(new() { ServiceAccount = ["web"] });

    private static async Task ForgeAsync(PublishingScene scene, string cluster, bool isNewer, params MeshService[] services)
    {
        var record = await RecordAsync(scene, cluster);
        await StoreAsync(scene, cluster, isNewer ? record with { Revision = record.Revision + 1 } : record, services);
    }

    private static async Task<MeshRevision> RecordAsync(PublishingScene scene, string cluster)
    {
        var known = scene.Clusters.First(one => one.Name == cluster);
        return (await ClusterHistory.ReadAsync(scene.Declared.Api(cluster), known, scene.Federation, Ct)).Revisions[^1];
    }

    /// <summary>As a publish would: with its checksum, and by its name.</summary>
    private static async Task StoreAsync(PublishingScene scene, string cluster, MeshRevision revision, params MeshService[] services)
    {
        var (api, known) = (scene.Declared.Api(cluster), scene.Clusters.First(one => one.Name == cluster));
        var history = await ClusterHistory.ReadAsync(api, known, scene.Federation, Ct);
        IReadOnlyList<UnstructuredMap> objects = await history.ObjectsOfAsync(history.Revisions[^1], Ct);
        var declaration = RecordedDeclaration.Of(DeclarationWriter.Write(services, scene.Federation, null), isWhole: true);
        var parts = RevisionParts.Of(revision, known, objects, declaration);
        await api.ApplyAsync(
            ResourceKinds.ConfigMap, RevisionDocument.Write(revision, "istio-system", parts, 0), new(Force: true), Ct);
    }
}

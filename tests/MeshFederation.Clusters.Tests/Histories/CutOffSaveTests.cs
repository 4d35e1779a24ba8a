using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>What a save leaves that was cut off is nobody's revision, and goes with the next one.</summary>
public sealed class CutOffSaveTests(RealServers servers)
{
    public static TheoryData<string> Servers => Comparing.ComparisonScene.Servers;

    private static CancellationToken Ct => PublishingScene.Ct;

    [Theory, MemberData(nameof(Servers))]
    public async Task Parts_without_the_first_are_no_revision_and_go_with_the_next_save(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        foreach (var part in new[] { 2, 1 }) await PutAsync(scene, 2, part, parts: 3);
        await PutAsync(scene, 1, part: 1, parts: 2);

        Assert.Equal([1], (await ReadAsync(scene)).Revisions.Select(revision => revision.Revision));
        Assert.Equal(3, await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(50))));
        Assert.Equal(["v1", "v3"], await NamesAsync(scene));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_save_that_fails_at_any_part_leaves_nothing_behind(int part)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var history = await ReadAsync(scene);
        var revision = new MeshRevision(scene.Federation, "cluster1", 1) { State = RevisionState.Pending };
        var name = RevisionDocument.Name(scene.Federation, 1, part);
        scene.InProcess!["cluster1"].Faults.Add(
            Fault.Forbidden, request => request.Method == "PATCH" && request.Name == name, times: FaultScript.Always);
        await Assert.ThrowsAnyAsync<MeshException>(() => history.BeginAsync(revision, HistoryTests.Incompressible(scene, 4_000_000), Ct));
        await history.RemoveNewAsync(revision, Ct);
        Assert.Empty(await NamesAsync(scene));
    }

    /// <summary>Whoever makes something of that name after the refusal keeps it; what was written though no answer came goes.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_of_which_it_is_not_known_whether_it_was_written_goes_by_what_it_holds(bool isOurs)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var history = await ReadAsync(scene);
        var revision = new MeshRevision(scene.Federation, "cluster1", 1) { State = RevisionState.Pending };
        var cluster = scene.InProcess!["cluster1"];
        var name = RevisionDocument.Name(scene.Federation, 1, 1);
        cluster.Faults.Add(
            isOurs ? Fault.LoseAnswer : Fault.Forbidden,
            request => request.Method == "PATCH" && request.Name == name,
            times: FaultScript.Always);
        await Assert.ThrowsAnyAsync<MeshException>(() => history.BeginAsync(revision, HistoryTests.Incompressible(scene, 4_000_000), Ct));
        cluster.Faults.Clear();
        if (!isOurs) await PutAsync(scene, 1, part: 1, parts: 2);
        if (isOurs) Assert.NotNull(cluster.Find("configmaps", "istio-system", name));
        await history.RemoveNewAsync(revision, Ct);
        Assert.Equal(isOurs ? [] : ["v1.1"], await NamesAsync(scene));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_has_the_name_of_the_next_revision_and_is_not_of_the_history_is_not_overwritten(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var name = RevisionDocument.Name(scene.Federation, 1, 0);
        var theirs = await scene.Declared.ApplyAsync(
            "cluster1",
            "kubectl",
            $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}, namespace: istio-system}}, data: {{a: b}}}}");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.TryPublishAsync(plan));
        Assert.Equal((MeshErrorId.ObjectForeign, MeshErrorKind.ResourceExists), (error.ErrorId, error.Kind));
        Assert.Contains($"'istio-system/{name}'", error.Message, StringComparison.Ordinal);
        Assert.Empty(await scene.StateAsync());
        var now = await scene.Declared.Api("cluster1").GetAsync(ResourceKinds.ConfigMap, "istio-system", name, Ct);
        Assert.Equal(PublishingScene.Text(theirs), PublishingScene.Text(now!));
    }

    private static Task<ClusterHistory> ReadAsync(PublishingScene scene) =>
        ClusterHistory.ReadAsync(scene.Declared.Api("cluster1"), scene.Declared.One, scene.Federation, Ct);

    private static async Task PutAsync(PublishingScene scene, int number, int part, int parts) =>
        await scene.Declared.Api("cluster1").ApplyAsync(
            ResourceKinds.ConfigMap,
            RevisionDocument.Write(
                new(scene.Federation, "cluster1", number),
                "istio-system",
                new([.. Enumerable.Repeat<byte[]>([1, 2, 3], Math.Max(parts, part + 1))], "", ""),
                part),
            new(),
            Ct);

    private static async Task<IReadOnlyList<string>> NamesAsync(PublishingScene scene)
    {
        var list = await scene.Declared.Api("cluster1")
            .ListAsync(ResourceKinds.ConfigMap, "istio-system", RevisionLabels.Selector(scene.Federation), Ct);
        return [.. list.Item.Select(item => item.Map("metadata")!.Text("name")!.Split('.', 3)[2]).Order(StringComparer.Ordinal)];
    }
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>What somebody forged in a history is refused with an id, changes nothing, and is in no publish's way.</summary>
public sealed class ForgedRevisionTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    private static CancellationToken Ct => PublishingScene.Ct;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_forged_revision_is_refused_or_harmless_and_the_next_publish_comes_about(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(50)));
        var sound = await RecordAsync(scene);
        foreach (var forgery in Forgery.All)
        {
            await PutAsync(scene, forgery.Make(scene.Federation, sound));
            var before = await scene.VersionsAsync();
            var history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
            var error = await Record.ExceptionAsync(() => history.ObjectsOfAsync(1, Ct));
            Assert.True(forgery.IsHarmless == (error is null), $"{forgery}: {error?.Message}");
            Assert.True(forgery.IsHarmless || (error as MeshException)?.ErrorId == MeshErrorId.RevisionInvalid, $"{forgery}: {error}");
            Assert.Equal(["cluster1", "cluster2"], history.Clusters.Select(cluster => cluster.Name));
            Assert.Equal(before, await scene.VersionsAsync());
        }

        await PutAsync(scene, Forgery.All[0].Make(scene.Federation, sound));
        Assert.Equal(3, await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(60))));
        Assert.False((await scene.Declared.PlanAsync(scene.Declared.Split(60))).HasChanges);
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(2));
        Assert.False((await scene.Declared.PlanAsync(scene.Declared.Split(50))).HasChanges);
    }

    [Fact]
    public async Task What_no_server_lets_in_is_refused_too()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        foreach (var content in new[] { "%%%", "AAA", "=" })
        {
            var stored = scene.InProcess!["cluster1"].Find("configmaps", "istio-system", Name(scene, 1))!;
            stored["binaryData"]![RevisionLabels.ContentKey] = content;
            scene.InProcess["cluster1"].Put(stored);
            var history = await FederationHistory.ReadAsync(scene.Federation, scene.Clusters, null, Ct);
            var error = await Assert.ThrowsAsync<MeshException>(() => history.ObjectsOfAsync(1, Ct));
            Assert.Equal(MeshErrorId.RevisionInvalid, error.ErrorId);
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_number_that_no_publish_comes_to_is_not_counted_and_what_has_it_stays(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var sound = await RecordAsync(scene);
        string[] numbers = ["0", "1000000000", "2147483647", "2147483648", "99999999999999999999", "01", "x"];
        foreach (var number in numbers) await CopyAsync(scene, sound, $"meshfederation.{scene.Federation}.v{number}", number);

        Assert.Equal(2, await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(50))));
        var comparison = await scene.Declared.CompareAsync(scene.Declared.Split(50));
        Assert.Equal(numbers.Length, comparison.Notes.Count(note => note.StartsWith(MeshErrorId.ObjectForeign, StringComparison.Ordinal)));
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Equal(numbers.Length, (await scene.StateAsync()).Count);
    }

    [Fact]
    public async Task After_the_last_number_nothing_is_published()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var number = RevisionDocument.MostRevisions.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await CopyAsync(scene, await RecordAsync(scene), $"meshfederation.{scene.Federation}.v{number}", number);
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(50));
        var before = await scene.VersionsAsync();
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.TryPublishAsync(plan));
        Assert.Equal(MeshErrorId.RevisionInvalid, error.ErrorId);
        Assert.Equal(before, await scene.VersionsAsync());
    }

    private static string Name(PublishingScene scene, int number) => RevisionDocument.Name(scene.Federation, number, 0);

    private static async Task<UnstructuredMap> RecordAsync(PublishingScene scene) =>
        (await scene.Declared.Api("cluster1").GetAsync(ResourceKinds.ConfigMap, "istio-system", Name(scene, 1), Ct))!;

    private static Task PutAsync(PublishingScene scene, UnstructuredMap record) => scene.Declared.Api("cluster1").ReplaceAsync(
        ResourceKinds.ConfigMap, record.With("metadata", record.Map("metadata")!.With("resourceVersion", null)), Ct);

    private static Task CopyAsync(PublishingScene scene, UnstructuredMap record, string name, string number)
    {
        var copy = CopiedObject.Of(record, name);
        var metadata = copy.Map("metadata")!;
        metadata = metadata.With("labels", metadata.Map("labels")!.With(RevisionLabels.Revision, number));
        return scene.Declared.Api("cluster1")
            .ApplyAsync(ResourceKinds.ConfigMap, copy.With("metadata", metadata), new(FieldManager: "kubectl"), Ct);
    }
}

using System.Text.Json.Nodes;
using MeshFederation.Clusters.Identity;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>A Secret that somebody copied, labels and annotations with it, is nobody's but theirs, and proves nothing.</summary>
public sealed class IdentityOwnershipTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_with_our_label_is_not_overwritten_unasked()
    {
        await using var scene = await IdentityScene.StartAsync();
        var secret = scene["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        secret["metadata"]!["managedFields"]![0]!["manager"] = "kubectl-client-side-apply";
        scene["cluster2"].Put(secret);
        var goal = Goal(scene);
        var error = await Assert.ThrowsAsync<MeshException>(() => RunAsync(scene.Publisher(), goal));
        Assert.Equal(MeshErrorId.IdentityExists, error.ErrorId);
        Assert.Equal(IdentityStep.Done, (await RunAsync(scene.Publisher(force: true), goal))[^1].Step);
    }

    [Fact]
    public async Task What_a_Secret_proves_it_proves_of_itself_alone()
    {
        await using var scene = await IdentityScene.StartAsync();
        await RunAsync(scene.Publisher(), Goal(scene));
        var first = (await scene.Publisher().ReadAsync(Ct))[0];
        Assert.Equal(first.Authority!.Certificate.Fingerprint, first.ProvenAuthority);
        var copy = scene["cluster1"].Find("secrets", "istio-system", "cacerts")!;
        copy["metadata"]!["uid"] = "another";
        scene["cluster1"].Put(copy);
        Assert.Equal("", (await scene.Publisher().ReadAsync(Ct))[0].ProvenAuthority);
    }

    [Fact]
    public async Task A_copy_of_a_Secret_that_is_none_is_not_taken_for_one()
    {
        await using var scene = await IdentityScene.StartAsync();
        var secret = (await scene.Publisher().ReadAsync(Ct))[0].Secret!;
        var name = AuthoritySecret.Backup(secret).Map("metadata")!.Text("name")!;
        scene["cluster1"].Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "istio-system" },
            ["data"] = new JsonObject { ["root-cert.pem"] = secret.Map("data")!.Text("root-cert.pem") },
        });
        var error = await Assert.ThrowsAsync<MeshException>(() => RunAsync(scene.Publisher(), Goal(scene)));
        Assert.Equal(MeshErrorId.IdentityExists, error.ErrorId);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(secret.Map("data"), (await scene.Publisher().ReadAsync(Ct))[0].Secret!.Map("data"));
    }

    private static RotationGoal Goal(IdentityScene scene) => RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);

    private static Task<List<MeshIdentityChange>> RunAsync(IdentityPublisher publisher, RotationGoal goal) =>
        publisher.RunAsync(goal, Ct).ToListAsync(Ct).AsTask();
}

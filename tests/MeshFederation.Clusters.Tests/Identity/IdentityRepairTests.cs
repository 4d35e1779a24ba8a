using System.Text;
using MeshFederation.Analysis.Identity;
using MeshFederation.Clusters.Identity;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>An authority that has ended, and one that istiod would not take, are seen as what they are, and can be mended.</summary>
public sealed class IdentityRepairTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_ended_fails_and_is_exchanged_below_the_same_root()
    {
        await using var scene = await EndedAsync();
        var states = await scene.Publisher().ReadAsync(Ct);
        var note = string.Join(' ', IdentityFacts.Of(states[1], states[1].Now!.Value).Note);
        Assert.Contains("has ended on", note, StringComparison.Ordinal);
        foreach (var trust in ClusterTrust.All(scene.Clusters, scene.Clock.GetUtcNow(), states))
        {
            Assert.Equal(TrustResult.Fails, trust.Result);
            Assert.Contains("certificate has expired", trust.Reason, StringComparison.Ordinal);
        }

        var error = await Assert.ThrowsAsync<MeshException>(() => LiveIdentities.AuthorityAsync(scene.Clusters[1], scene.Clock, Ct));
        Assert.Equal(MeshErrorId.CertificateInvalid, error.ErrorId);
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        Assert.Contains("-Rotate Intermediate", (await InstallingAsync(scene, goal)).RecommendedAction, StringComparison.Ordinal);
        var changes = await scene.Publisher().RunAsync(goal, Ct).ToListAsync(Ct);
        Assert.Equal(IdentityStep.Done, changes[^1].Step);
        Assert.Equal(goal.Authority["cluster2"].Certificate.Pem, scene.Held("cluster2", "ca-cert.pem"));
    }

    [Fact]
    public async Task What_has_ended_is_not_kept_beside_a_new_root_and_is_replaced_with_Force()
    {
        await using var scene = await EndedAsync();
        var (goal, before) = (RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true), scene["cluster1"].Revision);
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.Publisher().RunAsync(goal, Ct).ToListAsync(Ct).AsTask());
        Assert.Equal((MeshErrorId.IdentityMismatch, before), (error.ErrorId, scene["cluster1"].Revision));
        Assert.Contains("has ended. istiod does not start with it", error.Message, StringComparison.Ordinal);
        Assert.Contains("Publish-MeshIdentity -Force, without -Rotate", error.RecommendedAction, StringComparison.Ordinal);
        var ended = scene.Held("cluster2", "ca-cert.pem");
        await ReplaceAsync(scene, goal);
        Assert.Contains(Kept(scene), name => scene.Held("cluster2", "ca-cert.pem", name) == ended);
    }

    [Theory]
    [InlineData("ca-key.pem")]
    [InlineData("ca-cert.pem")]
    [InlineData("root-cert.pem")]
    public async Task What_istiod_would_not_take_is_replaced_with_Force_alone_and_kept(string file)
    {
        await using var scene = await IdentityScene.StartAsync();
        var secret = scene["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        secret["data"]![file] = "QQ==";
        scene["cluster2"].Put(secret);
        var state = (await scene.Publisher().ReadAsync(Ct))[1];
        Assert.Contains(state.Unsound, IdentityFacts.Of(state, scene.Clock.GetUtcNow()).Note);
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.Publisher().RunAsync(goal, Ct).ToListAsync(Ct).AsTask());
        Assert.Equal(MeshErrorId.IdentityUnknown, error.ErrorId);
        Assert.Contains("Publish-MeshIdentity -Force", error.RecommendedAction, StringComparison.Ordinal);
        await ReplaceAsync(scene, goal);
        Assert.Contains(Kept(scene), name => scene.Held("cluster2", file, name) == "A");
    }

    private static async Task<IdentityScene> EndedAsync()
    {
        var scene = await IdentityScene.StartAsync();
        var ended = IntermediateCertificate.Create(
            scene.Root,
            scene.Clusters[1],
            new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384, End = scene.Clock.Start.AddHours(1) });
        var secret = scene["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        foreach (var file in CertificateFile.Of(ended))
            secret["data"]![file.Name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Text));
        scene["cluster2"].Put(secret);
        await Task.Delay(TimeSpan.FromHours(2), scene.Clock, Ct);
        return scene;
    }

    private static async Task ReplaceAsync(IdentityScene scene, RotationGoal goal)
    {
        Assert.Contains("Publish-MeshIdentity -Force", (await InstallingAsync(scene, goal, 1)).RecommendedAction, StringComparison.Ordinal);
        var changes = await scene.Publisher(force: true).InstallAsync(goal, Ct).ToListAsync(Ct);
        Assert.All(changes, change => Assert.Equal(IdentityAction.Update, change.Action));
        Assert.Equal(goal.Authority["cluster2"].Certificate.Pem, scene.Held("cluster2", "ca-cert.pem"));
    }

    private static async Task<MeshException> InstallingAsync(IdentityScene scene, RotationGoal goal, int first = 0)
    {
        var clusters = scene.Clusters.Skip(first).ToList();
        var error = await Assert.ThrowsAsync<MeshException>(
            () => scene.Publisher(clusters: clusters).InstallAsync(goal, Ct).ToListAsync(Ct).AsTask());
        Assert.Equal(MeshErrorId.IdentityExists, error.ErrorId);
        return error;
    }

    private static IEnumerable<string> Kept(IdentityScene scene) => scene["cluster2"].All("secrets")
        .Select(one => (string)one["metadata"]!["name"]!).Where(name => name != "cacerts");
}

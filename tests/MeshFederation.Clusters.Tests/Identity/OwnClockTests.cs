using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What has ended is told by the server's clock; where it tells no time, by the caller's, and that is said.</summary>
public sealed class OwnClockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_server_tells_the_time_no_other_clock_counts()
    {
        await using var scene = await EndingAsync();
        var ahead = new WrongClock(scene.Clock, TimeSpan.FromDays(1));
        Assert.True((await LiveIdentities.SigningAsync(scene.Clusters[1], ahead, Ct)).HasKey);
    }

    [Fact]
    public async Task Where_it_tells_none_the_callers_clock_counts_and_that_is_said()
    {
        await using var scene = await EndingAsync();
        scene["cluster2"].TellsTime = false;
        Assert.True((await LiveIdentities.AuthorityAsync(scene.Clusters[1], scene.Clock, Ct)).HasKey);
        var ahead = new WrongClock(scene.Clock, TimeSpan.FromDays(1));
        var error = await Assert.ThrowsAsync<MeshException>(() => LiveIdentities.SigningAsync(scene.Clusters[1], ahead, Ct));
        Assert.Equal(MeshErrorId.CertificateInvalid, error.ErrorId);
        Assert.Contains("told by the clock of this machine", error.Message, StringComparison.Ordinal);
        var notes = new List<string>();
        var budget = new TimeBudget(TimeSpan.FromMinutes(1), isAsked: false);
        await foreach (var (identity, failure) in LiveIdentities.ReadAsync([scene.Clusters[1]], budget, ahead, Ct))
        {
            Assert.Null(failure);
            notes.AddRange(identity!.Note);
        }

        Assert.Contains(notes, note => note.Contains("has ended on", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("told by the clock of this machine", StringComparison.Ordinal));
    }

    /// <summary>Clusters of which the authority of the second ends in an hour.</summary>
    private static async Task<IdentityScene> EndingAsync()
    {
        var scene = await IdentityScene.StartAsync();
        var ending = IntermediateCertificate.Create(
            scene.Root,
            scene.Clusters[1],
            new(scene.Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384, End = scene.Clock.Start.AddHours(1) });
        var secret = scene["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        foreach (var file in CertificateFile.Of(ending))
            secret["data"]![file.Name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Text));
        scene["cluster2"].Put(secret);
        return scene;
    }
}

using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>What the commands of identities do with clusters that have authorities below a root, and a mesh configuration.</summary>
internal sealed class IdentityRun(IReadOnlyList<MeshCluster> clusters, MeshCertificateAuthority root, TimeProvider clock)
{
    /// <summary>Workloads that are restarted beside istiod.</summary>
    public static readonly IReadOnlyList<WorkloadName> Workloads =
        [new("DaemonSet", "istio-system", "ztunnel"), new("StatefulSet", "default", "db")];

    private static TimeBudget Budget => new(TimeSpan.FromMinutes(1), isAsked: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Runs a command; what fails is thrown.</summary>
    /// <returns>What may not be read.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(string command)
    {
        switch (command)
        {
            case "Get-MeshIdentity":
                var notes = new List<string>();
                await foreach (var (identity, failure) in LiveIdentities.ReadAsync(clusters, Budget, clock, Ct))
                {
                    if (failure is not null) throw failure;
                    notes.AddRange(identity!.Note);
                }

                return notes;
            case "Test-MeshIdentity -Live":
                var unread = new List<string>();
                await foreach (var (state, failure) in LiveIdentities.StatesAsync(clusters, Budget, clock, Ct))
                {
                    if (failure is not null) throw failure;
                    unread.AddRange(state.Unread);
                }

                return unread;
            case "New-MeshCertificateAuthority -FromCluster" or "Import-MeshCertificate -FromSecret":
                Assert.True((await LiveIdentities.AuthorityAsync(clusters[0], clock, Ct)).HasKey);
                return [];
            case "Publish-MeshIdentity -Rotate -Restart":
                await RotateAsync();
                return [];
            case "Remove-MeshClusterTrust":
                var lost = Certificate(new("cluster3", "cluster3"), root);
                var revocations = new RevocationPublisher(clusters, [lost], [root], clock);
                var shown = await revocations.PlanAsync(Ct);
                await revocations.RunAsync(shown, Ct).ToListAsync(Ct);
                await ApplyAsync(await MeshTrustPatcher.RefusingAsync(clusters, ["three.example"], Ct));
                return [.. shown.Gap.Select(gap => gap.Reason)];
            case "Add-MeshClusterTrust -Apply":
                var patcher = await MeshTrustPatcher.AcceptingAsync(clusters, alias: false, Ct);
                await ApplyAsync(patcher);
                return [.. patcher.Note, .. patcher.UnknownAccess];
            default:
                throw new ArgumentException(command, nameof(command));
        }
    }

    /// <summary>Exchanges the root up to the first restart, and restarts a workload of each other kind.</summary>
    private async Task RotateAsync()
    {
        var next = RootCertificate.Create("Next root", "Shop", CertificateKeyAlgorithm.ECDSAP384, null, clock.GetUtcNow().AddHours(-1));
        var goal = RotationGoal.Of([.. clusters.Select(cluster => Certificate(cluster, next))], changesRoot: true);
        var options = new IdentityOptions { Restart = true, Force = true, Clock = clock, Poll = TimeSpan.FromSeconds(1) };
        await foreach (var change in new IdentityPublisher(clusters, options).RunAsync(goal, Ct))
        {
            if (change.Action == IdentityAction.Restart) break;
        }

        foreach (var workload in Workloads)
            await IdentityWriter.RestartAsync(Api(clusters[0]), workload, clock.GetUtcNow(), Ct);
    }

    private MeshIntermediateCertificate Certificate(MeshCluster cluster, MeshCertificateAuthority authority) =>
        IntermediateCertificate.Create(
            authority, cluster, new(clock.GetUtcNow().AddHours(-1)) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });

    private static async Task ApplyAsync(MeshTrustPatcher patcher)
    {
        Assert.NotEmpty(patcher.Patch);
        foreach (var patch in patcher.Patch) Assert.True((await patcher.ApplyAsync(patch, Ct)).IsApplied);
    }

    private static KubernetesApi Api(MeshCluster cluster) => KubernetesConnections.For(cluster.Context, cluster.Kubeconfig);
}

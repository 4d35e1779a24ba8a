using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>Authorities are given and exchanged by who says so, not by Enter.</summary>
public sealed class IdentityQuestionTests
{
    [Fact]
    public async Task Enter_writes_nothing_and_yes_all_of_it()
    {
        await using var clusters = await TestClusters.StartAsync(2);
        using var screen = new ModuleScreen(columns: 160);
        screen.Values(
            $"$c1, $c2 = 1, 2 | ForEach-Object {{ New-MeshCluster cluster$_ -Kubeconfig '{clusters.Kubeconfig}' }}; $made = "
            + "New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384");
        var asked = 0;
        screen.Choose = (_, enter) =>
        {
            asked++;
            return enter;
        };
        screen.Values("$null = $made | Publish-MeshIdentity");
        Assert.Equal(1, asked);
        Assert.All(clusters.All, cluster => Assert.Empty(cluster.All("secrets")));
        screen.Choose = (_, _) => 0;
        screen.Values("$null = $made | Publish-MeshIdentity");
        Assert.All(clusters.All, cluster => Assert.Single(cluster.All("secrets")));
    }
}

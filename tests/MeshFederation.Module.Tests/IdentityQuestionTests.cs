using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>Authorities are given and exchanged by who says so, not by Enter.</summary>
public sealed class IdentityQuestionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Enter_writes_nothing_and_yes_all_of_it()
    {
        await using var clusters = await TestClusters.StartAsync(2);
        using var screen = new ModuleScreen(columns: 160);
        screen.Values(
            $"$c1, $c2 = 1, 2 | ForEach-Object {{ New-MeshCluster cluster$_ -Kubeconfig '{clusters.Kubeconfig}' }}; $made = "
            + "New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384");
        var asked = 0;
        var report = Path.Combine(_folder, "report.txt");
        screen.Choose = (_, enter) =>
        {
            asked++;
            return enter;
        };
        screen.Values($"$null = $made | Publish-MeshIdentity -Report '{report}'");
        Assert.Equal(1, asked);
        Assert.Contains("NotConfirmed", await ReadAsync(report), StringComparison.Ordinal);
        Assert.Contains(
            "NotConfirmed", screen.Values("$made | Publish-MeshIdentity | Export-MeshReport")[0].ToString(), StringComparison.Ordinal);
        Assert.All(clusters.All, cluster => Assert.Empty(cluster.All("secrets")));
        Assert.DoesNotContain(
            "NotConfirmed",
            screen.Values("$made | Publish-MeshIdentity -WhatIf | Export-MeshReport")[0].ToString(),
            StringComparison.Ordinal);
        screen.Choose = (_, _) => 0;
        screen.Values($"$null = $made | Publish-MeshIdentity -Report '{report}'");
        Assert.Contains("2 notes", await ReadAsync(report), StringComparison.Ordinal);
        Assert.All(clusters.All, cluster => Assert.Single(cluster.All("secrets")));
    }

    [Fact]
    public async Task What_goes_in_the_end_and_what_is_restarted_is_said_before()
    {
        await using var clusters = await TestClusters.StartAsync(2);
        using var screen = new ModuleScreen(columns: 2000);
        screen.Values(
            $"$c1, $c2 = 1, 2 | ForEach-Object {{ New-MeshCluster cluster$_ -Kubeconfig '{clusters.Kubeconfig}' }}; $old, $partner, $new = "
            + "'Old', 'Partner', 'New' | ForEach-Object { New-MeshCertificateAuthority $_ -Organization Shop -KeyAlgorithm ECDSAP384 }; "
            + "$null = $old | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384 | Publish-MeshIdentity -Confirm:$false");
        var old = Pem(screen, "$old");
        Serve(clusters["cluster1"], old);
        Serve(clusters["cluster2"], old + Pem(screen, "$partner"));
        var secret = clusters["cluster2"].Find("secrets", "istio-system", "cacerts")!;
        secret["data"]!["root-cert.pem"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(old + Pem(screen, "$partner")));
        clusters["cluster2"].Put(secret);
        var shown = screen.Show(
            "$new | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384 | "
            + "Publish-MeshIdentity -Rotate Root -Restart -Force -WhatIf");
        Assert.Contains("cluster1 deployment/istiod in istio-system; cluster2 deployment/istiod", shown, StringComparison.Ordinal);
        Assert.Matches("In the end the root 'CN=Old, O=Shop' \\(SHA-256 [0-9A-F]{16}…\\) goes from cluster1, cluster2\\.", shown);
        Assert.Matches(
            "In the end the root 'CN=Partner, O=Shop' .* goes from cluster2, though none of these clusters signs below it", shown);
        var said = screen.Values(
            "$null = $new | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384 | "
            + "Publish-MeshIdentity -Rotate Root -Force -Confirm:$false -WarningVariable w -WarningAction Ignore; $w");
        Assert.StartsWith(
            "In the end the root 'CN=Partner, O=Shop'", $"{Assert.Single(said)}", StringComparison.Ordinal);
    }

    private static string Pem(ModuleScreen screen, string authority) => (string)screen.Values($"{authority}.Root.Pem")[0].BaseObject;

    private static void Serve(TestCluster cluster, string roots)
    {
        cluster.Put("""
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "istiod", "namespace": "istio-system", "labels":
            {"app": "istiod"}}, "spec": {"selector": {"matchLabels": {"app": "istiod"}}, "template": {"metadata": {"labels": {"app":
            "istiod"}}, "spec": {"containers": [{"name": "discovery", "image": "docker.io/istio/pilot:1.30.3"}]}}}}
            """);
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "istio-ca-root-cert", ["namespace"] = "istio-system" },
            ["data"] = new JsonObject { ["root-cert.pem"] = roots },
        });
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}

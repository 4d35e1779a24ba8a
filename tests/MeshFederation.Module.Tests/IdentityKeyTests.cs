using System.Text;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>Keys of authorities are on no stream, in no text and in no property, in whatever form.</summary>
public sealed class IdentityKeyTests
{
    [Fact]
    public async Task No_key_is_shown_whatever_is_asked_for()
    {
        await using var clusters = await TestClusters.StartAsync(1);
        using var screen = new ModuleScreen(columns: 400);
        var script = $$"""
            & {
                $c = New-MeshCluster cluster1 -Kubeconfig '{{clusters.Kubeconfig}}'
                $root = New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 -Verbose -Debug
                $made = $root | New-MeshIntermediateCertificate $c -KeyAlgorithm ECDSAP384 -Verbose -Debug
                $made | Publish-MeshIdentity -Cluster $c -WhatIf -Verbose -Debug
                $made | Publish-MeshIdentity -Cluster $c -Confirm:$false -Verbose -Debug
                Get-MeshIdentity $c -Verbose -Debug | Format-List *
                try { New-MeshCertificateAuthority -FromCluster $c -Verbose -Debug | Format-List * } catch { "$_" }
                $root, $made | Format-List *
                "$root $made"
                $root, $made | ConvertTo-Json -Depth 9
                $root, $made | ForEach-Object { [Management.Automation.PSSerializer]::Serialize($_) }
            } *>&1 | Out-String -Width 400
            """;
        var shown = $"{screen.Values(script)[0]}";
        Assert.Contains("secrets", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", shown, StringComparison.Ordinal);
        var key = (string)clusters["cluster1"].Find("secrets", "istio-system", "cacerts")!["data"]!["ca-key.pem"]!;
        Assert.DoesNotContain(key[..60], shown, StringComparison.Ordinal);
        var lines = Encoding.UTF8.GetString(Convert.FromBase64String(key)).Split('\n').Where(line => line.Length > 20 && line[0] != '-');
        Assert.NotEmpty(lines);
        foreach (var line in lines) Assert.DoesNotContain(line, shown, StringComparison.Ordinal);
    }
}

namespace MeshFederation.Module.Tests;

/// <summary>
/// Whatever is wrong with a federation, it ends in one error with its own id, and nothing is written, changed or removed.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080; ";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("$s | Set-MeshTrafficSplit cluster3/v3:100 | Export", "MeshDestinationClusterUnknown")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:24 | Export", "MeshWeightTotal")]
    [InlineData("New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:0 | Export", "MeshPortOutOfRange")]
    [InlineData("New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:65536 | Export", "MeshPortOutOfRange")]
    [InlineData("New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port web:80/QUIC | Export", "MeshPortProtocolInvalid")]
    [InlineData("New-MeshServiceEntry My_Service -Cluster $c2 -ClientCluster $c1 -Port http:80 | Export", "MeshNameInvalid")]
    [InlineData("New-MeshServiceEntry a -Namespace a.b -Cluster $c2 -ClientCluster $c1 -Port http:80 | Export", "MeshNameInvalid")]
    [InlineData("New-MeshServiceEntry a -Cluster $c2, $c2 -ClientCluster $c1 -Port http:80 | Export", "MeshClusterDuplicate")]
    [InlineData(
        "$s, (New-MeshServiceEntry a -Cluster (New-MeshCluster cluster2 -GatewayAddress 192.0.2.9) -ClientCluster $c1 -Port http:80) | "
        + "Export",
        "MeshClusterConflict")]
    [InlineData("@() | Export", "MeshInputEmpty")]
    [InlineData("$s | Export -AddressPool 240.240.0.0/16", "MeshAddressPoolReserved")]
    [InlineData("$s | Export -AddressPool 240.0.0.0/4", "MeshAddressPoolReserved")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster (New-MeshCluster new -IstioVersion 1.20 -GatewayAddress 192.0.2.3 -RoutingMode EnvoyFilter) "
        + "-ClientCluster $c1 -Port http:80 | Export",
        "MeshRoutingModeUnsupported")]
    [InlineData(
        "$s | Set-MeshTrafficSplit (New-MeshDestination cluster2 100 -Subset @{ version = 'not a label!' }) | Export", "MeshLabelInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit 'cluster2/-v3-:100' | Export", "MeshLabelInvalid")]
    [InlineData("Get-MeshService $c1, $c2 -Path FOLDER/not.yaml | New-MeshServiceEntry -ClientCluster $c1 | Export", "MeshYamlInvalid")]
    [InlineData("Get-MeshService $c1, $c2 -Path FOLDER | New-MeshServiceEntry -ClientCluster $c1 | Export", "MeshFileIsDirectory")]
    [InlineData("$s | Export-MeshManifest FOLDER/not.yaml", "MeshExportPathInvalid")]
    [InlineData("$s | Export-MeshManifest FOLDER/foreign -SingleFile", "MeshExportFileForeign")]
    [InlineData("$s | Export-MeshManifest FOLDER/foreign -SingleFile -Prune", "MeshExportFileForeign")]
    [InlineData("$s | Export-MeshManifest Env:/out", "MeshPathInvalid")]
    public void Nothing_happens(string script, string id)
    {
        File.WriteAllText(Path.Combine(_folder, "not.yaml"), "kind: [Service\n");
        Directory.CreateDirectory(Path.Combine(_folder, "foreign"));
        File.WriteAllText(Path.Combine(_folder, "foreign", "cluster1.yaml"), "kind: ConfigMap\n");
        // An earlier export, which none of these may touch.
        _host.Run(Declare + $"$s | Set-MeshTrafficSplit cluster2:100 | Export-MeshManifest '{_folder}/out'");
        var before = Contents();

        var error = _host.Fails(Declare + script
            .Replace("| Export-", "| Write-", StringComparison.Ordinal)
            .Replace("| Export", $"| Export-MeshManifest '{_folder}/out' -Prune", StringComparison.Ordinal)
            .Replace("| Write-", "| Export-", StringComparison.Ordinal).Replace("FOLDER", _folder, StringComparison.Ordinal));

        Assert.StartsWith(id + ",MeshFederation.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private List<string> Contents() => [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O} {File.ReadAllText(path)}")];
}

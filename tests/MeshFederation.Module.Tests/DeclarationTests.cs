using System.Text.Json;

namespace MeshFederation.Module.Tests;

/// <summary>Federations as files and scripts, as their users have them.</summary>
public sealed class DeclarationTests : IDisposable
{
    private const string Same = """
        function Same($one, $other) {
            $one = @($one); $other = @($other)
            $one.Count -eq $other.Count -and -not (0..($one.Count - 1)).Where({ -not $one[$_].Equals($other[$_]) })
        }
        $before = @(Import-MeshFederation $args[0])

        """;

    private readonly ModuleHost _host = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("declarations-").FullName;

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_script_declares_what_the_file_does() => ForEach("""
        $script = $before | ConvertTo-MeshScript
        $after = & ([scriptblock]::Create($script))
        if (-not (Same ($before | Sort-Object Namespace, Name) $after)) { throw $script }
        """);

    [Fact]
    public void A_file_that_is_written_declares_what_the_one_that_was_read_did() => ForEach("""
        $path = Join-Path (Split-Path $args[0]) 'again.yaml'
        $before | Export-MeshFederation $path -Force | Out-Null
        if (-not (Same ($before | Sort-Object Namespace, Name) (Import-MeshFederation $path))) { throw (Get-Content $path -Raw) }
        if (($before | Export-MeshFederation $path).Action -ne 'Unchanged') { throw 'It was written again.' }
        """);

    [Fact]
    public void Every_key_that_a_cmdlet_takes_is_tried()
    {
        var tried = string.Concat(Enumerable.Range(0, 200).Select(seed => new RandomDeclaration(seed).Write()));
        using var schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(ModuleHost.RepositoryRoot, "docs", "schema", "federation.v1.schema.json")));
        string[] sections =
        [
            "cluster", "federation", "service", "match", "condition", "trafficSplit", "gatewaySplit", "failover", "gatewayFailover",
            "policy",
            .. schema.RootElement.GetProperty("definitions").EnumerateObject().Select(section => section.Name)
                .Where(name => name.StartsWith("policy.", StringComparison.Ordinal)),
        ];
        var keys = sections.SelectMany(
            section => schema.RootElement.GetProperty("definitions").GetProperty(section).GetProperty("properties").EnumerateObject());
        Assert.All(
            keys.Select(key => key.Name).Except(RandomDeclaration.OnlyRead, StringComparer.Ordinal),
            key => Assert.Contains($"\"{key}\":", tried, StringComparison.Ordinal));
    }

    [Fact]
    public void Clusters_that_are_given_count()
    {
        var path = Write(new RandomDeclaration(1).Write());
        var version = _host.Run($$"""
            $c = New-MeshCluster cluster1 -IstioVersion 1.29.0
            (Import-MeshFederation '{{path}}' -Cluster $c)[0].Cluster.Where({ $_.Name -eq 'cluster1' }).IstioVersion.ToString()
            """);
        Assert.Equal("1.29.0", version[0].ToString());
    }

    [Fact]
    public void Services_that_were_not_read_whole_or_are_of_two_federations_are_not_written()
    {
        var script = """
            New-MeshCluster cluster1 | Out-Null
            $a = New-MeshFederation a -Cluster cluster1 | New-MeshServiceEntry x -Port 80
            $b = New-MeshFederation b -Cluster cluster1 | New-MeshServiceEntry y -Port 80
            $a, $b | ConvertTo-MeshScript
            """;
        Assert.StartsWith("MeshFederationConflict", _host.Fails(script).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'x' | New-MeshServiceEntry -Cluster cluster1 -Port 80 -ServiceAccount cluster2/a", "MeshClusterNotFound")]
    [InlineData("'x' | New-MeshServiceEntry -Cluster cluster1 -Port 80 -Selector @{ cluster2 = @{ app = 'x' } }", "MeshClusterNotFound")]
    [InlineData(
        "'x' | New-MeshServiceEntry -Cluster cluster1 -Port http:80 -TargetPort @{ cluster2 = @{ http = 1 } }", "MeshClusterNotFound")]
    [InlineData("Get-MeshFederation -History -AsDeclaration", "MeshInputInvalid")]
    public void What_is_not_used_is_refused(string script, string id) => Assert.StartsWith(
        id, _host.Fails("New-MeshCluster cluster1 | Out-Null; " + script).FullyQualifiedErrorId, StringComparison.Ordinal);

    private void ForEach(string script)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var path = Write(new RandomDeclaration(seed).Write());
            _host.Run($"& {{ {Same}{script} }} '{path}'");
        }
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "federation.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}

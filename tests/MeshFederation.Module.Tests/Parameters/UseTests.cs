using System.Management.Automation;
using System.Text.RegularExpressions;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests.Parameters;

/// <summary>Whatever a parameter takes is used or refused, in every parameter set of every cmdlet; nothing is passed over.</summary>
public sealed partial class UseTests : IAsyncLifetime
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; "
        + "$c2 = New-MeshCluster cluster2 -Kubeconfig $k -GatewayAddress 192.0.2.2; "
        + "$plain = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080; "
        + "$s = $plain | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25; $local = $plain | Set-MeshTrafficSplit cluster1/v1:100; "
        + "$matched = $s | Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Path = '/v2' }, @{ Header = @{ a = 'b' } }, "
        + "@{ Method = 'POST' }, @{ SourceLabel = @{ a = 'b' } }; $found = $s | Test-MeshFederation; "
        + "$problem = [MeshFederation.Model.Findings.MeshFinding]::new('MF3013', 'Error', 'No pod.', 'cluster1', "
        + "'VirtualService/default/reviews', 'Deploy it.'); "
        + "$PSDefaultParameterValues = @{ 'Publish-MeshFederation:SettleTimeout' = 0; 'Publish-MeshFederation:SettleTime' = 0 }; "
        + "$null = $local | Publish-MeshFederation -Name shop; "
        + "$null = $s | Publish-MeshFederation -Name shop -Confirm:$false; "
        + "$PSDefaultParameterValues = @{}; $plan = $local | Compare-MeshFederation -Name shop; "
        + "$null = $s | Export-MeshManifest $files -Name files -WarningAction Ignore; "
        + "$auth, $twin = 1, 2 | ForEach-Object { New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 }; "
        + "$null = $auth | Export-MeshCertificate $certs; "
        + "$null = $auth | New-MeshIntermediateCertificate $c1 -KeyAlgorithm ECDSAP384 | Export-MeshCertificate $certs; "
        + "$pair = [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile(\"$certs/root-cert.pem\", "
        + "\"$certs/root-key.pem\"); [IO.File]::WriteAllBytes(\"$certs/root.pfx\", $pair.Export('Pfx', 'x')); "
        + "$null = Export-MeshCertificateRequest $certs/req $c1 -KeyAlgorithm ECDSAP384; "
        + "$null = $s | Export-MeshFederation $certs/f.yaml -Name shop";

    private readonly ModuleScreen _screen = new(columns: 200);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshfederation-");
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        _clusters["cluster1"].Put("""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "default"},"""
            + """ "spec": {"clusterIP": "10.0.0.1", "ports": [{"name": "http", "port": 80}]}}""");
        var bookinfo = Path.Combine(ModuleHost.RepositoryRoot, "samples", "bookinfo.yaml");
        var files = _folder.CreateSubdirectory("files").FullName;
        var certificates = _folder.CreateSubdirectory("certificates").FullName;
        _screen.Values(
            $"$k = '{_clusters.Kubeconfig}'; $bookinfo = '{bookinfo}'; $files = '{files}'; $certs = '{certificates}'; {Declare}");
    }

    [Fact]
    public void Every_parameter_changes_the_result_or_is_refused()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var unused = new List<string>();
        foreach (var row in UseRow.Read().Where(row => row.With is not null))
        {
            if (!seen.TryGetValue(row.Without, out var without)) seen[row.Without] = without = Result(row.Without);
            var with = Result(row.With!);
            var isOfEngine = Ids().Matches(with).Any(id => !id.Value.StartsWith("Mesh", StringComparison.Ordinal));
            if (with == without || isOfEngine) unused.Add($"{row.Set}: {row.With}\n  {with[..Math.Min(with.Length, 200)]}");
        }

        Assert.True(unused.Count == 0, string.Join('\n', unused));
    }

    [Fact]
    public void Every_optional_parameter_of_every_set_is_tried()
    {
        var tried = UseRow.Read().SelectMany(row => row.Parameter.Select(parameter => $"{row.Set} -{parameter}"))
            .ToHashSet(StringComparer.Ordinal);
        var there = _screen.Values("Get-Command -Module MeshFederation").Select(command => (CmdletInfo)command.BaseObject)
            .SelectMany(command => command.ParameterSets.SelectMany(set => set.Parameters
                .Where(parameter => !parameter.IsMandatory && !IsCommon(parameter.Name))
                .Select(parameter => $"{command.Name} {Name(set)} -{parameter.Name}")));
        Assert.Equal("", string.Join('\n', there.Except(tried, StringComparer.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        _screen.Dispose();
        await _clusters.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>What a line gives, says and writes in a folder of its own.</summary>
    private string Result(string line)
    {
        var folder = _folder.CreateSubdirectory("work");
        _screen.MoveTo(folder.FullName);
        var shown = _screen.Show(
            $"try {{ & {{ {line} }} | ConvertTo-Json -Depth 4 -EnumsAsStrings -WarningAction Ignore }} "
            + "catch { $_.FullyQualifiedErrorId; \"$_\" }; "
            + "Get-ChildItem -Recurse -File | ForEach-Object { $_.Name; Get-Content $_.FullName -Raw }");
        _screen.MoveTo(_folder.FullName);
        folder.Delete(recursive: true);
        return shown;
    }

    /// <summary>The engine's own errors say that a line of the table is wrong, and nothing of the parameter.</summary>
    [GeneratedRegex("^[A-Za-z]+,MeshFederation\\.Commands", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    private static string Name(CommandParameterSetInfo set) => set.Name == ParameterAttribute.AllParameterSets
        ? set.Parameters.FirstOrDefault(parameter => parameter.Position == 0)?.Name ?? set.Parameters[0].Name
        : set.Name;

    private static bool IsCommon(string parameter) =>
        Cmdlet.CommonParameters.Contains(parameter) || Cmdlet.OptionalCommonParameters.Contains(parameter);
}

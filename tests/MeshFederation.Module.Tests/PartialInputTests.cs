namespace MeshFederation.Module.Tests;

/// <summary>
/// Values among services that are none. PowerShell would leave them out and go on, and what is left is a federation without services that
/// were meant: written as such, it would take them off the clusters. So every cmdlet ends there, and gives nothing.
/// </summary>
public sealed class PartialInputTests : IDisposable
{
    private const string Services =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -Port http:9080; "
        + "$r = New-MeshServiceEntry ratings -Cluster $c1, $c2 -Port http:9080; "
        + "$old = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($s)); ";

    /// <summary>What each cmdlet is given that takes services from the pipeline. A new one gets its line here.</summary>
    private static readonly Dictionary<string, string> Arguments = new(StringComparer.Ordinal)
    {
        ["Compare-MeshAccess"] = "",
        ["Compare-MeshFederation"] = "-Name a",
        ["ConvertTo-MeshDnsConfiguration"] = "-Name a",
        ["ConvertTo-MeshManifest"] = "-Name a",
        ["ConvertTo-MeshScript"] = "-Name a",
        ["Export-MeshFederation"] = "$folder/a.yaml -Name a",
        ["Export-MeshManifest"] = "$folder/manifests -Name a",
        ["Export-MeshTopology"] = "$folder/a.svg",
        ["New-MeshAccessPolicy"] = "-FromCluster cluster1",
        ["New-MeshServiceEntry"] = "-NoRetry",
        ["Publish-MeshFederation"] = "-Name a -Prune -Confirm:$false",
        ["Remove-MeshClusterTrust"] = "cluster1 -From cluster2 -Name a -Confirm:$false",
        ["Resume-MeshCluster"] = "cluster1",
        ["Set-MeshConnectionPool"] = "-MaxConnections 5",
        ["Set-MeshCorsPolicy"] = "https://shop.example.com",
        ["Set-MeshFailover"] = "cluster1, cluster2",
        ["Set-MeshFault"] = "-Delay 1s",
        ["Set-MeshHeaderRule"] = "-RequestRemove x",
        ["Set-MeshLoadBalancer"] = "LeastRequest",
        ["Set-MeshMirror"] = "cluster2",
        ["Set-MeshOutlierDetection"] = "-Interval 5s",
        ["Set-MeshRedirect"] = "-Authority shop.example.com",
        ["Set-MeshRetryPolicy"] = "2",
        ["Set-MeshRewrite"] = "/",
        ["Set-MeshTimeout"] = "5s",
        ["Set-MeshTrafficSplit"] = "cluster1:100",
        ["Suspend-MeshCluster"] = "cluster1",
        ["Test-MeshFederation"] = "-Name a",
        ["Trace-MeshRequest"] = "-From cluster1 -To reviews:9080 -Name a",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("$null", "New-MeshServiceEntry")]
    [InlineData("42", "New-MeshServiceEntry")]
    [InlineData("$old", "New-MeshServiceEntry")]
    [InlineData("@{ Name = 'reviews' }", "New-MeshServiceEntry")]
    [InlineData("[pscustomobject]@{ Name = 'reviews' }", "New-MeshServiceEntry")]
    public void What_is_no_service_ends_every_cmdlet_that_takes_services(string value, string takesNamesToo)
    {
        var names = _host.Run("(Get-Command -Module MeshFederation).Where({ $_.Parameters.Values.Where({ $_.ParameterType.FullName -match "
            + "'MeshService|PSObject' -and $_.Attributes.ValueFromPipeline -contains $true }) }).Name");
        string[] others = ["Export-MeshCertificate", "Export-MeshReport"];
        Assert.Equal(
            names.Select(name => $"{name}").Except(others, StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Arguments.Keys.Order(StringComparer.Ordinal));
        foreach (var (cmdlet, arguments) in Arguments.Where(row => row.Key != takesNamesToo || value == "$null"))
        {
            var (output, errors) = _host.TryRun($"$folder = '{_folder}'; {Services} $s, {value}, $r | {cmdlet} {arguments}");
            Assert.True(errors.Count == 1, $"{value} | {cmdlet}: {string.Join('\n', errors)}");
            Assert.Contains(
                errors[0].FullyQualifiedErrorId.Split(',')[0], (IEnumerable<string>)["MeshInputInvalid", "MeshPlanInvalid"]);
            Assert.False(string.IsNullOrWhiteSpace(errors[0].ErrorDetails.RecommendedAction));
            Assert.All(output, given => Assert.Equal("default/reviews", given.ToString()));
            Assert.Empty(_folder.GetFileSystemInfos());
        }
    }

    /// <summary>An array in an array is one value of the pipeline.</summary>
    [Theory]
    [InlineData(", @($s, $null) | ConvertTo-MeshManifest -Name a", "$null")]
    [InlineData(", @($s, 42) | ConvertTo-MeshManifest -Name a", "'42' is no service")]
    [InlineData(", @($s, $r) | Set-MeshTimeout 5s", "Several values")]
    [InlineData("$old | Set-MeshTimeout 5s", "after a job or Export-Clixml")]
    [InlineData("ConvertTo-MeshManifest $s, $null -Name a", "$null")]
    public void What_is_given_otherwise_is_said(string script, string said)
    {
        var error = _host.Fails(Services + script);
        Assert.StartsWith("MeshInputInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Services_in_an_array_of_the_pipeline_are_taken() =>
        Assert.Equal(
            _host.Run(Services + "($s, $r | ConvertTo-MeshManifest -Name a).Count")[0].BaseObject,
            _host.Run(Services + "(, @($s, $r) | ConvertTo-MeshManifest -Name a).Count")[0].BaseObject);

    [Theory]
    [InlineData("'a.yaml', {0} | Import-MeshFederation", "MeshPathInvalid")]
    [InlineData("Import-MeshFederation {0}", "MeshPathInvalid")]
    [InlineData("Import-MeshFederation -LiteralPath {0}", "MeshPathInvalid")]
    [InlineData("Import-MeshFederation -LiteralPath *.yaml, {0}", "MeshPathInvalid")]
    [InlineData("Import-MeshPlan {0}", "MeshPathInvalid")]
    [InlineData("Import-MeshPlan -LiteralPath {0}", "MeshPathInvalid")]
    [InlineData("'a', {0}, 'b' | New-MeshCluster", "MeshClusterNameInvalid")]
    [InlineData("'a', {0}, 'b' | New-MeshFederation", "MeshFederationNameInvalid")]
    public void A_name_or_path_that_is_empty_ends_the_cmdlet(string script, string id)
    {
        File.WriteAllText(
            Path.Combine(_folder.FullName, "a.yaml"),
            "version: 1\nfederation: { name: a }\nclusters: [{ name: c1 }]\nservices: [{ name: s, cluster: [c1], port: [http:80] }]\n");
        foreach (var empty in (IEnumerable<string>)["''", "$null"])
        {
            var (_, errors) = _host.TryRun(
                $"Set-Location '{_folder}'; {script.Replace("{0}", empty, StringComparison.Ordinal)} | ForEach-Object {{ }}");
            Assert.StartsWith(id + ",", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    /// <summary>What was meant for some requests must not befall all, because a variable is empty.</summary>
    [Fact]
    public void What_narrows_a_policy_or_split_is_not_empty()
    {
        var narrowing = _host.Run("Get-Command -Module MeshFederation Set-Mesh* | ForEach-Object { $cmdlet = $_; 'Match', 'Destination', "
            + "'Cluster' | Where-Object { $cmdlet.Parameters[$_] -and $cmdlet.Parameters[$_].Attributes.Mandatory -notcontains $true } | "
            + "ForEach-Object { \"$($cmdlet.Name) -$_\" } }").Select(row => row.ToString().Split(' ')).ToList();
        Assert.True(narrowing.Count > 20, $"{narrowing.Count}");
        foreach (var row in narrowing)
        {
            foreach (var empty in (IEnumerable<string>)["@()", "$null"])
            {
                var (output, errors) = _host.TryRun($"{Services} $s | {row[0]} {Arguments[row[0]]} {row[1]} {empty}");
                Assert.True(errors.Count == 1 && output.Count == 0, $"{row[0]} {row[1]} {empty}: {string.Join('\n', errors)}");
            }
        }
    }

    [Theory]
    [InlineData("@() | New-MeshIntermediateCertificate cluster1")]
    [InlineData("@() | Publish-MeshIdentity -Confirm:$false")]
    [InlineData("@() | Export-MeshCertificate ./certificates")]
    public void An_empty_pipeline_of_certificates_is_said(string script) =>
        Assert.StartsWith("MeshInputEmpty,", _host.Fails(Services + script).FullyQualifiedErrorId, StringComparison.Ordinal);

    /// <summary>What is of another type did come down the pipeline; it is said that it is none, once.</summary>
    [Theory]
    [InlineData("New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 | Publish-MeshIdentity", "not the certificate of a cluster")]
    [InlineData("1 | Publish-MeshIdentity", "'1' is not the certificate of a cluster")]
    [InlineData("$null | Publish-MeshIdentity", "$null")]
    [InlineData("Publish-MeshIdentity -Certificate $null", "$null")]
    [InlineData("'a' | New-MeshIntermediateCertificate cluster1", "'a' is not an authority")]
    [InlineData("$s | Undo-MeshFederation", "is not a federation")]
    [InlineData("$s | Unpublish-MeshFederation -WhatIf", "is not a federation")]
    [InlineData("$s | Get-MeshFederation", "'default/reviews' is no cluster")]
    [InlineData("1 | Export-MeshPlan ./plan.json", "What is given as a plan is '1'")]
    [InlineData("$s | Export-MeshPlan ./plan.json", "What is given as a plan is 'default/reviews'")]
    public void What_is_of_another_type_is_refused(string script, string said)
    {
        var (_, errors) = _host.TryRun($"{Services} {script}");
        Assert.Matches("^Mesh(Input|Plan)Invalid,", Assert.Single(errors).FullyQualifiedErrorId);
        Assert.Contains(said, errors[0].ToString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(errors[0].ErrorDetails.RecommendedAction));
    }

    /// <summary>Without a fallback a split dies with its cluster; without accounts callers take any identity for the service's.</summary>
    [Theory]
    [InlineData("$s | Set-MeshTrafficSplit cluster1:100 -Fallback {0}", "MeshFallbackInvalid")]
    [InlineData("$s | New-MeshServiceEntry -ServiceAccount {0}", "MeshInputInvalid")]
    [InlineData("New-MeshServiceEntry details -Cluster $c1, $c2 -Port http:9080 -ServiceAccount {0}", "MeshInputInvalid")]
    public void What_protects_calls_is_not_left_out_for_being_empty(string script, string id)
    {
        foreach (var empty in (IEnumerable<string>)["@()", "$null"])
        {
            var error = _host.Fails(Services + script.Replace("{0}", empty, StringComparison.Ordinal));
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        if (id == "MeshFallbackInvalid") _host.Fails(Services + script.Replace("{0}", "@{}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_objects_is_not_sound()
    {
        foreach (var quiet in (IEnumerable<string>)["", " -Quiet"])
        {
            Assert.StartsWith(
                "MeshInputEmpty,",
                _host.Fails($"Test-MeshFederation -LiteralPath '{_folder}'{quiet}").FullyQualifiedErrorId,
                StringComparison.Ordinal);
        }
    }

    /// <summary>Any YAML may lie there; what has no kind is no object.</summary>
    [Fact]
    public void A_file_without_objects_is_not_sound()
    {
        var file = Path.Combine(_folder.FullName, "cluster1.yaml");
        File.WriteAllText(file, "version: 1\nreplicas: 2\n");
        Assert.StartsWith(
            "MeshInputEmpty,",
            _host.Fails($"Test-MeshFederation -Path @{{ cluster1 = '{file}' }}").FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ChildItem -LiteralPath '{0}' -Filter *.yaml | Import-MeshFederation")]
    [InlineData("Import-MeshFederation '{0}/a.yaml'")]
    [InlineData("Import-MeshFederation -LiteralPath '{0}/a.yaml'")]
    [InlineData("Import-MeshFederation ([WildcardPattern]::Escape('{0}') + '/*.yaml')")]
    public void Brackets_in_the_path_of_a_file_are_brackets(string script)
    {
        var folder = _folder.CreateSubdirectory("team [a]");
        File.WriteAllText(
            Path.Combine(folder.FullName, "a.yaml"),
            "version: 1\nfederation: { name: a }\nclusters: [{ name: c1 }]\nservices: [{ name: s, cluster: [c1], port: [http:80] }]\n");
        Assert.Equal("default/s", $"{Assert.Single(_host.Run(script.Replace("{0}", folder.FullName, StringComparison.Ordinal)))}");
    }

    /// <summary>For PowerShell an empty path is the current location, in which nothing may be, and nothing be found therefore.</summary>
    [Fact]
    public void An_empty_path_is_no_folder_without_faults() =>
        Assert.StartsWith("MeshPathInvalid,", _host.Fails("'' | Test-MeshFederation").FullyQualifiedErrorId, StringComparison.Ordinal);

    public void Dispose()
    {
        _host.Dispose();
        _folder.Delete(recursive: true);
    }
}

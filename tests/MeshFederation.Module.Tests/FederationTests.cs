namespace MeshFederation.Module.Tests;

/// <summary>A federation that is named once, and what happens where nothing names one.</summary>
public sealed class FederationTests : IDisposable
{
    private const string Declare = "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 "
        + "-GatewayAddress 192.0.2.2; $f = New-MeshFederation bookinfo -Cluster $c1, $c2 -ClientCluster $c1 -Namespace shop "
        + "-HostSuffix mesh -AddressPool 10.99.0.0/16; $s = $f | New-MeshServiceEntry reviews -Port http:9080 | Set-MeshTrafficSplit "
        + "cluster2/v3:100; $bare = New-MeshServiceEntry bare -Cluster $c1, $c2 -Port http:80; ";

    private readonly ModuleHost _host = new();

    public FederationTests() => _host.Run(Declare);

    [Theory]
    [InlineData("($s | ConvertTo-MeshManifest).Federation | Sort-Object -Unique", "bookinfo")]
    [InlineData(
        "\"$s in $($s.Cluster) for $($s.ClientCluster) under $($s.HostSuffix)\"",
        "shop/reviews in cluster1 cluster2 for cluster1 under mesh")]
    [InlineData("($s | ConvertTo-MeshManifest).Where({ $_.Kind -eq 'ServiceEntry' }).Spec.addresses[0] -like '10.99.*'", "True")]
    [InlineData(
        "($s | ConvertTo-MeshManifest -AddressPool 10.98.0.0/16).Where({ $_.Kind -eq 'ServiceEntry' }).Spec.addresses[0] -like '10.98.*'",
        "True")]
    [InlineData("($s, $bare | ConvertTo-MeshManifest).Federation | Sort-Object -Unique", "bookinfo")]
    [InlineData("($s | ConvertTo-MeshManifest -Name bookinfo).Federation | Sort-Object -Unique", "bookinfo")]
    [InlineData(
        "\"$($f | New-MeshServiceEntry db -Port tcp:5432 -Cluster $c2 -ClientCluster $c2 -Namespace data -HostSuffix other)\"", "data/db")]
    [InlineData("($f | New-MeshServiceEntry db -Port tcp:5432 -Cluster $c2).Cluster.ToString()", "cluster2")]
    [InlineData("($bare | New-MeshServiceEntry -Federation $f).ClientCluster.ToString()", "cluster1")]
    [InlineData(
        "\"$([pscustomobject]@{ Name = 'row'; Port = 'http:80'; Namespace = 'rows' } | New-MeshServiceEntry -Federation $f)\"", "rows/row")]
    public void What_a_federation_says_holds_where_no_parameter_says_it(string expression, string value) =>
        Assert.Equal(value, _host.Run(expression).Single().ToString());

    [Theory]
    [InlineData("$s | ConvertTo-MeshManifest -Name other", "MeshFederationConflict")]
    [InlineData("$s | Publish-MeshFederation -Name other", "MeshFederationConflict")]
    [InlineData(
        "$s, (New-MeshFederation other | New-MeshServiceEntry b -Cluster $c1 -Port http:80) | Test-MeshFederation",
        "MeshFederationConflict")]
    [InlineData(
        "$s, (New-MeshFederation bookinfo -AddressPool 10.1.0.0/16 | New-MeshServiceEntry b -Cluster $c1 -Port http:80) "
            + "| ConvertTo-MeshManifest",
        "MeshFederationConflict")]
    [InlineData("$f | New-MeshServiceEntry -Port http:9080 -Namespace shop", "MeshNameInvalid")]
    [InlineData("New-MeshFederation Book_Info", "MeshFederationNameInvalid")]
    [InlineData("New-MeshFederation a -AddressPool 240.240.0.0/16", "MeshAddressPoolReserved")]
    [InlineData("New-MeshServiceEntry a -Port http:80", "MeshClusterMissing")]
    [InlineData("New-MeshServiceEntry a -Cluster $c1", "MeshPortMissing")]
    [InlineData("New-MeshFederation empty | Unpublish-MeshFederation -Confirm:$false", "MeshClusterNotNamed")]
    [InlineData("New-MeshFederation empty | Get-MeshFederation", "MeshClusterNotNamed")]
    [InlineData("$f | Get-MeshFederation other", "MeshInputInvalid")]
    [InlineData("$s | Get-MeshFederation", "MeshInputInvalid")]
    [InlineData("$f | Get-MeshIdentity", "MeshInputInvalid")]
    [InlineData("$f | Test-MeshIdentity", "MeshInputInvalid")]
    [InlineData("$s | Undo-MeshFederation", "MeshInputInvalid")]
    [InlineData("'bookinfo' | Unpublish-MeshFederation -WhatIf", "MeshInputInvalid")]
    [InlineData("New-MeshServiceEntry a -Port http:80 -Cluster $f", "MeshInputInvalid")]
    public void What_does_not_fit_is_refused(string script, string id) =>
        Assert.Equal(id, _host.Fails(script).FullyQualifiedErrorId.Split(',')[0]);

    [Theory]
    [InlineData("$bare | Publish-MeshFederation")]
    [InlineData("$bare | Publish-MeshFederation -Prune -Confirm:$false")]
    [InlineData("$bare | Compare-MeshFederation")]
    [InlineData("$bare | Test-MeshFederation -Live")]
    [InlineData("$bare | Test-MeshFederation -Live -Quiet")]
    public void Clusters_are_neither_read_nor_changed_without_a_name(string script) =>
        Assert.Equal("MeshFederationNameMissing", _host.Fails(script).FullyQualifiedErrorId.Split(',')[0]);

    [Fact]
    public void At_a_prompt_the_name_is_asked_for()
    {
        using var screen = new ModuleScreen();
        var asked = new List<string>();
        screen.Answer = field =>
        {
            asked.Add(field);
            return "Not_A_Name";
        };
        Assert.Contains(
            "'Not_A_Name' cannot be the name of a federation",
            screen.Show(Declare + "$bare | Compare-MeshFederation"),
            StringComparison.Ordinal);
        Assert.Equal(["Name"], asked);
        screen.Answer = _ => "";
        Assert.Contains(
            "Nothing says which federation is meant", screen.Show("$bare | Compare-MeshFederation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Offline_the_usual_name_is_taken_and_said_once()
    {
        var folder = Directory.CreateTempSubdirectory("export-").FullName;
        try
        {
            var export = $"$bare | Export-MeshManifest '{folder}' 3>&1 | Where-Object {{ $_ -is [Management.Automation.WarningRecord] }}";
            Assert.Contains("is called 'default'", Assert.Single(_host.Run(export)).ToString(), StringComparison.Ordinal);
            Assert.Empty(_host.Run(export));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("ConvertTo-MeshManifest")]
    [InlineData("ConvertTo-MeshDnsConfiguration")]
    [InlineData("ConvertTo-MeshScript")]
    [InlineData("Test-MeshFederation")]
    [InlineData("Compare-MeshAccess")]
    [InlineData("Export-MeshFederation ./default.yaml -WhatIf")]
    public void Whoever_only_looks_is_told_the_usual_name_once(string command)
    {
        using var screen = new ModuleScreen();
        var shown = screen.Show($"{Declare} 1, 2 | ForEach-Object {{ $null = $bare | {command} }}; $null = $bare | ConvertTo-MeshManifest");
        Assert.Equal(2, shown.Split("The federation is called 'default', since nothing names it").Length);
    }

    [Fact]
    public void That_it_was_shown_does_not_stand_for_the_warning_of_what_is_kept()
    {
        using var screen = new ModuleScreen();
        Assert.Equal("1", $"{screen.Values($"{Declare} $null = $bare | ConvertTo-MeshManifest; 1, 2 | ForEach-Object {{ $null = $bare | "
            + "Export-MeshFederation ./default.yaml -WhatIf -WarningVariable +w 3> $null }; @($w).Count")[^1]}");
    }

    [Fact]
    public void A_file_that_is_kept_has_the_usual_name_where_nothing_says_another()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("export-").FullName, "mesh.yaml");
        try
        {
            Assert.Contains(
                _host.Run($"$bare | Export-MeshFederation '{file}' 3>&1"),
                item => item.BaseObject is System.Management.Automation.WarningRecord warning
                    && warning.Message.Contains("is called 'default'", StringComparison.Ordinal));
            Assert.Contains("name: default", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public void The_namespace_of_the_contexts_is_that_of_services_which_name_none()
    {
        const string Clusters = "$a = New-MeshCluster a -DefaultNamespace shop; $b = New-MeshCluster b -DefaultNamespace shop; "
            + "$d = New-MeshCluster d; ";
        Assert.Equal("shop/x", _host.Run(Clusters + "\"$(New-MeshServiceEntry x -Cluster $a, $b -Port http:80)\"").Single().ToString());
        Assert.Equal("default/x", _host.Run("\"$(New-MeshServiceEntry x -Cluster $d -Port http:80)\"").Single().ToString());
        Assert.Equal(
            "data/x", _host.Run("\"$(New-MeshServiceEntry x -Namespace data -Cluster $a, $d -Port http:80)\"").Single().ToString());
        var error = _host.Fails("New-MeshServiceEntry x -Cluster $a, $d -Port http:80");
        Assert.Equal("MeshNamespaceAmbiguous", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("'shop' of 'a', 'default' of 'd'", error.Exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();
}

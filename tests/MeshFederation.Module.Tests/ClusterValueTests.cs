namespace MeshFederation.Module.Tests;

/// <summary>Clusters as values: how they are compared, and how they come out of jobs and files.</summary>
public sealed class ClusterValueTests : IDisposable
{
    private const string Declare = "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1 -GatewayPort 443 -GatewayTargetPort 8443 "
        + "-TunnelGatewayAddress 192.0.2.9 -IstioVersion 1.22 -Network net1 -DefaultNamespace shop -GatewaySelector istio=east "
        + "-DiscoverySelector a=b -NoAutoMtls; $c2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Namespace shop -Cluster $c1, $c2 "
        + "-ClientCluster $c2 -Port http:9080 | Set-MeshTrafficSplit cluster1/v1:60, cluster2/v2:40; ";

    private readonly ModuleHost _host = new();

    public ClusterValueTests() => _host.Run(Declare);

    [Theory]
    [InlineData("$s", 1)]
    [InlineData("$s.Instance", 1)]
    [InlineData("$s.TrafficSplit.Destination", 1)]
    [InlineData("$s | ConvertTo-MeshManifest -Name shop", 2)]
    [InlineData("New-MeshFederation shop -Cluster $c1", 1)]
    public void A_cluster_filters_alike_by_its_name_on_every_value(string values, int least)
    {
        foreach (var filter in new[]
        {
            "Cluster -eq cluster1", "Cluster -contains cluster1", "Cluster -like cluster1", "Cluster -in cluster1, x"
        })
        {
            if (filter.Contains("-in", StringComparison.Ordinal) && !values.EndsWith("Instance", StringComparison.Ordinal)) continue;
            Assert.True(_host.Run($"@({values} | Where-Object {filter}).Count -ge {least}").Single().BaseObject is true, filter);
        }

        Assert.Equal(0, _host.Run($"@({values} | Where-Object Cluster -eq cluster9).Count").Single().BaseObject);
        Assert.True(_host.Run($"@({values} | Where-Object Cluster -eq $c1).Count -ge {least}").Single().BaseObject is true);
    }

    [Theory]
    [InlineData("$c1 -eq 'cluster1'", true)]
    [InlineData("$c1 -eq 'CLUSTER1'", true)]
    [InlineData("$c1 -ne 'cluster1'", false)]
    [InlineData("'cluster1' -eq $c1", true)]
    [InlineData("$c1 -eq $c2", false)]
    [InlineData("$c1 -eq (New-MeshCluster cluster1)", false)]
    public void A_cluster_is_compared_with_a_name(string expression, bool value) =>
        Assert.Equal(value, _host.Run(expression).Single().BaseObject);

    [Theory]
    [InlineData("$c1 | Export-Clixml $file; $out = Import-Clixml $file")]
    [InlineData("$out = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($c1, 1))")]
    public void A_cluster_comes_out_of_jobs_and_files_as_it_went_in(string way)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".xml");
        try
        {
            _host.Run($"$file = '{file}'; $manifest = '{ModuleHost.Manifest}'; {way}");
            Assert.Equal(true, _host.Run("$out -eq $c1 -and $out.DefaultNamespace -eq 'shop'").Single().BaseObject);
            Assert.Equal(true, _host.Run("$out.GetType() -eq $c1.GetType()").Single().BaseObject);
            Assert.Equal(
                "shop/a", _host.Run("\"$(New-MeshServiceEntry a -Cluster $out -Port http:80)\"").Single().ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_cluster_that_stayed_a_bag_is_taken_all_the_same() => Assert.Equal(
        "True",
        _host.Run("$bag = [pscustomobject]@{ Document = $c1.Document }; "
            + "$bag.PSTypeNames.Insert(0, 'Deserialized.MeshFederation.Model.Clusters.MeshCluster'); "
            + "(New-MeshServiceEntry a -Cluster $bag -Port http:80).Cluster[0] -eq $c1").Single().ToString());

    [Theory]
    [InlineData("$WhatIfPreference = $true")]
    [InlineData("$ConfirmPreference = 'Low'")]
    [InlineData("$VerbosePreference = 'Continue'")]
    public void What_PowerShell_is_told_of_clusters_is_told_silently_whatever_is_preferred(string preference)
    {
        using var host = new ModuleHost();
        var said = host.Run($"{preference}; New-MeshCluster cluster1 *>&1");
        Assert.Equal("cluster1", Assert.Single(said).ToString());
        Assert.Equal(true, host.Run("(New-MeshCluster cluster1) -eq 'cluster1'").Single().BaseObject);
    }

    /// <summary>So a session need not be told of clusters before an analysis, which takes it longer than a small one does.</summary>
    [Theory]
    [InlineData("Test-MeshFederation")]
    [InlineData("Trace-MeshRequest")]
    public void What_an_analysis_gives_holds_no_cluster(string command)
    {
        var seen = new HashSet<Type>();
        foreach (var given in _host.Run($"(Get-Command {command}).OutputType.Type")) Walk((Type)given.BaseObject);
        Assert.Contains(seen, type => type.Name is "MeshFinding" or "MeshHop");
        Assert.DoesNotContain(seen, type => type.Name == "MeshCluster");

        void Walk(Type type)
        {
            if (!seen.Add(type)) return;
            if (type.HasElementType) Walk(type.GetElementType()!);
            foreach (var argument in type.GenericTypeArguments) Walk(argument);
            if (type.Namespace?.StartsWith("MeshFederation.", StringComparison.Ordinal) is not true) return;
            foreach (var property in type.GetProperties()) Walk(property.PropertyType);
        }
    }

    [Fact]
    public void A_session_that_has_analysed_is_told_of_clusters_by_the_first_command_that_gives_some()
    {
        var folder = Directory.CreateTempSubdirectory("meshfederation-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "c1.yaml"), "{kind: Service, apiVersion: v1, metadata: {name: a}}");
            using var host = new ModuleHost();
            host.Run($"$null = Test-MeshFederation -Path '{folder.FullName}'");
            Assert.Equal(true, host.Run("(New-MeshCluster cluster1) -eq 'cluster1'").Single().BaseObject);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_no_parameter_names_is_said_with_the_way_to_read_it()
    {
        var error = _host.Fails("New-MeshServiceEntry a -Cluster nowhere -Port http:80");
        Assert.Equal("MeshClusterNotFound", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("Get-MeshCluster", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();
}

namespace MeshFederation.Module.Tests;

/// <summary>Names that can be known are completed: from the session, from local files, never from a cluster.</summary>
public sealed class CompletionTests : IDisposable
{
    private const string Session =
        "$null = New-MeshCluster north -Network net1 -Region us-east-1 -TrustDomain north.example -IstioNamespace mesh; "
        + "$null = New-MeshCluster south; "
        + "$s = New-MeshServiceEntry reviews -Namespace shop -Cluster north -Port http:9080, grpc:9090 -ServiceAccount bookinfo "
        + "-HostSuffix mesh "
        + "| Set-MeshTrafficSplit north/v1:50, north/v2:50; $null = $s | ConvertTo-MeshManifest -Name bookinfo -WarningAction Ignore";

    private readonly ModuleHost _host = new();

    public CompletionTests() => _host.Run(Session);

    [Fact]
    public void What_is_suspended_can_be_resumed()
    {
        Assert.Equal(["north", "south"], _host.Complete("$s | Resume-MeshCluster "));
        _host.Run("$null = New-MeshServiceEntry other -Cluster north, south -Port http:80 | Suspend-MeshCluster south");
        Assert.Equal(["south"], _host.Complete("$s | Resume-MeshCluster "));
    }

    [Theory]
    [InlineData("New-MeshServiceEntry a -Cluster ", "north", "south")]
    [InlineData("New-MeshServiceEntry a -Cluster north, so", "south")]
    [InlineData("New-MeshServiceEntry a -ClientCluster n", "north")]
    [InlineData("Get-MeshService n", "north")]
    [InlineData("New-MeshDestination 'so", "'south'")]
    [InlineData("New-MeshDestination \"so", "\"south\"")]
    [InlineData("New-MeshServiceEntry r", "reviews")]
    [InlineData("New-MeshServiceEntry a -Namespace s", "shop")]
    [InlineData("New-MeshServiceEntry a -ServiceAccount b", "bookinfo")]
    [InlineData("New-MeshServiceEntry a -HostSuffix ", "global", "mesh")]
    [InlineData("New-MeshServiceEntry a -Address n", "north=")]
    [InlineData("New-MeshServiceEntry a -ClusterPort so", "south=")]
    [InlineData("New-MeshServiceEntry a -Port http", "http:", "http2:", "https:")]
    [InlineData("$s | Set-MeshTrafficSplit north/", "north/v1:", "north/v2:")]
    [InlineData("$s | Set-MeshTrafficSplit north/v1:50, s", "south:")]
    [InlineData("$s | Set-MeshTrafficSplit n", "north/v1:", "north/v2:", "north:")]
    [InlineData("New-MeshDestination north 10 -Subset ", "v1", "v2")]
    [InlineData("New-MeshDestination south 10 -Port 9", "9080", "9090")]
    [InlineData("New-MeshMatch -Port ", "9080", "9090")]
    [InlineData("New-MeshMatch -Method P", "POST", "PUT", "PATCH")]
    [InlineData("New-MeshMatch -SourceNamespace sh", "shop")]
    [InlineData("New-MeshMatch -Gateway m", "mesh")]
    [InlineData("Get-MeshService north rev", "reviews")]
    [InlineData("Get-MeshService north -Namespace s", "shop")]
    [InlineData("Get-MeshService north -DefaultNamespace d", "default")]
    [InlineData("$s | ConvertTo-MeshManifest -Name b", "bookinfo")]
    [InlineData("$s | ConvertTo-MeshManifest -AddressPool ", "240.0.0.0/12")]
    [InlineData("$s | ConvertTo-MeshDnsConfiguration -Name d", "default")]
    [InlineData("$s | Export-MeshManifest ./out -Name b", "bookinfo")]
    [InlineData("$s | Suspend-MeshCluster ", "north", "south")]
    [InlineData("$s | Set-MeshRedirect -Code 30", "301", "302", "303", "307", "308")]
    [InlineData("New-MeshCluster west -TrustDomain n", "north.example")]
    [InlineData("New-MeshCluster west -TrustDomain w", "west")]
    [InlineData("New-MeshCluster west -ClusterDomain c", "cluster.local")]
    [InlineData("New-MeshCluster west -Network n", "net1")]
    [InlineData("New-MeshCluster west -Region u", "us-east-1")]
    [InlineData("$s | Set-MeshFailover -Region u", "us-east-1")]
    [InlineData("New-MeshCluster west -IstioNamespace m", "mesh")]
    [InlineData("New-MeshCluster west -GatewayNamespace i", "istio-system")]
    [InlineData("New-MeshCluster west -GatewaySelector istio=e", "istio=eastwestgateway")]
    [InlineData("New-MeshCluster west -IstioVersion 1.22", "1.22")]
    [InlineData("New-MeshCluster west -OutboundTrafficPolicy ", "AllowAny", "RegistryOnly")]
    [InlineData("New-MeshCluster west -RoutingMode ", "Ambient", "Auto", "ClientSni", "EnvoyFilter")]
    public void Names_complete(string line, params string[] completions) => Assert.Equal(completions, _host.Complete(line));

    /// <summary>Where a parameter has no completer the shell offers the names of files, which a zone or a timeout never is.</summary>
    [Fact]
    public void Only_paths_complete_as_files()
    {
        string[] files =
        [
            "Path", "LiteralPath", "Report", "Kubeconfig", "CertificatePath", "RootPath", "KeyPath", "PfxPath", "SigningKey", "PublicKey",
            "New-MeshIntermediateCertificate -RequestPath",
        ];
        var parameters = _host.Run(
            "Get-Command -Module MeshFederation -CommandType Cmdlet | ForEach-Object { $name = $_.Name; "
            + "$_.Parameters.Values | Where-Object { "
            + "$_.ParameterType -in [string], [string[]] -and -not ($_.Attributes | Where-Object { $_ -is [ArgumentCompleter] }) -and "
            + "$_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters } | ForEach-Object { \"$name -$($_.Name)\" } }")
            .Select(parameter => $"{parameter}").ToList();
        Assert.NotEmpty(parameters);
        Assert.DoesNotContain(parameters, parameter => !files.Contains(parameter) && !files.Contains(parameter.Split('-')[^1]));
        Assert.Empty(_host.Complete($"New-MeshCluster west -Zone {AppContext.BaseDirectory}"));
        Assert.NotEmpty(_host.Complete($"Import-MeshPlan {AppContext.BaseDirectory}"));
    }

    [Theory]
    [InlineData("$s | Set-MeshTrafficSplit north/v1:100 -Hostname a -Gateway ", "edge/own", "istio-system/web", "north/", "south/")]
    [InlineData("$s | Set-MeshTrafficSplit north/v1:100 -Hostname a -Gateway south/", "south/edge/own", "south/istio-system/web")]
    [InlineData("$s | Set-MeshTrafficSplit north/v1:100 -Gateway a/b -Hostname s", "shop.example.com")]
    [InlineData("New-MeshMatch -Gateway ", "mesh", "edge/own", "istio-system/web")]
    [InlineData("Trace-MeshRequest north/g", "north/gateway/edge/own", "north/gateway/istio-system/web")]
    [InlineData("Trace-MeshRequest south/", "south/default", "south/shop", "south/gateway/edge/own")]
    [InlineData("Trace-MeshRequest north/gateway/istio-system/web s", "shop.example.com")]
    public void Gateways_that_services_name_complete(string line, params string[] completions)
    {
        _host.Run("$null = $s | Set-MeshTrafficSplit north/v1:100 -Gateway north/istio-system/web -Hostname shop.example.com "
            + "| Set-MeshTrafficSplit north/v2:100 -Match @{ Gateway = 'edge/own' }");
        Assert.Equal(completions, _host.Complete(line));
    }

    [Fact]
    public void Contexts_complete_from_the_kubeconfig_alone()
    {
        var kubeconfig = Path.GetTempFileName();
        File.WriteAllText(kubeconfig, "contexts:\n- name: admin@prod\n- name: dev\n");
        Assert.Equal(["'admin@prod'", "dev"], _host.Complete($"New-MeshCluster a -Kubeconfig {kubeconfig} -Context "));
        File.Delete(kubeconfig);
    }

    [Fact]
    public void Services_complete_from_the_files_that_are_named() => Assert.Equal(
        ["ratings", "reviews"],
        _host.Complete(
            $"Get-MeshService -Path '{Path.Combine(ModuleHost.RepositoryRoot, "samples", "bookinfo.yaml")}' -Cluster north -Name r"));

    [Fact]
    public void A_file_that_cannot_be_read_completes_nothing_and_disturbs_nobody() =>
        Assert.Empty(_host.Complete("Get-MeshService -Path nowhere:/x.yaml -Cluster north -Name zzz"));

    [Fact]
    public void What_cannot_be_read_of_a_file_costs_no_other_names()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "apiVersion: v1\nkind: Service\nmetadata: {name: orders}\nspec: {ports: [{port: 80}]}\n---\na: [\n");
        Assert.Equal(["orders"], _host.Complete($"Get-MeshService -Path '{file}' -Cluster north -Name o"));
        File.Delete(file);
    }

    public void Dispose() => _host.Dispose();
}

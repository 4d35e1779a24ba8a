namespace MeshFederation.Module.Tests;

/// <summary>Friendly input, completion and what a user sees of values.</summary>
public sealed class FeelTests : IDisposable
{
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("http:9080", "http:9080/HTTP")]
    [InlineData("9080", "tcp-9080:9080/TCP")]
    [InlineData("'9080/HTTP'", "http-9080:9080/HTTP")]
    [InlineData("grpc:9090", "grpc:9090/GRPC")]
    [InlineData("grpc-web:9090", "grpc-web:9090/GRPC-Web")]
    [InlineData("tcp-db:5432/TCP", "tcp-db:5432/TCP")]
    [InlineData("web:80/http", "web:80/HTTP")]
    [InlineData("@{ Name = 'http'; Number = 80 }", "http:80/HTTP")]
    public void Ports_are_read(string typed, string port) =>
        Assert.Equal(port, _host.Run($"(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port {typed}).Port[0].ToString()").Single().ToString());

    [Theory]
    [InlineData("c/v3:100", "c/v3:100")]
    [InlineData("c:100", "c:100")]
    [InlineData("'c/track=canary,version=v3:100'", "c/track=canary,version=v3:100")]
    [InlineData("c/app.kubernetes.io/version=1.2:100", "c/app.kubernetes.io/version=1.2:100")]
    [InlineData("@{ Cluster = 'c'; Subset = @{ version = 'v3' }; Weight = 100 }", "c/v3:100")]
    [InlineData("@{ cluster = 'c'; subset = 'v3'; weight = '100' }", "c/v3:100")]
    [InlineData("(New-MeshDestination c 100 -Subset @{ version = 'v3' })", "c/v3:100")]
    public void Destinations_are_read(string typed, string destination) => Assert.Equal(
        destination,
        _host.Run($"(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTrafficSplit {typed}).TrafficSplit[0].Destination[0].ToString()").Single().ToString());

    [Fact]
    public void The_name_of_a_cluster_of_the_session_stands_for_it()
    {
        var service = _host.Run("$null = New-MeshCluster one; New-MeshServiceEntry a -Cluster one -Port http:80").Single();
        Assert.Equal("one", service.Properties["Cluster"].Value.ToString());
    }

    [Fact]
    public void A_later_split_for_the_same_requests_replaces_the_earlier()
    {
        var splits = _host.Run(
            "(New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Set-MeshTrafficSplit c/v1:100 | Set-MeshTrafficSplit c/v2:100 -Match @{ Path = '/a' }, @{ Path = '/b' } "
            + "| Set-MeshTrafficSplit c/v3:100 -Match @{ Path = '/b' } | Set-MeshTrafficSplit c/v4:100).TrafficSplit | ForEach-Object ToString");
        Assert.Equal(["path=/a => c/v2:100", "path=/b => c/v3:100", "c/v4:100"], splits.Select(split => split.ToString()));
    }

    [Fact]
    public void Set_changes_a_copy_only() =>
        Assert.Equal(0, _host.Run("$s = New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80; $null = $s | Set-MeshTrafficSplit c:100; $s.TrafficSplit.Count").Single().BaseObject);

    [Theory]
    [InlineData("$manifest.Content.kind", "ServiceEntry")]
    [InlineData("$manifest.Content['spec'].hosts[0]", "a.default.svc.two.global")]
    [InlineData("$manifest.Spec.ports[0].number", "80")]
    [InlineData("$manifest.ToString()", "ServiceEntry/istio-system/a.default.svc.two.global")]
    public void A_manifest_is_read_with_dots(string expression, string value) => Assert.Equal(
        value,
        _host.Run(
            "$one = New-MeshCluster one; $two = New-MeshCluster two -GatewayAddress 192.0.2.2; "
            + $"$manifest = New-MeshServiceEntry a -Cluster $two -ClientCluster $one -Port http:80 | ConvertTo-MeshManifest | Where-Object Kind -eq ServiceEntry; {expression}").Single().ToString());

    [Fact]
    public void A_manifest_cannot_be_changed_by_accident()
    {
        var error = _host.Fails("$m = New-MeshServiceEntry a -Cluster (New-MeshCluster two -GatewayAddress 192.0.2.2) -ClientCluster (New-MeshCluster one) -Port http:80 | ConvertTo-MeshManifest; $m[0].Content['kind'] = 'x'");
        Assert.Contains("immutable", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_clusters_complete()
    {
        _host.Run("$null = New-MeshCluster north; $null = New-MeshCluster south");
        Assert.Equal(["north", "south"], _host.Complete("New-MeshServiceEntry a -Cluster "));
        Assert.Equal(["south"], _host.Complete("New-MeshServiceEntry a -Cluster north, so"));
        Assert.Equal(["'south'"], _host.Complete("New-MeshDestination 'so"));
    }

    [Fact]
    public void Versions_that_are_known_complete_behind_the_cluster()
    {
        _host.Run("$null = New-MeshServiceEntry a -Cluster (New-MeshCluster north) -Port http:80 | Set-MeshTrafficSplit north/v1:50, north/v2:50");
        Assert.Equal(["north/v1:", "north/v2:"], _host.Complete("$s | Set-MeshTrafficSplit north/"));
        Assert.Contains("north:", _host.Complete("$s | Set-MeshTrafficSplit no"));
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
    public void Istio_versions_and_routing_modes_complete()
    {
        Assert.Contains("1.22", _host.Complete("New-MeshCluster a -IstioVersion 1.2"));
        Assert.Equal(["Auto", "ClientSni", "EnvoyFilter"], _host.Complete("New-MeshCluster a -RoutingMode "));
    }

    public void Dispose() => _host.Dispose();
}

namespace MeshFederation.Module.Tests;

/// <summary>What values look like in a terminal of 100 columns: whole, and one thing a line.</summary>
public sealed class ViewTests : IDisposable
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1, 192.0.2.2; $c2 = New-MeshCluster cluster2 -IstioVersion 1.7.8 "
        + "-GatewayAddress gateway.cluster2.example.com; "
        + "$s = New-MeshServiceEntry productpage-backend -Namespace bookinfo-prod -Cluster $c1, $c2 -Port http:9080, grpc:9090 "
        + "-ServiceAccount bookinfo-reviews -ClusterPort cluster1=@ "
        + "| Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25 "
        + "| Set-MeshTrafficSplit 'cluster2/version=v3,track=canary:100' -Match @{ PathPrefix = '/api'; Header = @{ 'end-user' = 'jason' } "
        + "}; ";

    private readonly ModuleScreen _screen = new(columns: 100);

    [Theory]
    [InlineData("$c1, $c2", "192.0.2.1:15443", "192.0.2.2:15443", "gateway.cluster2.", "1.7.8")]
    [InlineData("$c1.Gateway", "Address    : 192.0.2.1, 192.0.2.2", "Selector   : istio=ingressgateway")]
    [InlineData("$s", "9080/HTTP", "9090/GRPC", "cluster2/v3:75", "cluster1/v1:25")]
    [InlineData("$s.Instance", "bookinfo-reviews", "http:8080")]
    [InlineData("$s.Port", "9090 GRPC       grpc")]
    [InlineData("$s.TrafficSplit", "PathPrefix=/api Header[end-user]=jason", "everything else", "cluster2/track=canary,version=v3:100")]
    [InlineData("$s.TrafficSplit[0].Match", "Path   : @{ Prefix = '/api' }", "Header : end-user = jason")]
    [InlineData("$s.TrafficSplit.Destination", "track=canary,version=v3")]
    [InlineData(
        "$s | ConvertTo-MeshManifest",
        "EnvoyFilter         v1alpha3",
        "bookinfo-prod/productpage-backend.bookinfo-prod.svc.cluster2.global")]
    [InlineData("$s | Export-MeshManifest /shop -WhatIf", "destinationrule-productpage-backend.bookinfo-prod.svc.cluster2.global.yaml'.")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:80 | ConvertTo-MeshDnsConfiguration",
        "Host        : a.default.svc.cluster2.global", "ISTIO_META_DNS_CAPTURE: \"true\"")]
    public void Nothing_that_matters_is_cut(string script, params string[] whole)
    {
        var shown = _screen.Show(Declare.Replace("cluster1=@", "@{ cluster1 = @{ http = 8080 } }", StringComparison.Ordinal) + script);
        Assert.DoesNotContain("…", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("MeshFederation.", shown, StringComparison.Ordinal);
        Assert.All(whole, text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    /// <summary>Where there is room, no name is broken, whatever column it is in.</summary>
    [Theory]
    [InlineData("$c", "production-eu-west-1.example.com", "gateway.production-eu-west-1.example.com:15443")]
    [InlineData("$s", "9080/HTTP", "production-eu-west-1/v3:75")]
    [InlineData("$s.Instance", "productpage-administration")]
    [InlineData("$s | ConvertTo-MeshManifest", "/a.bookinfo.svc.production-eu-west-1.global")]
    public void A_wide_terminal_breaks_no_name(string script, params string[] whole)
    {
        using var screen = new ModuleScreen(columns: 180);
        var shown = screen.Show(
            "$c = New-MeshCluster production-eu-west-1 -TrustDomain production-eu-west-1.example.com "
            + "-GatewayAddress gateway.production-eu-west-1.example.com; $d = New-MeshCluster cluster1; "
            + "$s = New-MeshServiceEntry a -Namespace bookinfo -Cluster $c -ClientCluster $d -Port http-administration:9080 "
            + "-ServiceAccount productpage-administration | Set-MeshTrafficSplit production-eu-west-1/v3:75, production-eu-west-1/v1:25; "
            + script);
        Assert.All(whole, text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void The_help_of_a_cmdlet_shows_its_examples_with_their_output()
    {
        var shown = _screen.Show("Get-Help New-MeshDestination -Examples");
        Assert.Contains("Makes a destination of a traffic split", shown, StringComparison.Ordinal);
        Assert.Contains("Example 1: All pods of a cluster", shown, StringComparison.Ordinal);
        Assert.Contains("    75       cluster2                                              all pods", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_topics_are_found()
    {
        Assert.Contains(
            "How services of one Istio mesh are called from another",
            _screen.Show("Get-Help about_MeshFederation"),
            StringComparison.Ordinal);
        var topics = Help.HelpPages.Topics.Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(topics, _screen.Values("(Get-Help about_Mesh*).Name").Select(name => name.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_parameter_has_help() =>
        Assert.Empty(_screen.Values("foreach ($c in Get-Command -Module MeshFederation) { foreach ($p in (Get-Help $c.Name -Parameter *)) "
            + "{ if (-not $p.description) { \"$($c.Name) -$($p.name)\" } } }"));

    public void Dispose() => _screen.Dispose();
}

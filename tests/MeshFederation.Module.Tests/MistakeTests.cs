using System.Management.Automation;

namespace MeshFederation.Module.Tests;

/// <summary>Typical mistakes. Each ends in one error, with an id of its own and something to do about it.</summary>
public sealed class MistakeTests
{
    private const string Clusters =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2; ";
    private const string Service = Clusters + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080; ";

    [Theory]
    [InlineData("New-MeshCluster Prod_EU", "MeshClusterNameInvalid")]
    [InlineData("New-MeshCluster ''", "MeshClusterNameInvalid")]
    [InlineData("New-MeshCluster a -IstioVersion latest", "MeshIstioVersionInvalid")]
    [InlineData("New-MeshCluster a -IstioVersion 1.20.0 -RoutingMode EnvoyFilter", "MeshRoutingModeUnsupported")]
    [InlineData("New-MeshCluster a -IstioVersion 1.8.6 -RoutingMode EnvoyFilter", "MeshRoutingModeUnsupported")]
    [InlineData("New-MeshCluster a -ClusterDomain Cluster.Local", "MeshDomainInvalid")]
    [InlineData("New-MeshCluster a -GatewayPort 65536", "MeshPortOutOfRange")]
    [InlineData("New-MeshCluster a -GatewayTargetPort 0", "MeshPortOutOfRange")]
    [InlineData("New-MeshCluster a -GatewayAddress http://gateway", "MeshGatewayAddressInvalid")]
    [InlineData("New-MeshCluster a -GatewayAddress 10.1", "MeshGatewayAddressInvalid")]
    [InlineData("New-MeshCluster a -GatewaySelector @{ istio = 'not a label!' }", "MeshLabelInvalid")]
    [InlineData("New-MeshCluster a -GatewaySelector istio", "MeshLabelInvalid")]
    [InlineData("New-MeshCluster a -GatewaySelector 5", "MeshLabelInvalid")]
    [InlineData("New-MeshCluster a -GatewaySelector @{}", "MeshGatewaySelectorMissing")]
    [InlineData("New-MeshCluster a -GatewayPort https", "MeshPortOutOfRange")]
    [InlineData("New-MeshCluster a -Kubeconfig nowhere:/config", "MeshPathInvalid")]
    [InlineData("New-MeshCluster a -IstioVersion 1.3", "MeshIstioVersionInvalid")]
    [InlineData("[pscustomobject]@{ Name = 'a'; IstioVersion = 1.30 } | New-MeshCluster", "MeshIstioVersionInvalid")]
    public void About_clusters(string script, string id) => AssertFails(script, id);

    [Theory]
    [InlineData("New-MeshServiceEntry reviews -Cluster cluster9 -Port http:80", "MeshClusterNotFound")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1, $c1 -Port http:80", "MeshClusterDuplicate")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -ClientCluster $c2, $c2 -Port http:80", "MeshClusterDuplicate")]
    [InlineData("New-MeshServiceEntry Reviews -Cluster $c1 -Port http:80", "MeshNameInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Namespace a.b -Cluster $c1 -Port http:80", "MeshNameInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port 0", "MeshPortOutOfRange")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:65536", "MeshPortOutOfRange")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http", "MeshPortInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port @{ Nummer = 80 }", "MeshPortInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port web:80/QUIC", "MeshPortProtocolInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port dns:53/UDP", "MeshPortProtocolInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port udp-dns:53", "MeshPortProtocolInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port web:80/http_proxy", "MeshPortProtocolInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port web:80/undeclared", "MeshPortProtocolInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port https:443 -SniHost *", "MeshSniHostInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port https:443 -SniHost 192.0.2.1", "MeshSniHostInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port https:443 -SniHost shop.*.com", "MeshSniHostInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port https:443 -SniHost ''", "MeshSniHostInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port https:443 -SniHost *.svc.cluster.local", "MeshSniHostInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port https:443 -SniHost *.global", "MeshSniHostInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -SniHost shop.example.com", "MeshSniHostUnused")]
    [InlineData(
        "New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster (New-MeshCluster c3) -Port https:443 -SniHost shop.example.com",
        "MeshSniHostConflict")]
    [InlineData(
        "'a', 'b' | New-MeshServiceEntry -Cluster $c1, $c2 -Port https:443 -SniHost shop.example.com | ConvertTo-MeshManifest",
        "MeshSniHostConflict")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80, http:81", "MeshPortDuplicate")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port @()", "MeshPortMissing")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -ServiceAccount 'a b'", "MeshNameInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -HostSuffix .global", "MeshDomainInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -Address @{ cluster1 = '240.0.0' }", "MeshAddressInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -Address @{ cluster7 = '240.0.0.1' }", "MeshClusterNotFound")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -ClusterPort @{ cluster1 = @{ grpc = 81 } }", "MeshPortInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -ClusterPort 81", "MeshPortInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -ClusterPort @{ cluster1 = $null }", "MeshPortInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -Address 240.0.0.1", "MeshAddressInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port http:80 -Address @{ cluster1 = $null }", "MeshAddressInvalid")]
    [InlineData("New-MeshServiceEntry reviews -Cluster @() -Port http:80", "MeshClusterMissing")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $nothing -Port http:80", "MeshClusterNotFound")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -ClientCluster @() -Port http:80", "MeshClusterMissing")]
    [InlineData("New-MeshServiceEntry reviews -Cluster $c1 -Port $null", "MeshPortInvalid")]
    [InlineData(
        "New-MeshServiceEntry reviews -Cluster $c1 -Port http:80, grpc:90 -ClusterPort @{ cluster1 = @{ http = 90 } }",
        "MeshPortDuplicate")]
    public void About_services(string script, string id) => AssertFails(Clusters + script, id);

    [Theory]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:24", "MeshWeightTotal")]
    [InlineData("$s | Set-MeshTrafficSplit cluster3/v3:100", "MeshDestinationClusterUnknown")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/v3", "MeshDestinationInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit 'cluster2/v3:75 cluster1/v1:25'", "MeshDestinationInvalid")]
    [InlineData("'kind: Service' | Test-MeshFederation", "MeshInputInvalid")]
    [InlineData("\"a`nb\" | Test-MeshFederation", "MeshInputInvalid")]
    [InlineData("@() | Publish-MeshFederation", "MeshInputEmpty")]
    [InlineData("@() | Compare-MeshFederation", "MeshInputEmpty")]
    [InlineData("@() | Test-MeshFederation -Live", "MeshInputEmpty")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/version=v3,track=canary:100", "MeshDestinationInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/v3:101", "MeshWeightInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/v3:7.5", "MeshWeightInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2/v3:50, cluster2/v3:50", "MeshDestinationDuplicate")]
    [InlineData("$s | Set-MeshTrafficSplit 'cluster2/v 3:100'", "MeshLabelInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit 'cluster2/a=1,a=2:100'", "MeshLabelDuplicate")]
    [InlineData("$s | Set-MeshTrafficSplit @()", "MeshWeightTotal")]
    [InlineData("$s | Set-MeshTrafficSplit (New-MeshDestination cluster2 100 -Port 81)", "MeshDestinationPortUnknown")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2:100 -Match @{}", "MeshMatchInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2:100 -Match @{ Headers = @{ a = 'b' } }", "MeshMatchInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2:100 -Match @{ Port = 81 }", "MeshMatchPortUnknown")]
    [InlineData("New-MeshMatch", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Path api", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Path /a -PathPrefix /b", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -PathRegex '('", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Header @{ a = @{ Regex = '(?=x)' } }", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Method FETCH", "MeshMatchInvalid")]
    [InlineData("New-MeshDestination cluster2 -1", "MeshWeightInvalid")]
    [InlineData("New-MeshDestination cluster2 12.5", "MeshWeightInvalid")]
    [InlineData("New-MeshDestination cluster2 99999999999", "MeshWeightInvalid")]
    [InlineData("New-MeshDestination cluster2 10 -Port 8o80", "MeshPortOutOfRange")]
    [InlineData("New-MeshDestination cluster2 10 -Subset @{ version = $null }", "MeshLabelInvalid")]
    [InlineData("New-MeshDestination cluster2 10 -Subset a=1,a=2", "MeshLabelInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit $null", "MeshDestinationInvalid")]
    [InlineData("$s | Set-MeshTrafficSplit cluster2:100 -Match 5", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Header end-user", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Header @{ a = $null }", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Header @{ a = '' }", "MeshMatchInvalid")]
    [InlineData("New-MeshMatch -Header @{ 'a b' = 'c' }", "MeshMatchInvalid")]
    [InlineData("New-MeshDestination cluster2 10 -Subset @{ version = 'a/b' }", "MeshLabelInvalid")]
    public void About_splits(string script, string id) => AssertFails(Service + script, id);

    [Fact]
    public void A_match_of_requests_on_a_service_of_connections() => AssertFails(
        Clusters + "New-MeshServiceEntry db -Cluster $c1 -Port tcp:5432 | Set-MeshTrafficSplit cluster1:100 -Match @{ Path = '/' }",
        "MeshMatchNotHttp");

    [Theory]
    [InlineData("@() | ConvertTo-MeshManifest", "MeshInputEmpty")]
    [InlineData("$s | ConvertTo-MeshManifest -Name My_Federation", "MeshFederationNameInvalid")]
    [InlineData("$s | ConvertTo-MeshManifest -AddressPool 240.240.128.0/17", "MeshAddressPoolReserved")]
    [InlineData("$s | ConvertTo-MeshManifest -AddressPool 240.0.0.0", "MeshAddressPoolInvalid")]
    [InlineData(
        "$s, ($s | Set-MeshTrafficSplit cluster2:100), ($s | Set-MeshTrafficSplit cluster1:100) | ConvertTo-MeshManifest",
        "MeshServiceConflict")]
    [InlineData(
        "$s, (New-MeshServiceEntry a -Cluster (New-MeshCluster cluster1) -Port http:80) | ConvertTo-MeshManifest", "MeshClusterConflict")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster (New-MeshCluster c3) -ClientCluster $c1 -Port http:80 | ConvertTo-MeshManifest",
        "MeshGatewayAddressMissing")]
    [InlineData(
        "$s, (New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:80) | ConvertTo-MeshManifest -AddressPool 10.0.0.0/31",
        "MeshAddressPoolInvalid")]
    [InlineData(
        "1..3 | ForEach-Object { New-MeshServiceEntry \"a$_\" -Cluster $c2 -ClientCluster $c1 -Port http:80 } | ConvertTo-MeshManifest "
        + "-AddressPool 10.0.0.0/30",
        "MeshAddressPoolExhausted")]
    [InlineData(
        "'a', 'b' | ForEach-Object { New-MeshServiceEntry $_ -Cluster $c2 -ClientCluster $c1 -Port http:80 -Address @{ cluster2 = "
        + "'10.0.0.9' } } | ConvertTo-MeshManifest",
        "MeshAddressConflict")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster (New-MeshCluster cluster -GatewayAddress 192.0.2.3) -ClientCluster $c1 -Port http:80 -HostSuffix "
        + "local | ConvertTo-MeshManifest",
        "MeshHostConflict")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:80 -Address cluster2=127.0.0.1 | ConvertTo-MeshManifest",
        "MeshAddressInvalid")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:80 -Address cluster2=240.240.0.1 | ConvertTo-MeshManifest",
        "MeshAddressInvalid")]
    public void About_plans(string script, string id) => AssertFails(Service + script, id);

    [Fact]
    public void A_failed_declaration_keeps_the_rest_of_the_pipeline_from_being_planned()
    {
        using var host = new ModuleHost();
        var (output, errors) = host.TryRun(Service
            + "$t = New-MeshServiceEntry only-there -Cluster $c2 -ClientCluster $c1 -Port http:80; $s, $t | Set-MeshTrafficSplit "
            + "cluster1:100 | ConvertTo-MeshManifest");
        Assert.Equal(
            "MeshDestinationClusterUnknown,MeshFederation.Commands.SetMeshTrafficSplitCommand",
            Assert.Single(errors).FullyQualifiedErrorId);
        Assert.Empty(output);
    }

    private static void AssertFails(string script, string id)
    {
        using var host = new ModuleHost();
        var error = host.Fails(script);
        Assert.StartsWith(id + ",MeshFederation.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.Message));
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
    }
}

using System.Globalization;

namespace MeshFederation.Module.Tests;

/// <summary>
/// What values look like where there is the least room: 80 columns, and a session of no language, as that of a container, in which the
/// engine by itself breaks lines anywhere. Every column is there, nothing is cut, and what is too long is broken between words or parts of
/// names.
/// </summary>
public sealed class NarrowViewTests : IDisposable
{
    private const int Columns = 80;

    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1, fd00:2001:db8:85a3::8a2e:370:7334; $c2 = New-MeshCluster prod-eu-west-1 "
        + "-TrustDomain prod-eu-west-1.example.com -GatewayAddress gateway.prod-eu-west-1.example.com; "
        + "$s = New-MeshFederation shop | "
        + "New-MeshServiceEntry productpage-backend -Namespace bookinfo-prod -Cluster $c1, $c2 -Port http:9080, http-metrics:9187 "
        + "-ServiceAccount bookinfo-productpage-backend -ClusterPort @{ cluster1 = @{ http = 8080 } } "
        + "| Set-MeshTrafficSplit prod-eu-west-1/v3:75, cluster1/v1:25 "
        + "| Set-MeshTrafficSplit 'prod-eu-west-1/version=v3,track=canary:100' -Match @{ PathPrefix = '/api/v1/reviews'; Header = @{ "
        + "'end-user' = 'jason' }; Query = @{ debug = 'true' } }; "
        + "$d = "
        + "[MeshFederation.Model.Plans.FieldDifference[]]@("
        + "[MeshFederation.Model.Plans.FieldDifference]::new('spec.http[0].route[0].weight', 75L, 50L), "
        + "[MeshFederation.Model.Plans.FieldDifference]::new('spec.ports[http]', $null, ($s | ConvertTo-MeshManifest).Where({ $_.Kind -eq "
        + "'ServiceEntry' })[0].Spec.ports[0])); ";

    private readonly ModuleScreen _screen = new(Columns) { Culture = CultureInfo.InvariantCulture };

    [Theory]
    [InlineData(
        "(New-MeshCluster north-1 -IstioVersion 1.7.8 -RoutingMode EnvoyFilter -GatewayAddress 203.0.113.201), $c2",
        "203.0.113.201:15443", "EnvoyFilter")]
    [InlineData(
        "$c1, $c2", "Gateway", "[fd00:2001:db8:85a3:", "0:8a2e:370:7334]:", "gateway.prod-eu-west-", "1.example.com:15443",
        "prod-eu-west-1.")]
    [InlineData(
        "$s", "Namespace: bookinfo-prod", "TrafficSplit", "productpage-", "9187/HTTP", "prod-eu-west-", "cluster1/v1:25",
        "Header[end-", "user]=jason")]
    [InlineData("$s.Instance", "PortNumber", "http:8080", "productpage-")]
    [InlineData("$s.TrafficSplit", "PathPrefix=/api/v1/reviews", "Header[end-user]=jason", "Query[debug]=true",
        "everything else", "track=canary,")]
    [InlineData("$s.TrafficSplit.Destination", "Port", "track=canary,version=v3")]
    [InlineData("$s | ConvertTo-MeshManifest", "DestinationRule", "productpage-backend.bookinfo-prod.svc.prod-eu-", "west-1.global")]
    [InlineData("$s | Export-MeshManifest /shop -Name shop -WhatIf")]
    [InlineData("$s | Test-MeshFederation", "To do: See that meshConfig.trustDomainAliases or")]
    [InlineData("$s | Trace-MeshRequest -From cluster1/bookinfo-prod -To productpage-backend:9080", "Decision", "productpage-backend")]
    [InlineData(
        "New-MeshServiceEntry a -Cluster $c2 -ClientCluster $c1 -Port http:80 | ConvertTo-MeshDnsConfiguration -Name shop",
        "Instruction : Put it into the Helm values of istiod or the spec of the", "    ISTIO_META_DNS_CAPTURE: \"true\"")]
    [InlineData(Changes, "Object", "Difference", "spec.http[0].route[0].", "VirtualService/bookinfo-prod/")]
    [InlineData("$d", "After", "spec.http[0].route[0].weight", "{number: 8080,")]
    [InlineData(
        "[MeshFederation.Model.Plans.FieldOwner]::new('spec.http[0].route[0].destination.port.number', 'kubectl-client-side-apply')",
        "Manager", "spec.http[0].route[0].destination.port.number", "kubectl-client-side-apply")]
    [InlineData(Status, "Published", "2026-11-24 20:12:33Z", " by\n", "alice@build-agent-7/", "Incomplete", "bookinfo-")]
    [InlineData(
        Revision, "Published", "2026-11-24 20:12:33Z by", "alice@build-agent-7/4711", "Undo of revision 4: revision 3", "3 *")]
    [InlineData(Check, "Message", "prod-eu-", "west-1 →", "The gateway passes the", "hosts that are called")]
    [InlineData(
        Finding, "   Target: prod-eu-west-1\n           DestinationRule/istio-system/reviews.default.svc.cluster2.global\n",
        "To do: Deploy it.")]
    [InlineData("$s | Compare-MeshAccess", "http:9080/HTTP", "Identity")]
    [InlineData(Certificates + "$m", "HasKey", "CN=")]
    [InlineData(Certificates + "$a", "HasKey", "itself")]
    [InlineData(Access + "$p.AccessPolicy", "RequestPath", "bookinfo-", "/reviews*")]
    [InlineData(Policies + "$p", "with timeout")]
    [InlineData("Test-MeshIdentity $c1, $c2", "Result", "prod-eu-west-1", "The roots of cluster1")]
    [InlineData(IdentityChange, "Detail", "the-second-cluster-of-", "Deployment/istiod in")]
    [InlineData(ControlPlane, "Revision", "istio-system-of-production-")]
    public void Nothing_is_cut_and_names_are_broken_between_their_parts(string script, params string[] whole)
    {
        var shown = _screen.Show(Declare + script);
        Assert.DoesNotContain("…", shown, StringComparison.Ordinal);
        Assert.All(whole, text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.All(
            shown.Split('\n').Where(line => !line.StartsWith("What if:", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, Columns));
    }

    /// <summary>Columns behind the first take what the screen has.</summary>
    [Theory]
    [InlineData("$s | Compare-MeshAccess", "http-metrics:9187/HTTP")]
    [InlineData(Certificates + "$m", "CN=prod-eu-west-1, O=MeshFederation")]
    [InlineData("$s.Instance", "bookinfo-productpage-backend")]
    [InlineData(Access + "$p.AccessPolicy", "bookinfo-prod/bookinfo-productpage-backend")]
    [InlineData("New-MeshFederation a -Cluster $c2 -Namespace bookinfo-production-of-eu", "bookinfo-production-of-eu")]
    [InlineData("$c1, $c2", "gateway.prod-eu-west-1.example.com", "fd00:2001:db8:85a3:0:8a2e:370:7334", " prod-eu-west-1.example.com")]
    [InlineData("$s", "productpage-backend", "9187/HTTP", "prod-eu-west-1/v3:75")]
    [InlineData(
        "New-MeshServiceEntry the-productpage-backend-of-bookinfo -Cluster $c2 -Port administration-of-it:9080/HTTP",
        "the-productpage-backend-of-bookinfo", "9080/HTTP")]
    [InlineData("New-MeshCluster the-second-cluster-of-production-in-europe", "the-second-cluster-of-production-in-europe")]
    [InlineData(
        "(New-MeshServiceEntry a -Cluster $c2 -Port administration-of-it:9080/HTTP).Port", "administration-of-it")]
    [InlineData("$s.TrafficSplit", "prod-eu-west-1/v3:75", "track=canary,version=v3")]
    [InlineData(Destination, "the-second-cluster-of-production", "track=canary,version=v3")]
    [InlineData("$s | ConvertTo-MeshManifest", "bookinfo-prod/productpage-backend.bookinfo-prod.svc.prod-eu-west-1.global")]
    [InlineData(Changes, "VirtualService/bookinfo-prod/productpage-backend")]
    [InlineData("$d", "spec.http[0].route[0].weight")]
    [InlineData(Status, "bookinfo-production", "2026-11-24 20:12:33Z by alice@build-agent-7/4711")]
    [InlineData(Revision, "2026-11-24 20:12:33Z by alice@build-agent-7/4711", "Undo of revision 4: revision 3 again")]
    [InlineData(Check, "prod-eu-west-1 → cluster1", "No server of AUTO_PASSTHROUGH covers reviews.default.svc.cluster.local.")]
    [InlineData(Finding, "DestinationRule/istio-system/reviews.default.svc.cluster2.global")]
    [InlineData(Policies + "$p.Policy", "timeout")]
    [InlineData(Certificates + "$a.Certificate", ", O=MeshFederation")]
    [InlineData("Test-MeshIdentity $c1, (New-MeshCluster the-second-cluster-of-production)", "the-second-cluster-of-production")]
    [InlineData(IdentityChange, "the-second-cluster-of-production", "Deployment/istiod in istio-system")]
    [InlineData(ControlPlane, "istio-system-of-production-two", "the-canary-of-production")]
    public void No_name_is_broken_where_there_is_room(string script, params string[] whole)
    {
        using var wide = new ModuleScreen(200) { Culture = CultureInfo.InvariantCulture };
        var shown = wide.Show(Declare + script);
        Assert.All(whole, text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    public void Dispose() => _screen.Dispose();

    private const string Certificates =
        "$a = New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384; $m = $a | New-MeshIntermediateCertificate prod-eu-west-1; ";

    private const string Access = "$p = $s | New-MeshAccessPolicy bookinfo-prod/bookinfo-productpage-backend -RequestPath /reviews*; ";

    private const string Policies = "$p = $s | Set-MeshTimeout 5s; ";

    private const string IdentityChange =
        "[MeshFederation.Model.Identity.MeshIdentityChange]::new('the-second-cluster-of-production', 'NewAuthority', 'Restart', "
        + "'Deployment/istiod in istio-system')";

    private const string ControlPlane = "[MeshFederation.Model.Clusters.MeshControlPlane]::new('istio-system-of-production-two', "
        + "'the-canary-of-production', [MeshFederation.Model.Clusters.IstioVersion]::Parse('1.30.3'), 2)";

    private const string Destination = "New-MeshCluster the-second-cluster-of-production | Out-Null; "
        + "New-MeshDestination the-second-cluster-of-production -Subset @{ version = 'v3'; track = 'canary' } -Weight 100";

    private const string Changes =
        "[MeshFederation.Model.Plans.MeshChange]::new('cluster1', 'networking.istio.io/v1', 'VirtualService', 'bookinfo-prod', "
        + "'productpage-backend', 'Update', [MeshFederation.Model.Objects.PublishingStep]::new(), "
        + "[MeshFederation.Model.Collections.ValueList]::ToValueList($d))";

    private const string Finding =
        "[MeshFederation.Model.Findings.MeshFinding]::new('MF3013', 'Warning', 'No pod.', 'prod-eu-west-1', "
        + "'DestinationRule/istio-system/reviews.default.svc.cluster2.global', 'Deploy it.')";

    private const string Status =
        Make + "Make MeshFederation.Model.Histories.MeshFederationStatus 'bookinfo-production', 'prod-eu-west-1', 'prod' @{ Revision = 12; "
        + "IsIncomplete = $true; Published = $published; PublishedBy = 'alice@build-agent-7/4711' }";

    private const string Revision =
        Make + "Make MeshFederation.Model.Histories.MeshRevision 'bookinfo', 'prod-eu-west-1', 3 @{ IsCurrent = $true; State = "
        + "[MeshFederation.Model.Histories.RevisionState]::Published; ObjectCount = 12; "
        + "ModuleVersion = '0.1.0'; Published = $published; PublishedBy = 'alice@build-agent-7/4711'; Note = 'Undo of revision 4: revision "
        + "3 again' }";

    private const string Check =
        Make + "Make MeshFederation.Model.Checks.MeshCheck 'gateway-hosts', 'Gateway', 'The gateway passes the hosts that are called', "
        + "'prod-eu-west-1', "
        + "([MeshFederation.Model.Checks.CheckStatus]::Failed), 'No server of AUTO_PASSTHROUGH covers reviews.default.svc.cluster.local.' "
        + "@{ Peer = 'cluster1'; Hint = 'Publish the federation.' }";

    /// <summary>These values come from clusters alone, so scripts cannot make them.</summary>
    private const string Make =
        "$published = [DateTimeOffset]::new(2026, 11, 24, 20, 12, 33, [TimeSpan]::Zero); "
        + "function Make([type] $type, [object[]] $given, [hashtable] $more) { "
        + "$made = $type.GetConstructors('Instance,NonPublic').Where({ $_.GetParameters().Count -eq $given.Count })[0].Invoke($given); "
        + "foreach ($name in $more.Keys) { $type.GetProperty($name).SetValue($made, $more[$name]) }; $made }; ";
}

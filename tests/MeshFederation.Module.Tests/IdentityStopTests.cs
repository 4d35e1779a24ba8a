using System.Management.Automation;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Tests.Hosting;

namespace MeshFederation.Module.Tests;

/// <summary>
/// Ctrl+C, or somebody who takes no more, while authorities or mesh configurations are written: what is where is said of each cluster, and
/// nothing goes on behind it.
/// </summary>
public sealed class IdentityStopTests : IAsyncLifetime
{
    private const string Publish = "$auth | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384 | Publish-MeshIdentity "
        + "-Cluster $c1, $c2 -Confirm:$false";

    private readonly CapturingHost _screen = new(160);
    private readonly ModuleHost _host;
    private TestClusters _clusters = null!;

    public IdentityStopTests() => _host = new(host: _screen);

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        foreach (var cluster in _clusters.All)
        {
            cluster.Put("""
                {"apiVersion": "apps/v1", "kind": "Deployment",
                  "metadata": {"name": "istiod", "namespace": "istio-system", "labels": {"app": "istiod"}},
                  "spec": {"selector": {"matchLabels": {"app": "istiod"}}, "template": {"metadata": {"labels": {"app": "istiod"}},
                    "spec": {"containers": [{"name": "discovery", "image": "docker.io/istio/pilot:1.30.3"}]}}}}
                """);
            cluster.Put($$"""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"},
                  "data": {"mesh": "trustDomain: {{cluster.Name}}.example\n"} }
                """);
        }

        _host.Run($"$k = '{_clusters.Kubeconfig}'; $c1 = New-MeshCluster cluster1 -Kubeconfig $k; $c2 = New-MeshCluster cluster2 "
            + "-Kubeconfig $k; $auth = New-MeshCertificateAuthority 'Shop root' -Organization Shop -KeyAlgorithm ECDSAP384");
    }

    [Fact]
    public async Task Of_authorities_of_which_the_second_hangs()
    {
        await StopAsync(Publish, request => request is { Verb: "create", Plural: "secrets" });
        Assert.Single(_clusters["cluster1"].All("secrets"));
        Assert.Empty(_clusters["cluster2"].All("secrets"));
        var lines = _screen.Text.Split('\n');
        Assert.Equal("WARNING: Publish-MeshIdentity was stopped.", lines[0]);
        Assert.StartsWith("WARNING: cluster1: written: the authority '", lines[1], StringComparison.Ordinal);
        Assert.Equal("WARNING: cluster2: not written.", lines[2]);
        Assert.StartsWith("WARNING: The same command goes on where it stopped", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_authorities_before_anything_is_written()
    {
        await StopAsync(Publish, request => request is { Verb: "create", Plural: "leases" });
        Assert.Equal("WARNING: Publish-MeshIdentity was stopped before anything was changed.\n", _screen.Text);
    }

    [Fact]
    public async Task Of_trust_of_which_the_second_hangs()
    {
        await StopAsync(
            "Add-MeshClusterTrust $c1, $c2 -Apply -Confirm:$false", request => request is { Verb: "update", Plural: "configmaps" });
        Assert.Equal(
            "WARNING: Add-MeshClusterTrust was stopped.\n"
                + "WARNING: cluster1: written: ConfigMap istio-system/istio accepts cluster2.example.\n"
                + "WARNING: cluster2: not written.\nWARNING: The same command writes the rest.\n",
            _screen.Text);
    }

    [Fact]
    public async Task Of_an_expulsion_of_which_the_second_hangs()
    {
        foreach (var cluster in _clusters.All)
        {
            cluster.Put($$"""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"},
                  "data": {"mesh": "trustDomain: {{cluster.Name}}.example\ncaCertificates:\n- trustDomains: [lost.example]\n"} }
                """);
        }

        await StopAsync(
            "Remove-MeshClusterTrust (New-MeshCluster cluster3 -TrustDomain lost.example) -From $c1, $c2 -Confirm:$false "
                + "-WarningAction Ignore",
            request => request is { Verb: "update", Plural: "configmaps" });
        Assert.Equal(
            "WARNING: Remove-MeshClusterTrust was stopped.\n"
                + "WARNING: cluster1: written: ConfigMap istio-system/istio refuses lost.example.\n"
                + "WARNING: cluster2: not written.\nWARNING: The same command writes the rest.\n",
            _screen.Text);
    }

    [Theory]
    [InlineData("list", "configmaps", "Remove-MeshClusterTrust was stopped before anything was changed.")]
    [InlineData("list", "destinationrules", "Remove-MeshClusterTrust was stopped before anything was changed.")]
    [InlineData("create", "leases", "Publishing of the federation 'shop' was stopped before anything of it was changed.")]
    [InlineData("patch", "virtualservices", "Publishing of the federation 'shop' was stopped: ")]
    public async Task Of_an_expulsion_with_services(string verb, string plural, string said)
    {
        Shop("lost.example");
        await StopAsync(Expulsion, request => request is { DryRun: false } && request.Verb == verb && request.Plural == plural);
        Assert.Contains("WARNING: " + said, _screen.Text, StringComparison.Ordinal);
        Assert.Equal(
            verb == "list" ? "" : "WARNING: Remove-MeshClusterTrust was stopped.\n"
                + "WARNING: cluster1: written: ConfigMap istio-system/istio refuses lost.example.\n"
                + "WARNING: cluster2: written: ConfigMap istio-system/istio refuses lost.example.\n"
                + "WARNING: The same command writes the rest, and publishes.\n",
            string.Concat(_screen.Text.Split('\n').SkipWhile(line => !line.EndsWith("Trust was stopped.", StringComparison.Ordinal))
                .Where(line => line.Length > 0).Select(line => line + "\n")));
    }

    /// <summary>Where trust was refused before, only what becomes of the federation is said: nothing else was begun.</summary>
    [Fact]
    public async Task Of_an_expulsion_of_which_only_the_federation_is_left()
    {
        Shop("other.example");
        await StopAsync(Expulsion, request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false });
        Assert.Contains("WARNING: Publishing of the federation 'shop' was stopped: ", _screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remove-MeshClusterTrust was stopped", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_takes_no_more_has_the_work_ended_before_the_next_statement()
    {
        _host.Run(Publish + " | Select-Object -First 1");
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.All("leases")));
        var (before, second) = (_clusters.All.Sum(cluster => cluster.Revision), _clusters["cluster2"].All("secrets").Count);
        Assert.Single(_clusters["cluster1"].All("secrets"));
        Assert.Contains(
            second == 0 ? "WARNING: cluster2: not written." : "WARNING: cluster2: written: ", _screen.Text, StringComparison.Ordinal);
        Assert.Equal(before, _clusters.All.Sum(cluster => cluster.Revision));
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _clusters.DisposeAsync();
    }

    private const string Expulsion = "$s | Remove-MeshClusterTrust $g3 -From $g1, $g2 -Name shop -Confirm:$false -SettleTimeout 0 "
        + "-SettleTime 0 -WarningAction Ignore";

    /// <summary>Publishes a federation with a third cluster, and has the two accept a trust domain.</summary>
    private void Shop(string domain)
    {
        foreach (var cluster in _clusters.All)
        {
            cluster.Put($$"""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"},
                  "data": {"mesh": "trustDomain: {{cluster.Name}}.example\ncaCertificates:\n- trustDomains: [{{domain}}]\n"} }
                """);
        }

        _host.Run("$g1, $g2, $g3 = 1, 2, 3 | ForEach-Object { New-MeshCluster cluster$_ -Kubeconfig $k -GatewayAddress 192.0.2.$_ "
            + "-TrustDomain \"$(if ($_ -eq 3) { 'lost' } else { \"cluster$_\" }).example\" }; $s = New-MeshServiceEntry reviews -Cluster "
            + "$g1, $g2, $g3 -ClientCluster $g1, $g2 -Port http:9080 | Set-MeshTrafficSplit cluster3:50, cluster1:25, cluster2:25");
    }

    /// <summary>Stops a script while a request to the second cluster hangs.</summary>
    private async Task StopAsync(string script, Func<Clusters.Tests.Server.Requests.ApiRequest, bool> request)
    {
        var hang = _clusters["cluster2"].Faults.Add(Fault.Hang, request);
        using var shell = _host.Shell(script);
        var running = Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        await hang.Reached;
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => running);
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.All("leases")));
    }
}

using System.Management.Automation;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Tests.Hosting;

namespace MeshFederation.Module.Tests;

/// <summary>Ctrl+C while a cluster does not answer: the cmdlet ends, says what is where, and leaves no lease.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private const string Publish =
        "$s | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25 | Publish-MeshFederation -Name shop -SettleTimeout 0 -SettleTime 0";

    private static readonly string[] Kinds = ["virtualservices", "destinationrules", "serviceentries", "gateways", "configmaps", "leases"];

    private readonly CapturingHost _screen = new(160);
    private readonly ModuleHost _host;
    private TestClusters _clusters = null!;

    public StopTests() => _host = new(host: _screen);

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        _host.Run($"$k = '{_clusters.Kubeconfig}'; $c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; $c2 = "
            + "New-MeshCluster cluster2 -Kubeconfig $k -GatewayAddress 192.0.2.2; $s = New-MeshServiceEntry reviews -Cluster $c1, $c2 "
            + "-ClientCluster $c1 -Port http:9080");
    }

    /// <summary>What was said but that no policy is for the pods, which publishing warns of before it begins.</summary>
    private string Said => string.Concat(_screen.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.Contains("no AuthorizationPolicy", StringComparison.Ordinal)).Select(line => line + "\n"));

    [Theory]
    [InlineData("list", "virtualservices", "WARNING: Publishing was stopped before anything was changed.")]
    [InlineData("create", "leases", "WARNING: Publishing was stopped before anything was changed.")]
    [InlineData("list", "configmaps", "WARNING: Publishing was stopped before anything was changed.")]
    [InlineData(
        "patch", "serviceentries", "WARNING: Stopping: requests under way get a few seconds to end; then what was done is put back.",
        "WARNING: Publishing of the federation 'shop' was stopped: 6 objects are as they were (4 put back, 1 not tried), 0 are not.")]
    public async Task Of_publishing_wherever_it_hangs(string verb, string plural, params string[] said)
    {
        await StopAsync(Publish, verb, plural, hasDone: () => plural != "serviceentries" || Rules == 4);
        Assert.Equal(said, Said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(said.Length));
        Assert.All(_clusters.All, cluster => Assert.All(Kinds, kind => Assert.Empty(cluster.All(kind))));
    }

    [Fact]
    public async Task Of_waiting_for_Istio_which_leaves_what_was_published()
    {
        await StopAsync(Publish + " -Wait -Timeout 1h", "list", "pods");
        Assert.Equal(
            "WARNING: Publishing of the federation 'shop' was done before the stop; only waiting for Istio was stopped.\n", Said);
        Assert.Single(_clusters["cluster1"].All("virtualservices"));
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.All("leases")));
    }

    [Theory]
    [InlineData("patch", "configmaps")]
    [InlineData("delete", "leases")]
    public async Task After_the_last_write_which_says_that_all_was_done(string verb, string plural)
    {
        await StopAsync(Publish, verb, plural, until: () => _clusters["cluster1"].All("virtualservices").Count == 1);
        Assert.Contains(
            "WARNING: Publishing of the federation 'shop' was done before the stop: 6 created, 0 updated, 0 deleted. ",
            _screen.Text,
            StringComparison.Ordinal);
        Assert.Contains(
            verb == "delete"
                ? "Nothing is left to do."
                : "The history of some cluster does not say so; do it again, which notes it.",
            _screen.Text,
            StringComparison.Ordinal);
        Assert.Equal(verb == "patch", _screen.Text.Contains(
            "WARNING: The history in the cluster 'cluster1' could not be written: the cluster did not answer in time after the stop.",
            StringComparison.Ordinal));
        Assert.Single(_clusters["cluster1"].All("virtualservices"));
    }

    [Fact]
    public async Task Of_one_of_several_which_says_what_became_of_the_others()
    {
        _host.Run(Publish);
        await StopAsync(
            "[pscustomobject]@{ Name = 'shop' }, [pscustomobject]@{ Name = 'bar' }, [pscustomobject]@{ Name = 'foo' } | "
                + "Unpublish-MeshFederation -Cluster $c1, $c2 -SettleTimeout 0 -SettleTime 0 -Confirm:$false",
            "list",
            "virtualservices");
        Assert.Equal(
            "WARNING: Unpublishing of the federation 'shop' was stopped before anything was changed.\nWARNING: Not tried: bar, foo.\n",
            Said);
    }

    [Fact]
    public async Task Of_comparing() => await StopAsync("$s | Compare-MeshFederation -Name shop -Timeout 1h", "list", "virtualservices");

    [Fact]
    public async Task Of_reading_federations() =>
        await StopAsync("Get-MeshFederation -Context cluster1, cluster2 -Kubeconfig $k", "list", "leases");

    [Fact]
    public async Task Of_removing_which_leaves_what_was_there()
    {
        _host.Run(Publish);
        await StopAsync(
            "Unpublish-MeshFederation shop -Context cluster1, cluster2 -Kubeconfig $k -SettleTimeout 0 -SettleTime 0 -Confirm:$false",
            "delete",
            "destinationrules");
        Assert.Contains("WARNING: Unpublishing of the federation 'shop' was stopped: ", _screen.Text, StringComparison.Ordinal);
        Assert.Single(_clusters["cluster1"].All("virtualservices"));
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.All("leases")));
    }

    [Fact]
    public void Who_takes_no_more_results_has_everything_published_and_no_lease_left()
    {
        var (_, errors) = _host.TryRun(Publish + " | ForEach-Object { throw 'enough' }");
        Assert.Equal("enough", Assert.Single(errors).Exception.Message);
        Assert.Single(_clusters["cluster1"].All("virtualservices"));
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.All("leases")));
    }

    [Fact]
    public void Who_takes_no_more_results_is_told_that_it_failed_and_what_was_put_back()
    {
        _clusters["cluster1"].Faults.Add(
            Fault.Forbidden,
            request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false },
            times: FaultScript.Always);
        _host.Run(Publish + " | Select-Object -First 1");
        Assert.Contains("5 objects, was put back", _screen.Text, StringComparison.Ordinal);
        Assert.Contains("forbidden: the test says so", _screen.Text, StringComparison.Ordinal);
        Assert.All(_clusters.All, cluster => Assert.All(Kinds, kind => Assert.Empty(cluster.All(kind))));
    }

    [Fact]
    public void What_changes_all_the_time_is_not_compared_for_ever()
    {
        _host.Run(Publish);
        var (cluster, number) = (_clusters["cluster1"], 0);
        cluster.Faults.Add(
            Fault.Call(() =>
            {
                var route = cluster.All("virtualservices").Single();
                route["metadata"]!["annotations"] = new JsonObject { ["looked-at"] = $"{++number}" };
                cluster.Put(route);
            }),
            request => request is { Verb: "list", Plural: "virtualservices" },
            times: FaultScript.Always);
        var (_, errors) = _host.TryRun(Publish.Replace("v3:75, cluster1/v1:25", "v3:50, cluster1/v1:50", StringComparison.Ordinal));
        Assert.StartsWith("MeshPlanOutdated,", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(number, 6, 20);
        Assert.All(_clusters.All, one => Assert.Empty(one.All("leases")));
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _clusters.DisposeAsync();
    }

    private int Rules => _clusters.All.Sum(cluster => cluster.All("destinationrules").Count + cluster.All("gateways").Count);

    /// <summary>Stops a script while a request hangs, once what goes on beside that request is where the test counts on.</summary>
    private async Task StopAsync(
        string script, string verb, string plural, Func<bool>? until = null, Func<bool>? hasDone = null)
    {
        var hang = _clusters["cluster1"].Faults.Add(
            Fault.Hang,
            request => request is { DryRun: false } && request.Verb == verb && request.Plural == plural && until?.Invoke() != false,
            times: 1);
        using var shell = _host.Shell(script);
        var running = Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        await hang.Reached;
        if (hasDone is not null)
            await _clusters.UntilAsync(hasDone, running, "It ended though a request hangs.", TestContext.Current.CancellationToken);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => running);
        Assert.Empty(shell.Streams.Error);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}

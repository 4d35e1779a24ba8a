using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Module.Tests;

/// <summary>Publishing, going back and removing as a user does it.</summary>
public sealed partial class PublishTests : IAsyncLifetime
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -Kubeconfig $k "
        + "-GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080; "
        + "$seventyfive = $s | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25; $fifty = $s | Set-MeshTrafficSplit cluster2/v3:50, "
        + "cluster1/v1:50; "
        + "$local = $s | Set-MeshTrafficSplit cluster1/v1:100; $PSDefaultParameterValues = @{ '*-MeshFederation:Kubeconfig' = $k; "
        + "'*-MeshFederation:SettleTimeout' = 0; '*-MeshFederation:SettleTime' = 0 }; ";

    private static readonly string[] Kinds = ["virtualservices", "destinationrules", "serviceentries", "gateways", "configmaps", "leases"];

    private readonly ModuleScreen _screen = new(columns: 160);
    private TestClusters _clusters = null!;

    private int Objects => _clusters.All.Sum(cluster => Kinds.Sum(kind => cluster.All(kind).Count));

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        _screen.Values(Prepare());
    }

    [Fact]
    public void With_Verbose_it_says_what_analysis_found_beside_errors()
    {
        const string Secure =
            "New-MeshServiceEntry pay -Cluster $c1, $c2 -ClientCluster $c1 -Port https:8443 | Set-MeshTrafficSplit cluster2:100";
        var shown = _screen.Show($"{Secure} | Publish-MeshFederation -Name pay -WhatIf -Verbose 4>&1");
        Assert.Contains(
            "Information MF2042 of analysis, in the cluster 'cluster1': Connections to Service/default/pay by another server name",
            shown.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_says_each_change_with_its_cluster_and_writes_nothing()
    {
        Publish("$seventyfive");
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        Assert.Equal(
            "What if: Update VirtualService 'default/reviews' in cluster 'cluster1' (spec.http[0].route[0].weight: 75 → 50; "
            + "spec.http[0].route[1].weight: 25 → 50).",
            Line("What if:", "$fifty | Publish-MeshFederation -Name shop -WhatIf"));
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
    }

    [Fact]
    public void Publishing_undoing_and_removing_come_full_circle()
    {
        Publish("$seventyfive");
        Publish("$fifty");
        Assert.Equal("50", Weight());
        _screen.Values("Undo-MeshFederation shop -Context cluster1, cluster2 -Confirm:$false");
        Assert.Equal("75", Weight());
        Assert.Equal(
            ["1", "2", "3"],
            _screen.Values("(Get-MeshFederation shop -Context cluster1 -History).Revision").Select(value => value.ToString()));
        Assert.Equal("Published", Assert.Single(_screen.Values("(Get-MeshFederation shop -Context cluster2).State")).ToString());
        Assert.Empty(_screen.Values("Unpublish-MeshFederation shop -Context cluster1, cluster2 -Confirm:$false"));
        Assert.Equal(0, Objects);
    }

    [Fact]
    public void Behind_a_plan_in_one_script_changes_are_listed_without_the_whole_objects()
    {
        var shown = _screen.Show("$seventyfive | Compare-MeshFederation -Name shop; $seventyfive | Publish-MeshFederation -Name shop");
        Assert.Contains("Plan: 6 to create", shown, StringComparison.Ordinal);
        Assert.Equal(6, shown.Split('\n').Count(line => line.StartsWith("Action     : Create", StringComparison.Ordinal)));
        Assert.DoesNotContain("Wanted", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unpublish-MeshFederation shop -Confirm:$false -Cluster @()", "MeshClusterNotNamed")]
    [InlineData("Unpublish-MeshFederation shop -Confirm:$false -Cluster $nothing, $nothing", "MeshClusterNotFound")]
    [InlineData("Undo-MeshFederation shop -Confirm:$false -Cluster $nothing, $nothing", "MeshClusterNotFound")]
    public void No_clusters_are_not_all_clusters(string script, string id)
    {
        Publish("$seventyfive");
        Publish("$fifty");
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        Assert.Equal(id, _screen.Values($"$PSDefaultParameterValues.Clear(); try {{ {script} }} catch {{ $_.FullyQualifiedErrorId -replace "
            + "',.*' }").Single().ToString());
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
    }

    [Fact]
    public void Where_istiod_cannot_be_asked_for_its_proxies_it_is_said_once_for_each_cluster()
    {
        _screen.Values("$null = $seventyfive | Publish-MeshFederation -Name shop -SettleTimeout '1m' -Confirm:$false -WarningVariable said "
            + "-WarningAction SilentlyContinue");
        Assert.Equal(
            _clusters.All.Select(cluster => $"Whether the proxies of the cluster '{cluster.Name}' have what is written cannot be seen: no "
                + "istiod pod (app=istiod) is ready in its namespace 'istio-system'. Nothing is waited for instead (-SettleTime 0). To "
                + "have it seen, name istiod's namespace with -IstioNamespace; an istiod outside of the cluster cannot be asked; see "
                + "about_MeshPublishing."),
            _screen.Values("$said.Message -notlike '*no AuthorizationPolicy is for the pods*'")
                .Select(value => value.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-SettleTimeout soon")]
    [InlineData("-SettleTime -1")]
    [InlineData("-SettleTime tomorrow -WhatIf")]
    [InlineData("-Timeout 0")]
    public void A_time_that_is_none_is_refused_before_anything_is_written(string argument)
    {
        Assert.StartsWith(
            "MeshDurationInvalid,", Id($"$seventyfive | Publish-MeshFederation -Name shop {argument}"), StringComparison.Ordinal);
        Assert.Equal(0, Objects);
    }

    [Fact]
    public void Publishing_again_changes_nothing()
    {
        Publish("$seventyfive");
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        Assert.All(
            _screen.Values("$seventyfive | Publish-MeshFederation -Name shop"),
            change => Assert.Equal("Unchanged", change.Properties["Action"].Value.ToString()));
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
    }

    [Fact]
    public void A_saved_plan_is_published_as_it_is_and_refused_when_a_cluster_has_moved_on()
    {
        _screen.Values("$plan = $seventyfive | Compare-MeshFederation -Name shop; $plan | Publish-MeshFederation");
        Assert.Equal("75", Weight());
        Assert.StartsWith("MeshPlanOutdated,", Id("$plan | Publish-MeshFederation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pruning_removes_what_is_no_longer_wanted()
    {
        _screen.Values("$both = @($seventyfive) + (New-MeshServiceEntry ratings -Cluster $c2 -ClientCluster $c1 -Port http:9080)");
        Publish("$both");
        var before = _clusters["cluster1"].All("serviceentries").Count;
        Publish("$seventyfive");
        Assert.Equal(before, _clusters["cluster1"].All("serviceentries").Count);
        _screen.Values("$seventyfive | Publish-MeshFederation -Name shop -Prune -Confirm:$false");
        Assert.Equal(before - 1, _clusters["cluster1"].All("serviceentries").Count);
    }

    [Fact]
    public void A_failure_is_said_for_the_object_and_for_the_whole_and_nothing_stays()
    {
        _clusters["cluster1"].Faults.Add(Fault.Invalid, request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false });
        var shown = _screen.Show("$seventyfive | Publish-MeshFederation -Name shop; \"after: $?\"");
        Assert.Contains("RolledBack", shown, StringComparison.Ordinal);
        Assert.Contains("The federation 'shop' could not be published: 1 of 6 changes failed.", shown, StringComparison.Ordinal);
        Assert.Equal(0, Objects);
    }

    [Theory]
    [InlineData(
        "New-MeshServiceEntry a -Port 80 -Cluster (New-MeshCluster x -Context cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.9), $c1 "
        + "-ClientCluster $c1 | Publish-MeshFederation -Name shop",
        "MeshContextDuplicate")]
    [InlineData("Undo-MeshFederation shop -Context cluster1, cluster2", "MeshFederationNotFound")]
    [InlineData("Unpublish-MeshFederation shop -Context cluster1, cluster2 -Confirm:$false", "MeshFederationNotFound")]
    [InlineData("Get-MeshFederation shop -Context cluster1 -ErrorAction Stop", "MeshFederationNotFound")]
    [InlineData("Undo-MeshFederation shop -Context elsewhere", "MeshContextNotFound")]
    public void Mistakes_have_ids(string script, string id) => Assert.StartsWith(id, Id(script), StringComparison.Ordinal);

    [Fact]
    public void Undoing_wants_all_clusters_of_the_federation()
    {
        Publish("$seventyfive");
        Publish("$fifty");
        Assert.StartsWith("MeshClusterNotNamed,", Id("Undo-MeshFederation shop -Context cluster1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_pipeline_leaves_nothing_behind()
    {
        using var host = new ModuleHost();
        host.Run(Prepare());
        using var shell = host.Shell("$seventyfive | Publish-MeshFederation -Name shop");
        var stopped = new TaskCompletionSource<Task>();
        Func<ApiRequest, bool> routes = request => request is { Verb: "patch", Plural: "virtualservices", DryRun: false };
        _clusters["cluster1"].Faults.Add(
            Fault.Call(() => stopped.TrySetResult(Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null))), routes);
        var running = Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        await await stopped.Task;
        await Assert.ThrowsAnyAsync<System.Management.Automation.PipelineStoppedException>(() => running);
        Assert.True(Objects is 0 or > 6, $"{Objects} objects were left, which is neither nothing nor all.");
    }

    public async ValueTask DisposeAsync()
    {
        _screen.Dispose();
        await _clusters.DisposeAsync();
    }

    private string Prepare() => $"$k = '{_clusters.Kubeconfig}'; {Declare}";

    private void Publish(string services) =>
        _screen.Values($"{services} | Publish-MeshFederation -Name shop -Confirm:$false -WarningAction SilentlyContinue");

    private string Weight() =>
        _clusters["cluster1"].Find("virtualservices", "default", "reviews")!["spec"]!["http"]![0]!["route"]![0]!["weight"]!.ToString();

    private string Id(string script) =>
        (string)_screen.Values($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId }}")
            .Single(value => value.BaseObject is string).BaseObject;

    private string Line(string start, string script) =>
        Assert.Single(_screen.Show(script).Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal));
}

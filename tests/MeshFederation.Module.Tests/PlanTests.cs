using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>Plans as a user makes, sees and keeps them.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -Kubeconfig $k "
        + "-GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080; "
        + "$seventyfive = $s | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25; $fifty = $s | Set-MeshTrafficSplit cluster2/v3:50, "
        + "cluster1/v1:50; ";

    private readonly ModuleScreen _screen = new(columns: 100);
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        _screen.MoveTo(_folder);
        _screen.Values($"$k = '{_clusters.Kubeconfig}'; {Declare}");
    }

    [Fact]
    public void A_first_plan_creates_everything() => Assert.Equal(
        """
        cluster1
          + create ServiceEntry/default/reviews.default.svc.cluster2.global [1]
          + create DestinationRule/default/reviews.default.svc.cluster2.global [1]
          + create DestinationRule/default/reviews [1]
          + create VirtualService/default/reviews [2]

        cluster2
          + create DestinationRule/default/reviews [1]
          + create Gateway/istio-system/meshfederation-shop [1]

        ! Cluster 'cluster2': no AuthorizationPolicy is for the pods of default/reviews, so whoever calls
          from cluster1 is let in from now on. Say who may: New-MeshAccessPolicy, or New-MeshFederation
          -DenyByDefault.
        Stages: 1 add (5 writes), 2 routes (1 write). Proxies are waited for once.
        Plan: 6 to create, 0 to update, 0 to delete, 0 unchanged.
        """.ReplaceLineEndings("\n"),
        _screen.Show("$seventyfive | Compare-MeshFederation -Name shop -WarningAction Ignore"));

    [Fact]
    public void What_changes_is_shown_field_by_field_and_what_does_not_is_counted()
    {
        Publish("$seventyfive");
        Assert.Equal(
            """
            cluster1
              ~ update VirtualService/default/reviews
                  spec.http[0].route[0].weight: 75 → 50
                  spec.http[0].route[1].weight: 25 → 50
                3 unchanged

            Plan: 0 to create, 1 to update, 0 to delete, 5 unchanged.
            """.ReplaceLineEndings("\n"),
            _screen.Show("$fifty | Compare-MeshFederation -Name shop"));
        Assert.Equal("No changes. 6 objects are as declared.", _screen.Show("$seventyfive | Compare-MeshFederation -Name shop"));
    }

    [Fact]
    public void A_conflict_is_shown_with_its_ways_out_in_lines_broken_between_words()
    {
        _clusters["cluster1"].Put("""{"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "other","""
            + """ "namespace": "edge"}, "spec": {"hosts": ["reviews.default.svc.cluster.local"]}}""");
        var shown = _screen.Show("$seventyfive | Compare-MeshFederation -Name shop -WarningAction Ignore").Split('\n');
        Assert.Contains("  ! conflict VirtualService/default/reviews", shown);
        Assert.Contains("      VirtualService/edge/other (another manager) routes the host", shown);
        Assert.Contains(shown, line => line.StartsWith("      1. To have the federation route it", StringComparison.Ordinal));
        Assert.All(shown, line => Assert.True(line.Length < 100, line));
        Assert.Equal("Plan: 5 to create, 0 to update, 0 to delete, 0 unchanged, 1 in conflict.", shown[^1]);
    }

    [Fact]
    public void A_namespace_that_is_not_there_is_shown_with_what_to_do_and_nothing_is_published()
    {
        const string Service = "New-MeshServiceEntry reviews -Namespace nowhere -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080 | "
            + "Set-MeshTrafficSplit cluster2:100";
        var shown = _screen.Show($"{Service} | Compare-MeshFederation -Name shop");
        Assert.Contains("  ! refused VirtualService/nowhere/reviews\n", shown, StringComparison.Ordinal);
        Assert.Contains(
            "Make it: kubectl --context cluster1 create namespace nowhere.",
            string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.EndsWith(" 3 refused.", shown, StringComparison.Ordinal);
        Assert.StartsWith(
            "MeshPlanInConflict,",
            (string)_screen.Values($"try {{ {Service} | Publish-MeshFederation -Name shop -ErrorAction SilentlyContinue }} catch {{ "
                + "$_.FullyQualifiedErrorId }")
                .Single(value => value.BaseObject is string).BaseObject,
            StringComparison.Ordinal);
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.All("configmaps")));
    }

    [Fact]
    public void Colours_are_those_of_the_session() =>
        Assert.Contains(
            "\e[32m  + create DestinationRule/default/reviews [1]\e[0m",
            _screen.ShowDecorated("$seventyfive | Compare-MeshFederation -Name shop"),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_cluster_that_is_away_is_an_error_and_the_plan_says_that_it_is_partial()
    {
        await _clusters["cluster2"].StopAsync();
        var shown = _screen.Show("$plan = $seventyfive | Compare-MeshFederation -Name shop; $plan.HasChanges; $plan.IsPartial; $plan");
        Assert.StartsWith(
            "Compare-MeshFederation: The cluster of the context 'cluster2' cannot be reached", shown, StringComparison.Ordinal);
        Assert.Contains("\nTrue\nTrue\n", shown, StringComparison.Ordinal);
        Assert.Contains(
            "\ncluster2\n  ! could not be read: The cluster of the context 'cluster2' cannot be reached", shown, StringComparison.Ordinal);
        Assert.EndsWith(
            "Plan: 4 to create, 0 to update, 0 to delete, 0 unchanged. The plan is partial: cluster2 could not\nbe read.",
            shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_plan_reads_as_it_was()
    {
        Publish("$seventyfive");
        Assert.Contains(
            "Create     shop.plan.json",
            _screen.Show("$plan = $fifty | Compare-MeshFederation -Name shop; $plan | Export-MeshPlan shop.plan.json"),
            StringComparison.Ordinal);
        Assert.Equal(_screen.Show("$plan"), _screen.Show("Import-MeshPlan shop.plan.json"));
        Assert.Contains(
            "Unchanged  shop.plan.json", _screen.Show("Import-MeshPlan *.json | Export-MeshPlan shop.plan.json"), StringComparison.Ordinal);
        Assert.Equal("/there", _screen.Values("(Import-MeshPlan shop.plan.json -Kubeconfig /there).Cluster[0].Kubeconfig")[0].BaseObject);
    }

    [Fact]
    public void WhatIf_writes_no_plan()
    {
        Assert.Contains(
            "Create file",
            _screen.Show("$fifty | Compare-MeshFederation -Name shop | Export-MeshPlan shop.plan.json -WhatIf"),
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(
        "$fifty | Compare-MeshFederation -Name shop -Timeout soon",
        "MeshDurationInvalid,MeshFederation.Commands.CompareMeshFederationCommand")]
    [InlineData(
        "$fifty | Compare-MeshFederation -Name shop -Timeout 0",
        "MeshDurationInvalid,MeshFederation.Commands.CompareMeshFederationCommand")]
    [InlineData(
        "$fifty | Compare-MeshFederation -Name shop_1", "MeshFederationNameInvalid,MeshFederation.Commands.CompareMeshFederationCommand")]
    [InlineData("@() | Compare-MeshFederation -Name shop", "MeshInputEmpty,MeshFederation.Commands.CompareMeshFederationCommand")]
    [InlineData("Import-MeshPlan no.json", "MeshFileNotFound,MeshFederation.Commands.ImportMeshPlanCommand")]
    [InlineData(
        "$fifty | Compare-MeshFederation -Name shop | Export-MeshPlan .",
        "MeshFileIsDirectory,MeshFederation.Commands.ExportMeshPlanCommand")]
    [InlineData(
        "[IO.File]::WriteAllText(\"$PWD/a.json\", '{}'); $fifty | Compare-MeshFederation -Name shop | Export-MeshPlan a.json",
        "MeshExportFileForeign,MeshFederation.Commands.ExportMeshPlanCommand")]
    [InlineData(
        "[IO.File]::WriteAllText(\"$PWD/a.json\", '{}'); Import-MeshPlan a.json",
        "MeshPlanFileInvalid,MeshFederation.Commands.ImportMeshPlanCommand")]
    public void Mistakes_have_ids(string script, string errorId) =>
        Assert.Equal(errorId, _screen.Values($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId }}").Single().BaseObject);

    [Theory]
    [InlineData("30")]
    [InlineData("'30s'")]
    [InlineData("0.5m")]
    [InlineData("'00:00:30'")]
    [InlineData("([timespan]::FromSeconds(30))")]
    public void Durations_are_read(string typed) =>
        Assert.Equal(true, _screen.Values($"($fifty | Compare-MeshFederation -Name shop -Timeout {typed}).HasChanges").Single().BaseObject);

    public async ValueTask DisposeAsync()
    {
        _screen.Dispose();
        await _clusters.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Publish(string services) =>
        _screen.Values($"{services} | Publish-MeshFederation -Name shop -SettleTimeout 0 -SettleTime 0 -Confirm:$false");
}

namespace MeshFederation.Module.Tests;

/// <content>What is not gone past.</content>
public sealed partial class PublishTests
{
    private const string Exported =
        "$one = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1 -TrustDomain cluster1; $two = New-MeshCluster cluster2 "
        + "-Kubeconfig $k -GatewayAddress 192.0.2.2 -TrustDomain cluster2; $of = @{ Cluster = $two; ClientCluster = $one; Port = "
        + "'http:9080' }; $open = New-MeshServiceEntry reviews -Selector app=reviews @of; $kept = $open | New-MeshAccessPolicy web; "
        + "$other = New-MeshServiceEntry ratings -Selector app=ratings @of; ";

    [Theory]
    [InlineData("$fifty | Publish-MeshFederation -Name shop")]
    [InlineData("$fifty | Publish-MeshFederation -Name shop -Force")]
    [InlineData("$fifty | Compare-MeshFederation -Name shop -WarningAction SilentlyContinue | Publish-MeshFederation")]
    [InlineData("Undo-MeshFederation shop -Context cluster1, cluster2")]
    public void What_makes_istiod_crash_is_not_gone_past_unless_that_is_accepted(string script)
    {
        Publish("$seventyfive");
        Publish("$fifty");
        Publish("$seventyfive");
        _screen.Values("$early = $fifty | Compare-MeshFederation -Name shop");
        _clusters["cluster2"].Put("""{"apiVersion": "networking.istio.io/v1", "kind": "DestinationRule", "metadata": {"name": "g","""
            + """ "namespace": "edge"}, "spec": {"host": "g.global", "trafficPolicy": {"outlierDetection": {}, "loadBalancer": """
            + """{"localityLbSetting": {"failoverPriority": ["a"]}}}}}""");
        _clusters["cluster2"].Put("""{"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "metadata": {"name": "g","""
            + """ "namespace": "edge"}, "spec": {"hosts": ["g.global"], "resolution": "DNS", "ports": [{"number": 80, "name": "http","""
            + """ "protocol": "HTTP"}], "endpoints": [{"address": "a.example.com", "locality": "r1"}, {"address": "b.example.com"}]}}""");
        Assert.StartsWith("MeshControlPlaneEndangered,", Id(script + " -ErrorAction SilentlyContinue"), StringComparison.Ordinal);
        Assert.Equal("75", Weight());
        var file = Path.Combine(Directory.CreateTempSubdirectory("meshfederation-").FullName, "plan.json");
        _screen.Values($"$fifty | Compare-MeshFederation -Name shop -WarningAction SilentlyContinue | Export-MeshPlan '{file}'");
        Assert.StartsWith(
            "MeshControlPlaneEndangered,",
            Id($"Import-MeshPlan '{file}' | Publish-MeshFederation -WhatIf -ErrorAction SilentlyContinue"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "MeshControlPlaneEndangered,",
            Id("$early | Publish-MeshFederation -AcceptControlPlaneCrash -Confirm:$false -ErrorAction SilentlyContinue"),
            StringComparison.Ordinal);
        Assert.Equal("75", Weight());
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Contains(
            "Publishing is refused until it is mended.",
            _screen.Show("$fifty | Compare-MeshFederation -Name shop"),
            StringComparison.Ordinal);
        _screen.Values($"{script} -AcceptControlPlaneCrash -Confirm:$false -WarningAction SilentlyContinue");
        Assert.Equal("50", Weight());
        Assert.Empty(_screen.Values("Unpublish-MeshFederation shop -Context cluster1, cluster2 -Confirm:$false"));
    }

    [Fact]
    public void Who_gets_past_a_policy_is_not_let_in_unless_that_is_accepted()
    {
        _screen.Values(Exported);
        PutPolicy("""{"rules": [{"from": [{"source": {"namespaces": ["default"]}}]}]}""");
        const string Open = "$open | Publish-MeshFederation -Name shop -Confirm:$false";
        Assert.Equal(
            [
                "'cluster1/ns/default/*' of cluster1 would reach http:9080/HTTP of default/reviews in the cluster 'cluster2': a rule of "
                + "AuthorizationPolicy/default/theirs allows it, as GET /.",
                "Publishing the federation 'shop' is refused: callers of other clusters would get past AuthorizationPolicies of "
                + "default/reviews. Nothing was changed.",
            ],
            Said(Open));
        Assert.StartsWith("MeshAccessWidened,", Id(Open + " -ErrorAction SilentlyContinue"), StringComparison.Ordinal);
        Assert.StartsWith("MeshAccessWidened,", Id(Open + " -WhatIf -ErrorAction SilentlyContinue"), StringComparison.Ordinal);
        Assert.Equal(0, Objects);
        Assert.Contains(
            "Publishing is refused until it is mended or accepted: -AcceptWidening.",
            _screen.Show("$open | Compare-MeshFederation -Name shop").ReplaceLineEndings(" "),
            StringComparison.Ordinal);

        Publish("$kept");
        Assert.Equal(2, _clusters["cluster2"].All("authorizationpolicies").Count);
        Assert.Equal(
            "True", _screen.Values($"{Open} -Prune -AcceptWidening -WarningVariable said -WarningAction SilentlyContinue | Out-Null; "
                + "($said -join ' ').Contains('It was accepted.')").Single().ToString());
    }

    /// <summary>Nobody gets past a policy where there is none, so it is published; but all are let in, and that is said once.</summary>
    [Fact]
    public void Pods_for_which_no_policy_is_become_reachable_with_a_warning()
    {
        const string Told = "no AuthorizationPolicy is for the pods of default/reviews, so whoever calls from cluster1 is let in";
        _screen.Values(Exported);
        var (report, published) = (_clusters.Kubeconfig + ".report.txt", _clusters.Kubeconfig + ".published.txt");
        var publish = "$null = $open | Publish-MeshFederation -Name shop -Confirm:$false -WarningVariable said "
            + $"-WarningAction SilentlyContinue -Report '{published}'; $said";
        var shown = _screen.Show($"$open | Compare-MeshFederation -Name shop -WarningAction Ignore -Report '{report}'");
        Assert.Contains(
            "! Cluster 'cluster2': no AuthorizationPolicy is for the pods of default/reviews", shown, StringComparison.Ordinal);
        Assert.Contains("AccessUnguarded", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Contains("1 warning", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Single(_screen.Values(publish), said => $"{said}".Contains(Told, StringComparison.Ordinal));
        Assert.Contains("AccessUnguarded", File.ReadAllText(published), StringComparison.Ordinal);
        Assert.Contains("1 warning", File.ReadAllText(published), StringComparison.Ordinal);
        Assert.NotEqual(0, Objects);
        Assert.DoesNotContain(_screen.Values(publish), said => $"{said}".Contains(Told, StringComparison.Ordinal));
    }

    /// <summary>A stage that accepts what a review has shown does not accept what came behind it.</summary>
    [Fact]
    public void Who_gets_past_a_policy_was_shown_when_it_is_accepted()
    {
        _screen.Values(Exported);
        var file = _clusters.Kubeconfig + ".plan.json";
        _screen.Values($"$open | Compare-MeshFederation -Name shop | Export-MeshPlan '{file}'");
        PutPolicy("""{"rules": [{"from": [{"source": {"namespaces": ["default"]}}]}]}""");
        var publish = $"Import-MeshPlan '{file}' | Publish-MeshFederation -AcceptWidening -Confirm:$false";
        Assert.StartsWith(
            "Publishing the federation 'shop' is refused: what was accepted is not all that would be opened. 'cluster1/ns/default/*' of "
            + "cluster1 would reach http:9080/HTTP of default/reviews in the cluster 'cluster2': ",
            Said(publish)[^1],
            StringComparison.Ordinal);
        Assert.Equal(0, Objects);

        _screen.Values($"$open | Compare-MeshFederation -Name shop -WarningAction Ignore | Export-MeshPlan '{file}' -Force");
        Assert.Contains(
            "! 'cluster1/ns/default/*' of cluster1 would reach http:9080/HTTP of default/reviews",
            _screen.Show($"Import-MeshPlan '{file}'"),
            StringComparison.Ordinal);
        _screen.Values(publish + " -WarningAction Ignore");
        Assert.NotEqual(0, Objects);
    }

    [Theory]
    [InlineData("$open | Publish-MeshFederation -Name shop -Prune", "Publishing")]
    [InlineData("Undo-MeshFederation shop -Context cluster1, cluster2", "Undoing")]
    [InlineData("Unpublish-MeshFederation shop -Context cluster1, cluster2", "Unpublishing")]
    [InlineData("$other | Publish-MeshFederation -Name shop -Prune", "Publishing")]
    public void What_keeps_callers_out_does_not_go_unless_that_is_accepted(string script, string activity)
    {
        _screen.Values(Exported);
        Publish("$open");
        Publish("$kept");
        if (!script.Contains("$open", StringComparison.Ordinal)) PutGateway();
        Assert.Equal(
            $"{activity} the federation 'shop' is refused: callers of other clusters would get past AuthorizationPolicies of "
            + "default/reviews. Nothing was changed.",
            Said(script + " -Confirm:$false")[^1]);
        Assert.Single(_clusters["cluster2"].All("authorizationpolicies"));
        _screen.Values($"{script} -AcceptWidening -Confirm:$false -WarningAction SilentlyContinue");
        Assert.Empty(_clusters["cluster2"].All("authorizationpolicies"));
    }

    [Fact]
    public void A_federation_that_takes_its_gateway_along_opens_nothing_by_going()
    {
        _screen.Values(Exported);
        Publish("$kept");
        Assert.Empty(_screen.Values("Unpublish-MeshFederation shop -Context cluster1, cluster2 -Confirm:$false"));
        Assert.Equal(0, Objects);
    }

    [Theory]
    [InlineData("$local | Publish-MeshFederation -Name shop -Prune", "Publishing")]
    [InlineData("Unpublish-MeshFederation shop -Context cluster1, cluster2", "Unpublishing")]
    public void Where_nobody_can_be_asked_it_is_said_what_answers_instead(string script, string activity)
    {
        Publish("$seventyfive");
        using var host = new ModuleHost();
        host.Run(Prepare());
        var error = host.TryRun(script).Errors[^1];
        Assert.StartsWith("MeshConfirmationImpossible,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(
            $"{activity} the federation 'shop' is to be confirmed, and nobody can be asked here: ",
            error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("75", Weight());
    }

    private void PutPolicy(string spec) => _clusters["cluster2"].Put(
        """{"apiVersion": "security.istio.io/v1", "kind": "AuthorizationPolicy", "metadata": {"name": "theirs", "namespace": "default"},"""
        + " \"spec\": " + spec + "}");

    private void PutGateway() => _clusters["cluster2"].Put(
        """{"apiVersion": "networking.istio.io/v1", "kind": "Gateway", "metadata": {"name": "theirs", "namespace": "edge"}, "spec": {"""
        + """ "selector": {"istio": "eastwest"}, "servers": [{"hosts": ["*.local"], "port": {"number": 15443, "name": "tls", "protocol": """
        + """ "TLS"}, "tls": {"mode": "AUTO_PASSTHROUGH"}}]}}""");

    /// <summary>The errors of a script, that with which it ends last.</summary>
    private string[] Said(string script) =>
    [
        .. _screen.Values($"$said = @(); try {{ {script} -ErrorAction SilentlyContinue -ErrorVariable said }} catch {{ $last = $_ }}; "
            + "@($said | Where-Object Exception | ForEach-Object { $_.Exception.Message } | Select-Object -Unique) -ne "
            + "$last.Exception.Message; $last.Exception.Message")
            .Select(value => value.ToString()),
    ];
}

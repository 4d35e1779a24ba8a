namespace MeshFederation.Module.Tests;

/// <content>What is not gone past.</content>
public sealed partial class PublishTests
{
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
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Contains(
            "Publishing is refused until it is mended.",
            _screen.Show("$fifty | Compare-MeshFederation -Name shop"),
            StringComparison.Ordinal);
        _screen.Values($"{script} -AcceptControlPlaneCrash -Confirm:$false -WarningAction SilentlyContinue");
        Assert.Equal("50", Weight());
        Assert.Empty(_screen.Values("Unpublish-MeshFederation shop -Context cluster1, cluster2 -Confirm:$false"));
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
}

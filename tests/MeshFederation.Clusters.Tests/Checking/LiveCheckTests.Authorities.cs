using MeshFederation.Analysis;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Checks;

namespace MeshFederation.Clusters.Tests.Checking;

/// <content>How long authorities last.</content>
public sealed partial class LiveCheckTests
{
    public static TheoryData<string, string, CheckStatus, string, Action<TestCluster, TestCluster>> AuthorityTroubles => new()
    {
        { "authority-lasts", "cluster2", CheckStatus.Passed, "'CN=authority' until", (_, _) => { } },
        { "authority-lasts", "cluster2", CheckStatus.Warned, "certificates of workloads last 24 hours",
            (_, two) => two.Put(CheckedScene.Authority(1.5)) },
        { "authority-lasts", "cluster2", CheckStatus.Warned, "certificates of workloads last 120 hours",
            (_, two) =>
            {
                two.Put(CheckedScene.Authority(9));
                two.Put(CheckedScene.Pod("asks", "app: asks", env: "[{name: SECRET_TTL, value: 120h}]"));
            } },
        { "authority-lasts", "cluster2", CheckStatus.Failed, "expired on", (_, two) => two.Put(CheckedScene.Authority(-1)) },
        { "authority-lasts", "cluster2", CheckStatus.Failed, "Istio 1.28.9 of cluster2 gives out certificates that outlive",
            (_, two) =>
            {
                two.Put(CheckedScene.Authority(0.5));
                two.Put("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod, namespace: istio-system, labels: {app: "
                    + "istiod}}\nspec: {template: {spec: {containers: [{name: discovery, image: 'pilot:1.28.9'}]}}}\nstatus: "
                    + "{readyReplicas: 1}");
            } },
        { "authority-lasts", "cluster2", CheckStatus.NotChecked, "has no root that workloads get",
            (_, two) => two.Put(CheckedScene.RootMap(CheckedScene.Certificate("CN=other", 900))) },
        { "authority-lasts", "cluster2", CheckStatus.NotChecked, "There is no Secret istio-system/cacerts",
            (_, two) => two.Remove("secrets", "istio-system", "cacerts") },
    };

    /// <summary>Certificates end by the clock of the cluster's server, whatever the clock of this machine says.</summary>
    [Fact]
    public async Task What_ends_does_so_by_the_clock_of_the_server()
    {
        await using var scene = await CheckedScene.OpenAsync();
        var read = await scene.ReadAsync();
        Assert.All(read.Clusters, cluster => Assert.NotNull(cluster.Now));
        var ahead = new CheckScene(
            null, [.. read.Clusters.Select(cluster => cluster with { Now = read.Now.AddDays(4000) })], null, read.Now);
        string[] ends = ["authority-lasts", "root-lasts"];
        Assert.Equal(
            ["authority-lasts", "authority-lasts", "root-lasts", "root-lasts"],
            CheckList.Run(ahead).Where(check => check.Status == CheckStatus.Failed && ends.Contains(check.Id)).Select(check => check.Id)
                .Order());
        Assert.Equal(
            ["MF5008", "MF5008", "MF5012", "MF5012"],
            FederationAnalysis.Run(ahead.AsTheyAre()).Where(finding => finding.Rule is "MF5008" or "MF5012")
                .Select(finding => finding.Rule).Order());
        Assert.DoesNotContain(CheckList.Run(read), check => check.Status == CheckStatus.Failed && ends.Contains(check.Id));
    }
}

using MeshFederation.Analysis;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Findings;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>Two ambient meshes that are federated: what is sound is called sound, before it is published and after.</summary>
public sealed partial class AmbientLiveTests
{
    [Fact]
    public async Task A_sound_federation_passes_every_check_but_those_that_istiod_does_not_tell()
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        await scene.PublishAsync();
        var checks = CheckList.Run(await scene.ReadAsync());
        Assert.Empty(checks.Where(check => check.Status is CheckStatus.Failed or CheckStatus.Warned).Select(check => check.ToString()));
        Assert.Empty(checks.Where(check => check.Status == CheckStatus.NotChecked
            && check.Category != "istiod" && check.Id != "objects-accepted").Select(check => check.ToString()));
        Assert.Contains(checks, check => check is { Id: "calls-arrive", Cluster: "cluster1", Status: CheckStatus.Passed });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_rule_says_a_word_of_what_it_is_once_it_is_published(bool isPublished)
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        if (isPublished) await scene.PublishAsync();
        Assert.Empty(Found((await scene.ReadAsync()).AsPublished([])));
    }

    [Fact]
    public async Task No_rule_says_a_word_of_what_it_is()
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        await scene.PublishAsync();
        Assert.Empty(Found((await scene.ReadAsync()).AsTheyAre()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Service_that_selects_the_entries_beside_is_found_before_it_is_published(bool isPublished)
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        if (isPublished) await scene.PublishAsync();
        scene.One.Put("{apiVersion: v1, kind: Service, metadata: {name: beside, namespace: shop}, spec: {clusterIP: 10.0.0.6, selector: "
            + "{app: reviews}, ports: [{name: http, port: 9080}]}}");
        var all = Found((await scene.ReadAsync()).AsPublished([]));
        Assert.Contains(all, found => found.StartsWith("MF6011 cluster1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"kind":"WorkloadEntry","metadata":{"namespace":"shop","name":"details.cluster1.details"}},""", CheckStatus.Passed)]
    [InlineData("", CheckStatus.Failed)]
    public async Task Of_istiod_is_expected_what_it_tells_of_and_no_Service(string entry, CheckStatus status)
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        await scene.PublishAsync();
        CheckedScene.Tell(
            scene.Two,
            path => path.StartsWith("debug/configz", StringComparison.Ordinal)
                ? ApiAnswer.OfText(
                    $$$"""[{{{entry}}}{"kind":"WorkloadEntry","metadata":{"namespace":"shop","name":"reviews.cluster1.reviews"}}]""")
                : ApiAnswer.OfText("", 401));
        var checks = CheckList.Run(await scene.ReadAsync());
        var check = Assert.Single(checks, check => check is { Id: "istiod-configs", Cluster: "cluster2" });
        Assert.Equal(status, check.Status);
        if (status == CheckStatus.Failed)
            Assert.Equal("istiod has not taken WorkloadEntry/shop/details.cluster1.details.", check.Message);
    }

    private static IEnumerable<string> Found(FederationView view) => FederationAnalysis.Run(view)
        .Where(finding => finding.Severity != FindingSeverity.Information)
        .Select(finding => $"{finding.Rule} {finding.Cluster} {finding.Target}: {finding.Message}");
}

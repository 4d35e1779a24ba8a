using MeshFederation.Analysis;

namespace MeshFederation.Tests.Rules;

/// <summary>Files that hold alternatives of one object: of two objects of one name only one can be in the cluster.</summary>
public sealed class RepeatedObjectTests
{
    [Fact]
    public void An_object_that_is_given_twice_is_found_to_be_so_and_nothing_else() => Assert.All(RuleCases.All, ruleCase =>
    {
        var view = ruleCase.View();
        var twice = new FederationView(view.Manifests.Concat(view.Manifests), view.Services, view.Clusters.Values);
        var once = new FederationView(view.Manifests, view.Services, view.Clusters.Values);
        Assert.Equal(Findings(once), Findings(twice));
    });

    private static IReadOnlyList<string> Findings(FederationView view) =>
        [.. FederationAnalysis.Run(view, rule => rule != "MF2001")
            .Select(finding => $"{finding.Rule} {finding.Cluster} {finding.Target} {finding.Sentence ?? finding.Message}")
            .Distinct()
            .Order(StringComparer.Ordinal)];
}

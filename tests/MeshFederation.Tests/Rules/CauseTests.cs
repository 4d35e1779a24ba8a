using MeshFederation.Analysis.Rules;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Rules;

/// <summary>What comes from one cause is one finding, which says how often it is so.</summary>
public sealed class CauseTests
{
    [Theory]
    [InlineData(1, "Wrong.")]
    [InlineData(2, "Wrong. And 1 more: o1.")]
    [InlineData(4, "Wrong. And 3 more: o1, o2 and o3.")]
    [InlineData(1001, "Wrong. And 1000 more, as o1, o2 and o3.")]
    public void A_cause_is_one_finding_with_its_number_and_examples(int count, string message)
    {
        var finding =
            Assert.Single(Found(Enumerable.Range(0, count).Select(index => ("c1", index, (Cause?)new Cause("dns", $"o{index}")))));
        Assert.Equal((count, message), (finding.Count, finding.Message));
        Assert.Equal(Enumerable.Range(1, count - 1).Select(index => $"o{index}"), finding.Example);
    }

    [Fact]
    public void Causes_clusters_and_findings_without_a_cause_are_told_apart()
    {
        var cause = new Cause(("a", 1));
        var found = Found([
            ("c1", 0, cause),
            ("c2", 1, cause),
            ("c1", 2, null),
            ("c1", 3, null),
            ("c1", 4, new Cause(("a", 2))),
            ("c1", 5, new Cause(("a", 1)))
        ]);
        Assert.Equal([2, 1, 1, 1, 1], found.Select(finding => finding.Count));
        Assert.Equal("Wrong. And 1 more: ServiceEntry/default/o5.", found[0].Message);
    }

    private static IReadOnlyList<MeshFinding> Found(IEnumerable<(string Cluster, int Index, Cause? Cause)> faults)
    {
        var report = new Report(RuleCatalog.All[0].Finds);
        foreach (var (cluster, index, cause) in faults)
        {
            var metadata = UnstructuredMap.Of(("name", $"o{index}"), ("namespace", "default"));
            report.On(
                new(
                    cluster,
                    UnstructuredMap.Of(("apiVersion", "networking.istio.io/v1"), ("kind", "ServiceEntry"), ("metadata", metadata))),
                "Wrong.",
                cause);
        }

        return report.Findings;
    }
}

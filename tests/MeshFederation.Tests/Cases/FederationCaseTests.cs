using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Tests.Cases;

public sealed class FederationCaseTests
{
    public static TheoryData<string> Names => [.. FederationCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Analysis_finds_what_is_wrong_and_nothing_else(string name)
    {
        var given = FederationCase.Read(name);
        var found = given.Findings();
        var all = string.Join("\n", found);
        var expected = given.Expected.Maps("findings").ToList();
        foreach (var wanted in expected)
        {
            Assert.True(found.Any(finding => Is(finding, wanted)), $"{wanted.Text("rule")} is missing among\n{all}");
        }

        Assert.Equal(
            expected.Where(wanted => wanted.Text("severity") == "Error").Select(wanted => wanted.Text("rule")!)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            found.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Rule)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        foreach (var rule in given.Expected.List("absent")) Assert.DoesNotContain(found, finding => finding.Rule == (string?)rule);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_trace_ends_where_the_request_ends(string name)
    {
        var given = FederationCase.Read(name);
        var asked = given.Expected.Map("trace")!;
        if (asked.Text("stops") is { } stop)
        {
            var error = Assert.Throws<MeshException>(given.Trace);
            Assert.Contains(stop, error.Message + error.RecommendedAction, StringComparison.Ordinal);
            return;
        }

        var hops = given.Trace();
        var all = string.Join("\n", hops.Select(hop => $"{hop} [{hop.Why}] {hop.Outcome} {hop.Finding}"));
        var (ends, wanted) = (FederationCase.Ends(hops).ToList(), asked.Maps("ends").ToList());
        if (wanted.Count > 0) Assert.True(ends.Count == wanted.Count, $"{wanted.Count} ends are expected of\n{all}");
        foreach (var end in wanted)
        {
            var place = ends.FindIndex(hop => Is(hop, end));
            Assert.True(place >= 0,
                $"{end.Text("outcome")} {end.Number("share")} % {end.Text("at")} {end.Text("says")} is missing among\n{all}");
            ends.RemoveAt(place);
        }
    }

    /// <summary>
    /// A trace that breaks is explained among the findings: by the same fault, or by the one that <c>found</c> names, which says more of
    /// the cause.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_breaks_a_trace_is_among_the_findings(string name)
    {
        var given = FederationCase.Read(name);
        var asked = given.Expected.Map("trace")!;
        if (asked.Text("stops") is not null) return;
        var found = given.Findings().Select(finding => finding.Rule).ToHashSet(StringComparer.Ordinal);
        foreach (var hop in given.Trace().Where(hop => hop.Outcome == TraceOutcome.Broken))
        {
            Assert.Contains(asked.Text("found") ?? hop.Finding!.Rule, found);
        }
    }

    private static bool Is(MeshFinding finding, UnstructuredMap wanted) => finding.Rule == wanted.Text("rule")
        && finding.Severity.ToString() == wanted.Text("severity")
        && finding.Target == wanted.Text("target") && (wanted.Text("cluster") is not { } cluster || finding.Cluster == cluster)
        && (wanted.Text("says") is not { } says || finding.Message.Contains(says, StringComparison.Ordinal));

    private static bool Is(MeshHop hop, UnstructuredMap wanted) => hop.Outcome.ToString() == wanted.Text("outcome")
        && Math.Abs(hop.Share - (wanted.Number("share") ?? 100)) < 0.01
        && (wanted.Text("at") is not { } at || hop.Decision.Contains(at, StringComparison.Ordinal))
        && (wanted.Text("says") is not { } says || (hop.Why + hop.Decision).Contains(says, StringComparison.Ordinal));
}

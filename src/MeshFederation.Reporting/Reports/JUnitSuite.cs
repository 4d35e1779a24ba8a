using MeshFederation.Model.Checks;
using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>The test cases of one cluster.</summary>
internal sealed record JUnitSuite(string Name, IReadOnlyList<JUnitCase> Cases)
{
    private const string Program = "MeshFederation";

    public static IReadOnlyList<JUnitSuite> Of(MeshReport report)
    {
        // Changes and checks have suites of their own, which show their trouble too.
        var suites = ReportProblem.Of(report with { Changes = [], Checks = [] })
            .GroupBy(problem => problem.Cluster, StringComparer.Ordinal)
            .OrderByDescending(cluster => cluster.Any(problem => problem.EndangersControlPlane))
            .ThenBy(cluster => cluster.Key, StringComparer.Ordinal)
            .Select(
                cluster => new JUnitSuite(cluster.Key.Length == 0 ? Program : $"{Program}.{cluster.Key}", [.. ByRuleAndObject(cluster)]))
            .Concat(report.Checks.GroupBy(check => check.Cluster, StringComparer.Ordinal).Select(Checks))
            .Concat(report.Changes.GroupBy(change => change.Cluster, StringComparer.Ordinal).Select(Plan))
            .Select(Named)
            .ToList();

        // A report without tests reads as one that has gone wrong.
        return suites.Count > 0
            ? suites
            : [new JUnitSuite(Program, [new JUnitCase("analysis", JUnitOutcome.Passed, "", "", "Nothing to object to.")])];
    }

    private static IEnumerable<JUnitCase> ByRuleAndObject(IEnumerable<ReportProblem> problems) => problems
        .GroupBy(problem => (problem.Rule, problem.Target))
        .Select(group => JUnitCase.Of([.. group]));

    private static JUnitSuite Checks(IGrouping<string, MeshCheck> cluster) =>
        new($"{Program}.check.{cluster.Key}", [.. cluster.Select(JUnitCase.Of)]);

    /// <summary>A name counts once in a suite; an object that was changed and put back stands there twice.</summary>
    private static JUnitSuite Named(JUnitSuite suite)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return suite with { Cases = [.. suite.Cases.Select(test => Named(test, seen))] };
    }

    private static JUnitCase Named(JUnitCase test, Dictionary<string, int> seen)
    {
        var count = seen[test.Name] = seen.GetValueOrDefault(test.Name) + 1;
        return count == 1 ? test : test with { Name = FormattableString.Invariant($"{test.Name} ({count})") };
    }

    private static JUnitSuite Plan(IGrouping<string, MeshChange> cluster) =>
        new($"{Program}.plan.{cluster.Key}", [.. cluster.Select(JUnitCase.Of)]);
}

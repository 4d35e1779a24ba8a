using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>The test cases of one cluster.</summary>
internal sealed record JUnitSuite(string Name, IReadOnlyList<JUnitCase> Cases)
{
    private const string Program = "MeshFederation";

    public static IReadOnlyList<JUnitSuite> Of(MeshReport report)
    {
        // Changes have suites of their own, which show their trouble too.
        var suites = ReportProblem.Of(report with { Changes = [] })
            .GroupBy(problem => problem.Cluster, StringComparer.Ordinal)
            .OrderByDescending(cluster => cluster.Any(problem => problem.EndangersControlPlane))
            .ThenBy(cluster => cluster.Key, StringComparer.Ordinal)
            .Select(cluster => new JUnitSuite(cluster.Key.Length == 0 ? Program : $"{Program}.{cluster.Key}", [.. ByRuleAndObject(cluster)]))
            .Concat(report.Changes.GroupBy(change => change.Cluster, StringComparer.Ordinal).Select(Plan))
            .ToList();

        // A report without tests reads as one that has gone wrong.
        return suites.Count > 0 ? suites : [new JUnitSuite(Program, [new JUnitCase("analysis", JUnitOutcome.Passed, "", "", "Nothing to object to.")])];
    }

    private static IEnumerable<JUnitCase> ByRuleAndObject(IEnumerable<ReportProblem> problems) => problems
        .GroupBy(problem => (problem.Rule, problem.Target))
        .Select(group => JUnitCase.Of([.. group]));

    private static JUnitSuite Plan(IGrouping<string, MeshChange> cluster) => new($"{Program}.plan.{cluster.Key}", [.. cluster.Select(JUnitCase.Of)]);
}

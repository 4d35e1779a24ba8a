using System.Text;
using MeshFederation.Model.Findings;

namespace MeshFederation.Reporting.Reports;

/// <summary>Writes a report for a person: by cluster and object, each finding with what to do and where it stands.</summary>
internal sealed class TextReportWriter(MeshReport report)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        var problems = ReportProblem.Of(report);
        Line($"MeshFederation report: {ReportCount.Of(report, problems)}");
        foreach (var cluster in problems.GroupBy(problem => problem.Cluster, StringComparer.Ordinal))
        {
            Line("");
            Line(cluster.Key.Length == 0 ? "all clusters" : cluster.Key);
            foreach (var target in cluster.GroupBy(problem => problem.Target, StringComparer.Ordinal)) Object(target.Key, target);
        }

        if (report.Changes.Count == 0) return _text.ToString();
        Line("");
        Line("What each cluster gets, in this order:");
        foreach (var line in PlanLines.Of(report.Changes)) Line(line);
        return _text.ToString();
    }

    private void Object(string target, IEnumerable<ReportProblem> problems)
    {
        Line("  " + target);
        foreach (var problem in problems)
        {
            var severity = problem.Severity == FindingSeverity.Information ? "note" : problem.Severity.ToString().ToLowerInvariant();
            Line($"    {severity,-7} {problem.Rule}  {(problem.Field.Length == 0 ? "" : problem.Field + ": ")}{problem.Message}");
            if (problem.Recommendation.Length > 0) Line($"            To do: {problem.Recommendation}");
            if (problem.FilePlace is not null) Line($"            At {problem.FilePlace}");
        }
    }

    private void Line(string text) => _text.Append(text).Append('\n');
}

using System.Text;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>Writes GitHub-flavoured Markdown (https://github.github.com/gfm): a table of problems and a table of changes.</summary>
internal sealed class MarkdownWriter(MeshReport report)
{
    /// <summary>What marks the report as ours; it is not shown.</summary>
    public const string Mark = "<!-- MeshFederation report -->";

    private readonly StringBuilder _text = new();

    public string Write()
    {
        var problems = ReportProblem.Of(report);
        Line(Mark);
        Line($"## MeshFederation: {MarkdownText.Escape(ReportCount.Of(report, problems))}");
        if (problems.Count > 0) Problems(problems);
        if (report.Changes.Count > 0) Changes();
        return _text.ToString();
    }

    private void Problems(IReadOnlyList<ReportProblem> problems)
    {
        var rules = ReportRule.Of(report, problems).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        Line("");
        Line("| | Rule | Cluster | Object | What is wrong, and what to do |");
        Line("|---|---|---|---|---|");
        foreach (var problem in problems)
        {
            var place = string.Join(
                "<br>",
                new[] { problem.Target, problem.Field, problem.FilePlace }.Where(part => !string.IsNullOrEmpty(part))
                    .Select(part => MarkdownText.Code(part!)));
            var action = problem.Recommendation.Length == 0 ? "" : $"<br>**To do:** {MarkdownText.Escape(problem.Recommendation)}";
            Line($"| {Sign(problem.Severity)} | [{MarkdownText.Escape(problem.Rule)}]({rules[problem.Rule].HelpUri}) | "
                + $"{MarkdownText.Escape(problem.Cluster)} | {place} | {MarkdownText.Escape(problem.Message)}{action} |");
        }
    }

    private void Changes()
    {
        Line("");
        Line("| | Cluster | Object | What changes |");
        Line("|---|---|---|---|");
        foreach (var change in report.Changes.Where(change => change.Action != ChangeAction.Unchanged))
        {
            var details = change.Difference.Select(difference => MarkdownText.Code(difference.ToString()));
            if (change.Message.Length > 0) details = details.Append(MarkdownText.Escape(change.Message));
            Line($"| {change.Action} | {MarkdownText.Escape(change.Cluster)} | {MarkdownText.Code(ChangeText.Target(change))} | "
                + $"{string.Join("<br>", details)} |");
        }
    }

    private static string Sign(FindingSeverity severity) =>
        severity switch { FindingSeverity.Error => "❌", FindingSeverity.Warning => "⚠️", _ => "ℹ️" };

    private void Line(string text) => _text.Append(text).Append('\n');
}

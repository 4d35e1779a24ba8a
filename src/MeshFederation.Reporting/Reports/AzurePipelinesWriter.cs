using System.Text;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Text;

namespace MeshFederation.Reporting.Reports;

/// <summary>
/// Writes logging commands of Azure Pipelines
/// (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands, task.logissue). Escapes as the agent's
/// CommandStringConvertor takes them back (docs/design/percentEncoding.md of microsoft/azure-pipelines-agent).
/// </summary>
internal sealed class AzurePipelinesWriter(MeshReport report)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        var problems = ReportProblem.Of(report);
        Line($"MeshFederation: {ReportCount.Of(report, problems)}");
        foreach (var problem in problems)
        {
            // An issue is an error or a warning; what is only good to know is a line of the log.
            if (problem.Severity == FindingSeverity.Information) Line($"{problem.Rule} {problem.Sentence}");
            else _text.Append(Command(problem)).Append('\n');
        }

        if (report.Changes.Count == 0) return _text.ToString();
        _text.Append("##[group]What each cluster gets\n");
        foreach (var line in PlanLines.Of(report.Changes)) Line(line);
        return _text.Append("##[endgroup]\n").ToString();
    }

    private static string Command(ReportProblem problem)
    {
        var properties =
            new StringBuilder().Append("type=").Append(problem.Severity == FindingSeverity.Error ? "error" : "warning").Append(';');
        if (problem.File is not null) properties.Append("sourcepath=").Append(Property(problem.File)).Append(';');
        if (problem.Line is { } line) properties.Append(FormattableString.Invariant($"linenumber={line};"));
        properties.Append("code=").Append(Property(problem.Rule)).Append(';');
        return $"##vso[task.logissue {properties}]{Data($"{problem.Rule} {problem.Sentence}")}";
    }

    // The agent takes a command anywhere in a line, so what users name must not read as one.
    private void Line(string text) => _text.Append(ShownText.Of(text).Replace("##", "# #", StringComparison.Ordinal)).Append('\n');

    internal static string Data(string text) =>
        ShownText.Of(text)
            .Replace("%", "%AZP25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    internal static string Property(string text) =>
        Data(text).Replace("]", "%5D", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}

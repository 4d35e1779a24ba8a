using System.Text;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Text;

namespace MeshFederation.Reporting.Reports;

/// <summary>
/// Writes workflow commands of GitHub Actions (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), escaped
/// as actions/toolkit does (packages/core/src/command.ts).
/// </summary>
internal sealed class GitHubWriter(MeshReport report)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        var problems = ReportProblem.Of(report);
        Line($"MeshFederation: {ReportCount.Of(report, problems)}");
        foreach (var problem in problems) _text.Append(Command(problem)).Append('\n');
        if (report.Changes.Count == 0) return _text.ToString();
        _text.Append("::group::What each cluster gets\n");
        foreach (var line in PlanLines.Of(report.Changes)) Line(line);
        return _text.Append("::endgroup::\n").ToString();
    }

    private static string Command(ReportProblem problem)
    {
        var kind = problem.Severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "notice" };
        var properties = new List<string>();
        if (problem.File is not null) properties.Add("file=" + Property(problem.File));
        if (problem.Line is { } line) properties.Add(FormattableString.Invariant($"line={line}"));
        properties.Add("title=" + Property($"{problem.Rule} {problem.Target}"));
        return $"::{kind} {string.Join(',', properties)}::{Data(problem.Sentence)}";
    }

    // The runner takes lines that begin with two colons, white space aside, as commands.
    private void Line(string text) => Add(ShownText.Of(text));

    private void Add(string text) =>
        _text.Append(text.TrimStart().StartsWith("::", StringComparison.Ordinal) ? "| " + text : text).Append('\n');

    internal static string Data(string text) =>
        ShownText.Of(text)
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    internal static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

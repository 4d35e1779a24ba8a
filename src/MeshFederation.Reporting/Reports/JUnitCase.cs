using MeshFederation.Model.Checks;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>A test case of a JUnit report. Its name stays the same from run to run, so that its history can be seen.</summary>
internal sealed record JUnitCase(string Name, JUnitOutcome Outcome, string Type, string Message, string Text)
{
    public string? File { get; init; }

    public int? Line { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>All that one rule says of one object.</summary>
    public static JUnitCase Of(IReadOnlyList<ReportProblem> problems)
    {
        var first = problems[0];
        var more = problems.Count == 1 ? "" : FormattableString.Invariant($" (and {problems.Count - 1} more)");
        var outcome = first.Severity == FindingSeverity.Error ? JUnitOutcome.Failed
            : problems.Any(problem => problem.IsUnchecked) ? JUnitOutcome.Skipped
            : JUnitOutcome.Passed;
        return new JUnitCase(
            $"{first.Rule} {first.Target}", outcome, first.Rule, first.Message + more, string.Join('\n', problems.Select(Paragraph)))
        {
            File = first.File,
            Line = first.Line,
        };
    }

    /// <summary>What happens, or happened, to one object.</summary>
    public static JUnitCase Of(MeshChange change)
    {
        var outcome = change.Action switch
        {
            ChangeAction.Conflict or ChangeAction.Failed or ChangeAction.RolledBack => JUnitOutcome.Failed,
            ChangeAction.Skipped => JUnitOutcome.Skipped,
            _ => JUnitOutcome.Passed,
        };
        var lines = change.Difference.Select(difference => difference.ToString())
            .Prepend($"{change.Action} {ChangeText.Target(change)}")
            .Append(change.Message);
        var name = ChangeText.Target(change) + (change.Action == ChangeAction.RolledBack ? " put back" : "");
        return new JUnitCase(
            name, outcome, change.Action.ToString(), change.Message, string.Join('\n', lines.Where(line => line.Length > 0)))
        {
            Duration = change.Duration,
        };
    }

    /// <summary>What came of a live check.</summary>
    public static JUnitCase Of(MeshCheck check)
    {
        var outcome = check.Status switch
        {
            CheckStatus.Failed => JUnitOutcome.Failed,
            CheckStatus.NotChecked => JUnitOutcome.Skipped,
            _ => JUnitOutcome.Passed,
        };
        var lines = new[] { check.ToString(), check.Hint.Length == 0 ? "" : "To do: " + check.Hint };
        var name = check.Peer.Length == 0 ? check.Id : $"{check.Id} to {check.Peer}";
        return new JUnitCase(name, outcome, check.Id, check.Message, string.Join('\n', lines.Where(line => line.Length > 0)));
    }

    private static string Paragraph(ReportProblem problem)
    {
        string[] lines =
        [
            $"{problem.Severity} {problem.Rule} {problem.Place}: {problem.Message}",
            problem.Recommendation.Length == 0 ? "" : "To do: " + problem.Recommendation,
            problem.FilePlace is null ? "" : "At " + problem.FilePlace,
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }
}

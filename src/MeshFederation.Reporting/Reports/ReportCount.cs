using MeshFederation.Model.Checks;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>The headline of a report.</summary>
internal static class ReportCount
{
    /// <summary>
    /// As <c>2 errors, 1 warning</c>, or <c>nothing to object to</c>; behind it the plan's closing line where there is a plan.
    /// </summary>
    public static string Of(MeshReport report, IReadOnlyCollection<ReportProblem> problems)
    {
        var counts = new[] { FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Information }
            .Select(severity => (Severity: severity, Count: problems.Count(problem => problem.Severity == severity)))
            .Where(entry => entry.Count > 0)
            .Select(entry => Word(entry.Severity, entry.Count));
        var text = string.Join(", ", counts);
        if (text.Length == 0) text = "nothing to object to";
        if (report.Checks.Count > 0) text = $"{text}. {Of(report.Checks)}";
        if (report.Changes.Count == 0 && report.Unread.Count == 0) return text;
        return $"{text}. {new MeshPlan("", [], report.Changes.ToValueList()) { Unread = report.Unread.Distinct().ToValueList() }.Summary}";
    }

    private static string Of(IReadOnlyCollection<MeshCheck> checks)
    {
        var (passed, open) =
            (checks.Count(check => check.Status == CheckStatus.Passed), checks.Count(check => check.Status == CheckStatus.NotChecked));
        var missing = open == 0 ? "" : FormattableString.Invariant($", {open} could not be made");
        return FormattableString.Invariant($"Of {checks.Count} live {(checks.Count == 1 ? "check" : "checks")} {passed} passed{missing}");
    }

    private static string Word(FindingSeverity severity, int count)
    {
        var word = severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "note" };
        return FormattableString.Invariant($"{count} {word}{(count == 1 ? "" : "s")}");
    }
}

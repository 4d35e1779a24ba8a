using MeshFederation.Analysis;
using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>Something that a report calls attention to: a finding, or a change that cannot be or was not made.</summary>
/// <param name="Rule">The rule's id; for a change <see cref="Conflict"/>, <see cref="Failed"/> or <see cref="LeftOut"/>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Cluster">The name of the cluster; empty when no single one is meant.</param>
/// <param name="Target">The object, as <c>VirtualService/default/reviews</c>.</param>
/// <param name="Field">The field of the object; empty when the whole is meant.</param>
/// <param name="Message">What is wrong, on one line.</param>
/// <param name="Recommendation">What to do, on one line; empty when the message says it.</param>
/// <param name="File">The path relative to the report's folder, with slashes; null when there is no file.</param>
/// <param name="Line">The line, from 1; null when there is no file.</param>
internal sealed record ReportProblem(
    string Rule,
    FindingSeverity Severity,
    string Cluster,
    string Target,
    string Field,
    string Message,
    string Recommendation,
    string? File,
    int? Line)
{
    /// <summary>Whether it takes a control plane down, so that it comes before everything else.</summary>
    public bool EndangersControlPlane { get; init; }

    /// <summary>How often it is so for one cause; the message says it, too.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What must hold, where no rule says it; empty otherwise.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether it is an error of a command, or what was not read, so that other problems may be missing.</summary>
    public bool MeansMissing { get; init; }

    /// <summary>Whether it says that something could not be looked at, not what is wrong there.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>The id of a change that something in the cluster is in the way of.</summary>
    public const string Conflict = "PlanConflict";

    /// <summary>The id of a change that was tried and did not succeed.</summary>
    public const string Failed = "ChangeFailed";

    /// <summary>The id of changes that were not tried: declined, or left out because of others.</summary>
    public const string LeftOut = "ChangeLeftOut";

    /// <summary>The object and its field.</summary>
    public string Place => Field.Length == 0 ? Target : $"{Target} {Field}";

    /// <summary>The file and its line, as <c>manifests/reviews.yaml:12</c>; null when there is no file.</summary>
    public string? FilePlace => Line is null ? File : FormattableString.Invariant($"{File}:{Line}");

    /// <summary>The problem in one line, without the file.</summary>
    public string Sentence =>
        string.Join(' ', new[] { Cluster, Place.Length == 0 ? "" : Place + ":", Message, Recommendation }.Where(part => part.Length > 0));

    /// <summary>
    /// All problems of a report: what takes the control plane down, what is missing in the report, what cannot be published, checks that
    /// fail, who reaches what and who trusts whom; then the worst first, by cluster and object.
    /// </summary>
    public static IReadOnlyList<ReportProblem> Of(MeshReport report) =>
    [
        .. report.Findings.Where(finding => finding.EndangersControlPlane)
            .Order(FindingOrder.Instance)
            .Select(finding => Of(finding, report.BaseFolder)),
        .. report.Errors.Where(error => !IsSaid(error, report)).Distinct().Select(Of),
        .. report.Unread.Distinct().Select(unread => Of(unread, report.Errors.FirstOrDefault(error => Says(error, unread)))),
        .. report.Changes.Where(change => change.Action is ChangeAction.Conflict or ChangeAction.Failed).Select(Of),
        .. report.Changes.Where(change => change.Action == ChangeAction.Skipped)
            .GroupBy(change => (change.Cluster, change.Message)).Select(same => OfSkipped([.. same])),
        .. report.Checks.Select(CheckProblem.Of).OfType<ReportProblem>().Where(problem => problem.Severity != FindingSeverity.Information),
        .. AccessProblem.Of(report.Access),
        .. TrustProblem.Of(report.Trust),
        .. IdentityProblem.Of(report.Identity),
        .. report.Findings.Where(finding => !finding.EndangersControlPlane)
            .Order(FindingOrder.Instance)
            .Select(finding => Of(finding, report.BaseFolder)),
        .. report.Checks.Select(CheckProblem.Of).OfType<ReportProblem>().Where(problem => problem.Severity == FindingSeverity.Information),
    ];

    private static ReportProblem Of(MeshFinding finding, string folder) => new(
        finding.Rule,
        finding.Severity,
        finding.Cluster,
        finding.Target,
        finding.Field ?? "",
        OneLine(finding.Message),
        OneLine(finding.Recommendation),
        ReportPath.Of(finding.File, folder),
        finding.Line)
    {
        EndangersControlPlane = finding.EndangersControlPlane,
        Count = finding.Count,
        MeansMissing = finding.Rule == InputFaults.FileUnread.Id,
    };

    private static ReportProblem Of(MeshChange change) => new(
        change.Action == ChangeAction.Conflict ? Conflict : Failed,
        FindingSeverity.Error,
        change.Cluster,
        ChangeText.Target(change),
        "",
        OneLine(change.Message),
        "",
        null,
        null);

    /// <summary>Many are left out for one reason, which is said once.</summary>
    private static ReportProblem OfSkipped(IReadOnlyList<MeshChange> same) => new(
        LeftOut,
        FindingSeverity.Warning,
        same[0].Cluster,
        ChangeText.Target(same[0]) + (same.Count == 1 ? "" : FormattableString.Invariant($" and {same.Count - 1} more")),
        "",
        OneLine(same[0].Message),
        "",
        null,
        null)
    { IsUnchecked = true };

    private static ReportProblem Of(ReportError error) => new(
        error.Id,
        error.Severity,
        "",
        error.Target.Length == 0 ? "this run" : error.Target,
        "",
        OneLine(error.Message),
        OneLine(error.Recommendation),
        null,
        null)
    {
        Title = error.Severity == FindingSeverity.Error ? "What was to be done is done, and the report is whole." : "",
        MeansMissing = error.Severity == FindingSeverity.Error,
        IsUnchecked = error.Severity != FindingSeverity.Error,
    };

    /// <summary>Whether a cluster or file that could not be read says what the command that read it says, too.</summary>
    private static bool IsSaid(ReportError error, MeshReport report) =>
        report.Unread.Any(unread => Says(error, unread))
        || report.Findings.Any(finding => finding.Rule == InputFaults.FileUnread.Id && finding.Message == error.Message);

    /// <summary>A plan has what the error of a cluster says, too.</summary>
    private static bool Says(ReportError error, UnreadCluster unread) => error.Id == unread.ErrorId && error.Message == unread.Message;

    private static ReportProblem Of(UnreadCluster unread, ReportError? error) => new(
        unread.ErrorId,
        FindingSeverity.Error,
        unread.Cluster,
        "cluster",
        "",
        OneLine(unread.Message),
        OneLine(error?.Recommendation ?? "Mend the connection, or take the cluster out of the federation."),
        null,
        null)
    {
        Title = "Every cluster can be read.",
        MeansMissing = true,
    };

    /// <summary>A text on one line.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}

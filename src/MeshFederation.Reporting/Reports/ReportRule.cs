using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;

namespace MeshFederation.Reporting.Reports;

/// <summary>What reports say of a rule.</summary>
internal sealed record ReportRule(string Id, string Title, string Recommendation, string Source, FindingSeverity Severity)
{
    private const string Pages = "https://github.com/MeshFederation/MeshFederation/blob/main/docs/";

    /// <summary>The page and its place that explains it.</summary>
    public string HelpUri => Pages + Page;

    private string Page => this switch
    {
        { IsAccess: true } => "en-US/about_MeshAccess.md",
        { IsIdentity: true } => "en-US/about_MeshIdentity.md",
        { IsCheck: true } => "live-checks.md",
        { IsError: true } or { Id: ReportProblem.Conflict or ReportProblem.Failed or ReportProblem.LeftOut } => "en-US/about_MeshErrors.md",
        _ => $"rules.md#{Id.ToLowerInvariant()}",
    };

    private bool IsAccess => Id is AccessProblem.Open or AccessProblem.Unknown;

    private bool IsIdentity => Id is TrustProblem.Fails or TrustProblem.Unknown or TrustProblem.Doubtful
        or IdentityProblem.Done or IdentityProblem.Open;

    private bool IsCheck { get; init; }

    private bool IsError { get; init; }

    /// <summary>The rules that the problems are about, sorted by id.</summary>
    public static IReadOnlyList<ReportRule> Of(MeshReport report, IEnumerable<ReportProblem> problems)
    {
        var known = report.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        return [.. problems.GroupBy(problem => problem.Rule, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => known.TryGetValue(group.Key, out var rule) ? Of(rule) : Of(group.First()))];
    }

    private static ReportRule Of(Fault fault) => new(fault.Id, fault.Title, fault.Recommendation, fault.Source, fault.Severity);

    private static ReportRule Of(ReportProblem problem) => problem.Rule switch
    {
        ReportProblem.Conflict =>
            new(
                problem.Rule,
                "Nothing in a cluster is in the way of what is to be published.",
                "See what owns the object, then adopt it with -Force or give way.",
                "",
                FindingSeverity.Error),
        ReportProblem.Failed =>
            new(
                problem.Rule,
                "What is published reaches the cluster.",
                "See to the cause and publish again: what is right already is left alone.",
                "",
                FindingSeverity.Error),
        ReportProblem.LeftOut =>
            new(
                problem.Rule,
                "What was to be published is published whole.",
                "Publish again, and answer with yes to what belongs together.",
                "",
                FindingSeverity.Warning),
        AccessProblem.Open => new(problem.Rule, AccessProblem.OpenTitle, problem.Recommendation, "", problem.Severity),
        _ => new(problem.Rule, problem.Title.Length > 0 ? problem.Title : problem.Message, problem.Recommendation, "", problem.Severity)
        {
            IsError = problem.MeansMissing || problem.Rule == ReportError.Empty,
            IsCheck = problem.Title.Length > 0 && !problem.MeansMissing,
        },
    };
}

using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Access;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Export;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Reports;

namespace MeshFederation.Reporting.Reports;

/// <summary>What a report says, whatever the format.</summary>
public sealed record MeshReport
{
    /// <summary>What analysis has found, in any order.</summary>
    public IReadOnlyList<MeshFinding> Findings { get; init; } = [];

    /// <summary>What a plan would change, or publishing has changed, in the order of publishing.</summary>
    public IReadOnlyList<MeshChange> Changes { get; init; } = [];

    /// <summary>What live checks have seen, in the order of the list.</summary>
    public IReadOnlyList<MeshCheck> Checks { get; init; } = [];

    /// <summary>What callers of other clusters reach; only what is a warning, since widenings are errors.</summary>
    public IReadOnlyList<MeshAccess> Access { get; init; } = [];

    /// <summary>Whether workloads of pairs of clusters take each other's certificates; only what is not good, or not for long.</summary>
    public IReadOnlyList<MeshTrust> Trust { get; init; } = [];

    /// <summary>What became of clusters as their authorities were exchanged, in the order in which it was done.</summary>
    public IReadOnlyList<MeshIdentityChange> Identity { get; init; } = [];

    /// <summary>The clusters that could not be read, of which nothing else here tells.</summary>
    public IReadOnlyList<UnreadCluster> Unread { get; init; } = [];

    /// <summary>The errors with which commands ended.</summary>
    public IReadOnlyList<ReportError> Errors { get; init; } = [];

    /// <summary>The rules that may be named; a rule that is not among them is described by its findings.</summary>
    public IReadOnlyList<Fault> Rules { get; init; } = [];

    /// <summary>The version of MeshFederation.</summary>
    public required string Version { get; init; }

    /// <summary>The whole path of the folder that files are named relative to, as a repository's root.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>The whole paths of other folders of this machine that errors name, as those of kubeconfigs; they are left out.</summary>
    public IReadOnlyList<string> HiddenFolder { get; init; } = [];

    /// <summary>Writes the report.</summary>
    /// <param name="format">How.</param>
    /// <returns>The text, lines ending in a line feed. The same content is the same text, whatever the order of the findings.</returns>
    public string Write(ReportFormat format) => LocalPaths.Hide(WriteAll(format), BaseFolder, HiddenFolder, Escapes(format));

    private static IReadOnlyList<Func<string, string>> Escapes(ReportFormat format) => format switch
    {
        ReportFormat.JUnit => [XmlText.Escape],
        ReportFormat.Markdown => [MarkdownText.Escape, MarkdownText.EscapeCode],
        ReportFormat.AzurePipelines => [AzurePipelinesWriter.Data, AzurePipelinesWriter.Property],
        ReportFormat.GitHub => [GitHubWriter.Data, GitHubWriter.Property],
        _ => [],
    };

    private string WriteAll(ReportFormat format) => format switch
    {
        ReportFormat.JUnit => new JUnitWriter(this).Write(),
        ReportFormat.Sarif => new SarifWriter(this).Write(),
        ReportFormat.Markdown => new MarkdownWriter(this).Write(),
        ReportFormat.AzurePipelines => new AzurePipelinesWriter(this).Write(),
        ReportFormat.GitHub => new GitHubWriter(this).Write(),
        _ => new TextReportWriter(this).Write(),
    };
}

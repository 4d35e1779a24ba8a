using MeshFederation.Model.Reports;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands.Reporting;

/// <summary>Chooses the format of a file that nobody named.</summary>
internal static class ReportChoice
{
    private const string Summary = "GITHUB_STEP_SUMMARY";

    /// <summary>The format of a file: by its ending; GitHub's file for a job's summary has none, and takes Markdown.</summary>
    public static ReportFormat OfFile(string path) =>
        path == Environment.GetEnvironmentVariable(Summary) ? ReportFormat.Markdown : ReportFormats.OfFile(path);
}

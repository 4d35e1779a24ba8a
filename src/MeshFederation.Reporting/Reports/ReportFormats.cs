using MeshFederation.Model.Reports;

namespace MeshFederation.Reporting.Reports;

/// <summary>What holds for the formats of reports.</summary>
public static class ReportFormats
{
    /// <summary>The format that a file's name asks for: .xml JUnit, .sarif and .json SARIF, .md Markdown, anything else text.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The format.</returns>
    public static ReportFormat OfFile(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".XML" => ReportFormat.JUnit,
        ".SARIF" or ".JSON" => ReportFormat.Sarif,
        ".MD" => ReportFormat.Markdown,
        _ => ReportFormat.Text,
    };

    /// <summary>Whether the lines are commands to the program that reads the log, and so mean nothing anywhere else.</summary>
    /// <param name="format">The format.</param>
    /// <returns>True when they are.</returns>
    public static bool SpeaksToLog(ReportFormat format) => format is ReportFormat.AzurePipelines or ReportFormat.GitHub;

    /// <summary>A text near the beginning of every report of the format, by which a file is known as one.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The text.</returns>
    public static string Mark(ReportFormat format) => format switch
    {
        ReportFormat.JUnit => "<testsuites name=\"MeshFederation\"",
        ReportFormat.Sarif => "\"name\": \"MeshFederation\"",
        ReportFormat.Markdown => MarkdownWriter.Mark,
        ReportFormat.Text => "MeshFederation report: ",
        _ => "MeshFederation: ",
    };
}

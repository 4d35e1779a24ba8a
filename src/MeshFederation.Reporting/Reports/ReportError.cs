namespace MeshFederation.Reporting.Reports;

/// <summary>Why something that was to be reported did not come about: an error of a command, not of an object.</summary>
/// <param name="Id">The stable id of the error.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Recommendation">What to do; empty when the message says it.</param>
/// <param name="Target">What it was about; empty when that is not known.</param>
public sealed record ReportError(string Id, string Message, string Recommendation, string Target)
{
    /// <summary>The id of the error that commands before the report ended, so that the report is not whole.</summary>
    public const string Unfinished = "PipelineUnfinished";

    /// <summary>Says that the commands before the report ended before all that they had to say was there.</summary>
    public static ReportError OfUnfinished { get; } = new(
        Unfinished,
        "The commands before the report ended with an error or were stopped, so there may be more than stands here.",
        "See the error itself in the log, or give the command before -Report, whose report tells it too.",
        "");
}

using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;

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

    /// <summary>The id of a question before the first change that was not answered with yes.</summary>
    public const string Declined = "NotConfirmed";

    /// <summary>The id of a report to which nothing came, neither an object nor that anybody looked.</summary>
    public const string Empty = "ReportEmpty";

    /// <summary>How bad it is; what is only good to know is no error.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>What an error of a command says.</summary>
    /// <param name="exception">The error.</param>
    public static ReportError Of(MeshException exception) =>
        new(exception.ErrorId, exception.Message, exception.RecommendedAction, exception.Target is string target ? target : "");

    /// <summary>Says that nothing came: what an analysis found may be nothing, and so may what nobody looked at.</summary>
    public static ReportError OfNothing { get; } = new(
        Empty,
        "Nothing was given to this report, and no command that looks stands before it in the pipeline, so it says nothing of any mesh.",
        "Let what looks stand before it, as in Test-MeshFederation … | Export-MeshReport, or see whether the variable is the one that is "
            + "meant.",
        "")
    { Severity = FindingSeverity.Information };

    /// <summary>Says that the commands before the report ended before all that they had to say was there.</summary>
    public static ReportError OfUnfinished { get; } = new(
        Unfinished,
        "The commands before the report ended with an error or were stopped, so there may be more than stands here.",
        "See the error itself in the log, or give the command before -Report, whose report tells it too.",
        "");

    /// <summary>Says that nothing was done, since the question was not answered with yes.</summary>
    public static ReportError OfDeclined { get; } = new(
        Declined,
        "It was asked before anything was changed, and the answer was not yes, so nothing was.",
        AnswerYes,
        "");

    private const string AnswerYes = "Run it again and answer with yes, or give -Confirm:$false where nobody is to be asked.";

    /// <summary>Says that a part was not done, since the question about it was not answered with yes.</summary>
    /// <param name="what">What would have been done, in sentences.</param>
    public static ReportError OfDeclinedPart(string what) => new(
        Declined, $"This was asked, and the answer was not yes, so it was not done: {what}", AnswerYes, "");
}

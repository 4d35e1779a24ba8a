using System.Globalization;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Keeps the last that was said of every object.</summary>
internal sealed class RunTally
{
    private readonly Dictionary<ChangeKey, ChangeReported> _last = [];

    /// <summary>The reports with errors.</summary>
    public IEnumerable<ChangeReported> Failures => _last.Values.Where(report => report.Error is not null);

    public void Note(ChangeReported report) => _last[ChangeKey.Of(report.Change)] = report;

    /// <summary>What is where after a stop, and how to go on, line by line; a line for each object that is not as it was before.</summary>
    /// <param name="activity">What was done, as <c>Publishing</c>.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="outcome">How it came out; null when nothing had been written yet.</param>
    /// <param name="isWaiting">Whether only Istio was waited for any more.</param>
    public IEnumerable<string> Lines(string activity, string federation, PublishOutcome? outcome, bool isWaiting)
    {
        var title = $"{activity} of the federation '{federation}'";
        if (outcome is { Error: null }) return [Done(title, outcome, isWaiting)];
        if (_last.Count == 0) return [$"{title} was stopped before anything was changed."];
        var changed = _last.Values.Where(report => !report.IsAsBefore).ToList();
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{title} was stopped: "
                + $"{_last.Count - changed.Count} objects are as they were ({Count(ChangeAction.RolledBack)} put back, "
                + $"{Count(ChangeAction.Skipped)} not tried), {changed.Count} {(changed.Count == 1 ? "is" : "are")} not."),
            .. changed.Select(report =>
                $"{ChangeText.Of(report.Change)}{(report.Change.Message.Length == 0 ? "" : ": " + report.Change.Message)}"),
            $"To go on: {outcome?.Error?.RecommendedAction ?? "see what is there with Get-MeshFederation, then do it again."}",
        ];
    }

    private string Done(string title, PublishOutcome outcome, bool isWaiting)
    {
        if (isWaiting && outcome.IsNoted) return $"{title} was done before the stop; only waiting for Istio was stopped.";
        var noted = outcome.IsNoted
            ? "Nothing is left to do."
            : "The history of some cluster does not say so; do it again, which notes it.";
        return $"{title} was done before the stop: {this}. {noted}";
    }

    /// <summary>What was done, counted.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count(ChangeAction.Create)} created, {Count(ChangeAction.Update)} updated, "
            + $"{Count(ChangeAction.Delete)} deleted{(Count(ChangeAction.Skipped) is > 0 and var skipped ? $", {skipped} left out" : "")}");

    private int Count(ChangeAction action) => _last.Values.Count(report => report.Change.Action == action);
}

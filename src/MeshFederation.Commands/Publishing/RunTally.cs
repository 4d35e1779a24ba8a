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

    /// <summary>What is where after a stop, line by line; a line for each object that is not as it was before.</summary>
    /// <param name="activity">What was done, as <c>Publishing</c>.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="published">Whether all of it was done before.</param>
    public IEnumerable<string> Lines(string activity, string federation, bool published)
    {
        if (published)
        {
            yield return $"{activity} of the federation '{federation}' was done before the stop; only waiting for Istio was stopped.";
            yield break;
        }

        if (_last.Count == 0)
        {
            yield return $"{activity} of the federation '{federation}' was stopped before anything was changed.";
            yield break;
        }

        var changed = _last.Values.Where(report => !report.IsAsBefore).ToList();
        yield return string.Create(CultureInfo.InvariantCulture, $"{activity} of the federation '{federation}' was stopped: "
            + $"{_last.Count - changed.Count} objects are as they were ({Count(ChangeAction.RolledBack)} put back, "
            + $"{Count(ChangeAction.Skipped)} not tried), {changed.Count} {(changed.Count == 1 ? "is" : "are")} not.");
        foreach (var report in changed)
            yield return $"{ChangeText.Of(report.Change)}{(report.Change.Message.Length == 0 ? "" : ": " + report.Change.Message)}";
    }

    /// <summary>What was done, counted.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count(ChangeAction.Create)} created, {Count(ChangeAction.Update)} updated, "
            + $"{Count(ChangeAction.Delete)} deleted{(Count(ChangeAction.Skipped) is > 0 and var skipped ? $", {skipped} left out" : "")}");

    private int Count(ChangeAction action) => _last.Values.Count(report => report.Change.Action == action);
}

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
    public IEnumerable<string> Lines(string federation)
    {
        var changed = _last.Values.Where(report => report.Change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete or ChangeAction.Failed).ToList();
        yield return FormattableString.Invariant($"Publishing of the federation '{federation}' was stopped: {Count(ChangeAction.RolledBack)} objects were put back, {Count(ChangeAction.Skipped)} not tried, {changed.Count} are not as they were.");
        foreach (var report in changed) yield return $"{ChangeText.Of(report.Change)}{(report.Change.Message.Length == 0 ? "" : ": " + report.Change.Message)}";
    }

    /// <summary>What was done, counted.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Count(ChangeAction.Create)} created, {Count(ChangeAction.Update)} updated, {Count(ChangeAction.Delete)} deleted{(Count(ChangeAction.Skipped) is > 0 and var skipped ? $", {skipped} left out" : "")}");

    private int Count(ChangeAction action) => _last.Values.Count(report => report.Change.Action == action);
}

using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>Says what has become of an object when not everything could be done.</summary>
internal static class RunReport
{
    public static ChangeReported? Of(ObjectRun run, string cause, bool noRollback)
    {
        if (run.Failure is { } failure)
        {
            return new(
                With(run, ChangeAction.Failed, Failed(run, failure.Error)),
                failure.Error)
            { IsAsBefore = run.Performed.Count == 0 && run.Stays.Length == 0 };
        }
        if (!run.WasWritten) return new(With(run, ChangeAction.Skipped, $"Not tried, because {cause}"));
        if (run.Performed.Count == 0) return new(With(run, ChangeAction.RolledBack, $"Put back to what it was, because {cause}"));
        if (run.Stays.Length > 0)
            return new(With(run, ChangeAction.Failed, $"It was changed and could not be put back: {Sentence(run.Stays)}"));
        if (run.IsComplete) return null;
        return new(With(run, run.Change.Action, noRollback
            ? $"It has the new and still the old, because {cause} Publishing again finishes it."
            : Both(run)));
    }

    private static string Failed(ObjectRun run, MeshException error) => error.Message + (run.WasWritten, run.Performed.Count) switch
    {
        (false, _) when run.Stays.Length > 0 => " " + run.Stays,
        (false, _) => error.ErrorId == MeshErrorId.PublishStopped ? " It was not changed." : "",
        (_, 0) => " It was put back to what it was.",
        _ when run.IsComplete =>
            $" It was changed all the same{(run.Stays.Length == 0 ? "." : $" and could not be put back: {Sentence(run.Stays)}")}",
        _ => " " + Both(run),
    };

    private static string Both(ObjectRun run) =>
        $"It has the new and still the old{(run.Stays.Length == 0 ? "." : $", and could not be put back: {Sentence(run.Stays)}")}";

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static MeshChange With(ObjectRun run, ChangeAction action, string message) =>
        run.Change with { Action = action, Message = message, Duration = run.Spent };
}

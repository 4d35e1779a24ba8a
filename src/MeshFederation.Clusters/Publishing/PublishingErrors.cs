using System.Globalization;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>The errors of publishing.</summary>
internal static class PublishingErrors
{
    private const int Named = 3;

    public static MeshException StoppedUnanswered(MeshChange change) => new(
        MeshErrorId.PublishStopped,
        MeshErrorKind.OperationStopped,
        $"Publishing was stopped before the cluster '{change.Cluster}' answered about {ObjectPlace.Of(change)}.",
        "Publish again.",
        change);

    public static MeshException NotPutBackInTime(MeshChange change, TimeSpan limit) => new(
        MeshErrorId.ClusterTimeout,
        MeshErrorKind.OperationTimeout,
        string.Create(CultureInfo.InvariantCulture, $"The cluster '{change.Cluster}' did not answer within {limit.TotalSeconds:0.#} s "
            + $"about {ObjectPlace.Of(change)}, which was to be put back."),
        "When the cluster answers again, publish again.",
        change);

    /// <summary>What nobody thought of fails one object like anything else, so that the others are put back.</summary>
    public static MeshException Unexpected(MeshChange change, Exception exception) => new(
        MeshErrorId.PublishFailed,
        MeshErrorKind.ProtocolError,
        $"{ObjectPlace.Of(change)} in the cluster '{change.Cluster}' failed in a way that MeshFederation does not know: "
        + $"{exception.GetType().Name}: {exception.Message}",
        "Report it with its details: $Error[0].Exception | Format-List * -Force.",
        change,
        exception);

    public static MeshException UnexpectedWait(Exception exception) => new(
        MeshErrorId.PublishFailed,
        MeshErrorKind.ProtocolError,
        $"Waiting for the proxies failed in a way that MeshFederation does not know: {exception.GetType().Name}: {exception.Message}",
        "Report it with its details: $Error[0].Exception | Format-List * -Force.",
        null,
        exception);

    /// <summary>A run that waited in vain for the proxies stops before its next stage.</summary>
    public static MeshException Unsettled(string federation, MeshException cause, IReadOnlyList<ObjectRun> runs, bool removes)
    {
        var (written, open) = (runs.Count(run => run.WasWritten), runs.Count(run => !run.IsComplete));
        return new(
            cause.ErrorId,
            cause.Kind,
            FormattableString.Invariant(
                $"The federation '{federation}' is not {(removes ? "removed" : "published")} to its end: {cause.Message} ")
                + FormattableString.Invariant($"{Objects(written)} of {runs.Count} {(written == 1 ? "was" : "were")} written ")
                + FormattableString.Invariant(
                    $"and {(written == 1 ? "stays" : "stay")} so, {open} {(open == 1 ? "is" : "are")} not as wanted yet. ")
                + "What routes lead to is still there.",
            $"{(removes ? "Unpublish" : "Publish")} again, which goes on; or go back: Undo-MeshFederation {ShellWord.Of(federation)}; "
                + "or do not wait for proxies: -SettleTimeout 0.",
            federation,
            cause);
    }

    public static MeshException Failed(
        string federation, RunResult result, IReadOnlyList<ObjectRun> runs, bool stopped, bool noRollback, bool removes) => new(
        stopped ? MeshErrorId.PublishStopped : MeshErrorId.PublishFailed,
        stopped ? MeshErrorKind.OperationStopped : MeshErrorKind.ResourceUnavailable,
        $"The federation '{federation}' {(stopped ? "was stopped while it was published" : "could not be published")}: "
        + $"{Why(runs)}{What(result, runs, noRollback)}",
        (stopped, removes) switch
        {
            (true, false) => "Publish again",
            (true, true) => "Unpublish again",
            (false, false) => "Mend the cause, then publish again",
            _ => "Mend the cause, then unpublish again",
        }
            + (result == RunResult.PutBack
                ? "."
                : $", which finishes it, or go back: Undo-MeshFederation {ShellWord.Of(federation)}. The results say what is where."),
        federation);

    private static string Why(IReadOnlyList<ObjectRun> runs)
    {
        var failed = runs.Where(run => run.Failure is not null).ToList();
        if (failed.Count == 0) return "";
        var more = failed.Count > Named ? FormattableString.Invariant($" … and {failed.Count - Named} more.") : "";
        var text = string.Join(
            " ",
            failed.Take(Named)
                .Select(run => $"{ObjectPlace.Of(run.Change)} in the cluster '{run.Change.Cluster}': {run.Failure!.Value.Error.Message}"));
        return FormattableString.Invariant($"{failed.Count} of {runs.Count} changes failed. {text}{more} ");
    }

    private static string What(RunResult result, IReadOnlyList<ObjectRun> runs, bool noRollback)
    {
        var (written, unknown) = (runs.Count(run => run.WasWritten), runs.Count(run => run.IsUnknown));
        if (unknown == 0) return written == 0 ? "Nothing was changed." : Known(result, runs, written, noRollback);
        var open = FormattableString.Invariant(
            $"Whether {Objects(unknown)} {(unknown == 1 ? "was" : "were")} changed is not known, because the cluster does not answer.");
        return written == 0 ? $"{open} Nothing else was." : $"{Known(result, runs, written, noRollback)} {open}";
    }

    private static string Known(RunResult result, IReadOnlyList<ObjectRun> runs, int written, bool noRollback)
    {
        if (result == RunResult.PutBack) return FormattableString.Invariant($"All that was changed, {Objects(written)}, was put back.");
        var stay = runs.Count(run => run.Performed.Count > 0);
        return noRollback
            ? FormattableString.Invariant(
                $"{Objects(stay)} of {runs.Count} {(stay == 1 ? "was changed and stays so" : "were changed and stay so")}.")
            : string.Create(CultureInfo.InvariantCulture, $"{Objects(written)} were changed and {written - stay} put back; {stay} stay as "
                + $"they are now. No route leads to something that is not there.");
    }

    private static string Objects(int count) => count == 1 ? "1 object" : FormattableString.Invariant($"{count} objects");
}

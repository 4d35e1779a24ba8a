using MeshFederation.Commands.Arguments;

namespace MeshFederation.Commands.Session;

/// <summary>
/// The reports that are open while commands run: those of -Report, and that at the end of a pipeline. What fails while the rest goes on,
/// and that somebody looked and found nothing, goes past the commands that stand behind, so reports would know nothing of it.
/// </summary>
internal sealed class ReportListeners
{
    private readonly List<ReportInput> _listeners = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="listener">Hears of each failure, and of who looked.</param>
    /// <returns>Ends it.</returns>
    public IDisposable Add(ReportInput listener)
    {
        _listeners.Add(listener);
        return new Ending(() => _listeners.Remove(listener));
    }

    /// <summary>Tells of a failure, or of what else a command says beside what it gives.</summary>
    /// <param name="say">Says it to each.</param>
    /// <param name="own">The report of the command that says it, which hears it too, once; null when it has none.</param>
    public void Tell(Action<ReportInput> say, ReportInput? own = null)
    {
        foreach (var listener in _listeners) say(listener);
        if (own is not null && !_listeners.Contains(own)) say(own);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

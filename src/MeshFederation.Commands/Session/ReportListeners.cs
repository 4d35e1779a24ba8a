using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Errors;
using MeshFederation.Reporting.Reports;

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

    /// <summary>Tells of a failure.</summary>
    public void Tell(MeshException failure) => Tell(ReportError.Of(failure));

    /// <summary>Tells why something did not come about.</summary>
    public void Tell(ReportError error)
    {
        foreach (var listener in _listeners) listener.Add(error);
    }

    /// <summary>Tells that a command looked, whatever it found.</summary>
    public void TellOfLook()
    {
        foreach (var listener in _listeners) listener.AddLook();
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Session;

/// <summary>
/// Who hears what fails while the other things of a command go on. Errors go past the commands behind it, so a report at the end of the
/// pipeline would say nothing of them.
/// </summary>
internal sealed class FailureListeners
{
    private readonly List<Action<MeshException>> _listeners = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="listener">Hears of each failure.</param>
    /// <returns>Ends it.</returns>
    public IDisposable Add(Action<MeshException> listener)
    {
        _listeners.Add(listener);
        return new Ending(() => _listeners.Remove(listener));
    }

    /// <summary>Tells of a failure.</summary>
    public void Tell(MeshException failure)
    {
        foreach (var listener in _listeners) listener(failure);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

using System.Runtime.InteropServices;

namespace MeshFederation.Shell.Running;

/// <summary>
/// Ctrl+C and its like: the first asks the pipeline to stop, so that cmdlets can end what they have begun; the second ends the program
/// at once, for one that does not listen.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public StopRequest() => _registrations = [Listen(PosixSignal.SIGINT, 2), Listen(PosixSignal.SIGTERM, 15), Listen(PosixSignal.SIGHUP, 1)];

    /// <summary>Cancelled when the user wants it to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What to exit with when it was stopped.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private PosixSignalRegistration Listen(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (!context.Cancel) Environment.Exit(ExitCodes.SignalBase + number);
        ExitCode = ExitCodes.SignalBase + number;
        _source.Cancel();
    });
}

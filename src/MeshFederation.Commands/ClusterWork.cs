using System.Management.Automation;

namespace MeshFederation.Commands;

/// <summary>
/// Runs a cmdlet's work on clusters off the pipeline thread, until it is done or the user stops it. A cmdlet has one, calls <see cref="Stop"/> in
/// StopProcessing, and disposes of it.
/// </summary>
internal sealed class ClusterWork : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends the work as soon as it can be ended.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Runs work and waits for it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="PipelineStoppedException">The user stopped it.</exception>
    public T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Task.Run(() => work(_stop.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();
}

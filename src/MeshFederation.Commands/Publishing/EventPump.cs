using System.Collections.Concurrent;
using System.Management.Automation;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Publishing;

namespace MeshFederation.Commands.Publishing;

/// <summary>
/// Runs the work of a publish off the pipeline thread and hands its events over to it. Whatever becomes of the pipeline, work that has
/// begun is waited for: it ends by itself, or puts back what it did after <see cref="Stop"/>.
/// </summary>
internal sealed class EventPump : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private BlockingCollection<PublishingEvent>? _events;

    /// <summary>Whether each request is asked for.</summary>
    public bool IsDebugging { get; set; }

    /// <summary>Whether the user has stopped the pipeline.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>What happened after the pipeline took nothing any more.</summary>
    public IReadOnlyList<PublishingEvent> Unseen { get; private set; } = [];

    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet is over already.
        }
    }

    /// <summary>Takes an event from any thread, while work runs.</summary>
    public void Report(PublishingEvent happened)
    {
        try
        {
            _events?.Add(happened);
        }
        catch (InvalidOperationException)
        {
            // The work is over; what a lease still has to say is of no use.
        }
    }

    /// <summary>Runs work and waits for it.</summary>
    /// <param name="work">The work; it reports what happens.</param>
    /// <param name="show">Takes an event on the calling thread.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="PipelineStoppedException">The user stopped it.</exception>
    /// <param name="stopping">Is told when the user stops the pipeline, before the work that has begun is waited for.</param>
    public T Run<T>(Func<CancellationToken, Task<T>> work, Action<PublishingEvent> show, Action? stopping = null)
    {
        using var events = new BlockingCollection<PublishingEvent>();
        _events = events;
        var running = Task.Run(() => RunAsync(work, events));
        try
        {
            foreach (var happened in events.GetConsumingEnumerable(_stop.Token)) show(happened);
        }
        catch (Exception exception)
        {
            if (IsStopped) stopping?.Invoke();
            ((IAsyncResult)running).AsyncWaitHandle.WaitOne();
            Unseen = [.. events];
            if (exception is OperationCanceledException && IsStopped) throw new PipelineStoppedException();
            throw;
        }

        try
        {
            return running.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (IsStopped)
        {
            throw new PipelineStoppedException();
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, BlockingCollection<PublishingEvent> events)
    {
        ApiMessages.ListenWith(
            line => Report(new ServerSaid(line, IsDebug: false)),
            IsDebugging ? line => Report(new ServerSaid(line, IsDebug: true)) : null);
        PluginMessages.ListenWith(line => Report(new PublishingNote(line, IsWarning: true)));
        try
        {
            return await work(_stop.Token).ConfigureAwait(false);
        }
        finally
        {
            events.CompleteAdding();
        }
    }
}
